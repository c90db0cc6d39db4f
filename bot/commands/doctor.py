"""`helpline doctor`: look at every part and say how to mend what is wrong."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator

from rich.console import Console

from bot.clock import SystemClock
from bot.conversation import queue_wording
from bot.errors import HelplineError
from bot.settings import Settings, read_settings

CLOCK_OFF_S = 120  # Slack refuses signatures at 300 s

Finding = tuple[bool, str]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    about = "check settings, tokens, scopes, channels, database, index and clock"
    parser = subparsers.add_parser("doctor", help=about, description=about)
    parser.add_argument(
        "--send-test", action="store_true", help="call the second channel, to see that it works"
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """
    Run every check.

    Returns:
        Exit status: 0 when all is well, 1 when something needs mending.
    """
    console = Console(highlight=False)
    settings = read_settings()
    well = True
    for check in (*CHECKS, *([_test_call] if args.send_test else [])):
        for fine, sentence in _findings(check, settings):
            well = well and fine
            console.print("[green]ok  [/]" if fine else "[red]mend[/]", sentence)
    return 0 if well else 1


def _findings(
    check: Callable[[Settings], Iterator[Finding]], settings: Settings
) -> Iterator[Finding]:
    try:
        yield from check(settings)
    except HelplineError as error:
        yield False, str(error)


def _database(settings: Settings) -> Iterator[Finding]:
    from bot.wiring import open_database

    database = open_database(settings)
    database.close()
    yield True, f"The database keeps what it is told: {database.url.render_as_string()}"


def _running(settings: Settings) -> Iterator[Finding]:
    from bot.audit.standing import NotRunning, standing
    from bot.conversation import operator_wording as wording
    from bot.wiring import open_database

    database = open_database(settings)
    with database.read() as tx:
        found = standing(tx, SystemClock().now())
    database.close()
    if isinstance(found, NotRunning):
        ended = found.since is not None
        yield not ended, wording.not_running(found.since)
        return
    for one in found.violations:
        yield False, wording.alarm(one.invariant, one.subject)
    if not found.violations:
        yield True, wording.all_holds(found.looked_at)


def _withheld(settings: Settings) -> Iterator[Finding]:
    from bot import withheld
    from bot.conversation import operator_wording as wording
    from bot.helpline import channel
    from bot.wiring import open_database

    database = open_database(settings)
    with database.read() as tx:
        look, since = channel.last_look(tx), channel.unfit_since(tx)
        n = withheld.n_waiting(tx)
    database.close()
    if look is None:
        return  # no assistant has looked yet
    if look.flaw is None or since is None:
        yield True, wording.NOT_WITHHELD
    else:
        yield False, wording.withheld(look.flaw, since, n)


def _drill(settings: Settings) -> Iterator[Finding]:
    from bot.conversation import operator_wording as wording
    from bot.helpline import drills
    from bot.outbound import DrillShown
    from bot.wiring import open_database

    if settings.drill_at is None:
        yield True, wording.DRILL_OFF
    database = open_database(settings)
    with database.read() as tx:
        last = drills.last_decided(tx)
    database.close()
    shown = None if last is None else DrillShown(last.day, last.took_s)
    if settings.drill_at is not None or shown is not None:
        yield shown is None or shown.took_s is not None, wording.drill(shown)


def _outside(settings: Settings) -> Iterator[Finding]:
    from bot.conversation import operator_wording as wording

    yield True, wording.ADMINS_TOLD if settings.admins else wording.NO_ADMINS
    yield True, wording.MONITOR_PINGED if settings.heartbeat_url else wording.NO_MONITOR


def _pace(settings: Settings) -> Iterator[Finding]:
    for name in settings.in_seconds:
        yield False, f"{name} holds seconds, which are for a rehearsal. Write minutes."


def _support_lines(settings: Settings) -> Iterator[Finding]:
    lines = settings.support_lines
    numbers = f"Samaritans {lines.samaritans}, Education Support {lines.education_support}"
    if lines.is_review_due(SystemClock().now().date()):
        yield (
            False,
            f"The numbers given in distress were reviewed on {lines.reviewed}, more than six "
            f"months ago: {numbers}. Ring them, then set HELPLINE_NUMBERS_REVIEWED to today.",
        )
    else:
        yield True, f"Numbers given in distress, reviewed on {lines.reviewed}: {numbers}"


def _triage_model(settings: Settings) -> Iterator[Finding]:
    from bot.triage.second_stage import published_triage

    if published_triage(settings.index_folder) is None:
        yield (
            False,
            "Triage works by its phrase rules alone: no guidance is published, or its encoder is "
            "not the one the triage model was trained on. Run `helpline triage-model train`.",
        )
    else:
        yield True, "Triage: the phrase rules and the classifier"


def _index(settings: Settings) -> Iterator[Finding]:
    from knowledge.errors import KnowledgeError
    from knowledge.index_store import IndexStore

    try:
        version = IndexStore(settings.index_folder).current()
    except KnowledgeError as error:
        yield False, f"The index version cannot be read: {error}. Run `guidance rollback`."
        return
    if version is None:
        yield False, "No guidance is published. Run `guidance build` and `guidance publish`."
    else:
        yield True, f"Guidance: index version {version.id}, {len(version.passages)} passages"


def _workspace(settings: Settings) -> Iterator[Finding]:
    from bot.slack import workspace
    from bot.slack.app import web_client

    if not settings.has_tokens:
        yield True, "No Slack tokens are set: `helpline run` starts a local Slack."
        return
    client = web_client(settings.bot_token, settings.api_url)
    identity = workspace.identify(client)
    yield True, f"Slack knows the assistant in the workspace “{identity.team}”"
    headers = client.auth_test().headers
    yield from _scopes(str(headers.get("x-oauth-scopes", "")))
    yield from _clock(str(headers.get("Date", headers.get("date", ""))))
    channel = workspace.queue_channel(client, settings.queue_channel)
    yield True, "The queue channel is private and the assistant is in it"
    named = workspace.advisers(
        client, channel, settings.staff_addresses, settings.staff_group, identity.user_id
    )
    yield True, f"Advisers in the queue channel: {len(named)}"


def _second_channel(settings: Settings) -> Iterator[Finding]:
    names = ", ".join(queue_wording.SECOND_CHANNELS[one] for one in settings.second_channels)
    if names:
        yield True, f"A second channel is set: {names}. Try it with `helpline doctor --send-test`."
    else:
        yield True, "No second channel is set: set HELPLINE_SMTP_HOST or HELPLINE_WEBHOOK_URL."


def _test_call(settings: Settings) -> Iterator[Finding]:
    from bot.second_channel import channels_of

    channels = channels_of(settings)
    if not channels:
        yield (
            False,
            "There is no second channel to test: set HELPLINE_SMTP_HOST or HELPLINE_WEBHOOK_URL.",
        )
    for name, channel in channels.items():
        said = queue_wording.SECOND_CHANNELS[name]
        try:
            channel.call(None, SystemClock().now())
        except Exception as error:  # noqa: BLE001 - a setting can be wrong in many ways
            yield False, f"The second channel failed: {said}: {_why(error)}"
        else:
            yield True, f"The second channel took a test: {said}. See that somebody got it."


def _why(error: Exception) -> str:
    # What is said of text that cannot be sent quotes it, and that may be a password.
    return type(error).__name__ if isinstance(error, UnicodeError) else str(error)


def _scopes(granted: str) -> Iterator[Finding]:
    from bot.slack.manifest import SCOPES

    if not granted:
        return  # a local Slack names none
    missing = sorted(set(SCOPES) - set(granted.split(",")))
    if missing:
        yield False, f"Scopes are missing: {', '.join(missing)}. Paste `helpline manifest` again."
    else:
        yield True, "Every scope is granted"


def _clock(date: str) -> Iterator[Finding]:
    from bot.slack.line import said_in

    said = said_in(date)
    if said is None:
        return
    off_s = abs((SystemClock().now() - said).total_seconds())
    if off_s > CLOCK_OFF_S:
        yield False, f"This machine's clock is {off_s:.0f} s off. Switch time synchronisation on."
    else:
        yield True, "The clock agrees with Slack's"


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    _database,
    _running,
    _withheld,
    _drill,
    _outside,
    _index,
    _second_channel,
    _triage_model,
    _pace,
    _support_lines,
    _workspace,
)
