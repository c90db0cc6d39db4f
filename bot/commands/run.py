"""`helpline run`: the assistant over Socket Mode; without tokens, beside a local Slack."""

from __future__ import annotations

import argparse
import logging
import signal
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from bot import logs
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.local_slack import LocalSlack

log = logging.getLogger(__name__)
LOOK_EVERY_S = 0.2

EXAMPLES = """\
examples:
  helpline run            without tokens: a local Slack to try it in
  SLACK_BOT_TOKEN=xoxb-… SLACK_APP_TOKEN=xapp-… helpline run      your workspace
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "run",
        help="the assistant over Socket Mode; without tokens, a local Slack in the browser",
        description="Run the assistant until Ctrl-C.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--port", type=int, default=0, help="of the local Slack; 0 picks a free one"
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """
    Run until the program is told to stop.

    Returns:
        Exit status 0.
    """
    settings = read_settings()
    logs.configure(settings.log_level)
    with ExitStack() as stack:
        if not settings.has_tokens:
            found = _beside_a_local_slack(settings, args.port, stack)
            if found is None:
                from bot.commands import chat

                return chat.talk(settings)
            settings = found
        _serve(settings, stack)
    return 0


def _serve(settings: Settings, stack: ExitStack) -> None:
    from bot import wiring  # here, so that --help and refusals come at once

    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    assistant = wiring.start(settings)
    stack.callback(assistant.stop)
    n = wiring.advisers_known(assistant.database)
    log.info("ready: concerns are taken, %d advisers are paged", n)
    while not stop.is_set():
        time.sleep(LOOK_EVERY_S)  # waiting on the event itself can miss a signal for ever
    log.info("stopping")


def _beside_a_local_slack(settings: Settings, port: int, stack: ExitStack) -> Settings | None:
    """Start a local Slack and return settings that name it; None where there is none to start."""
    from bot import local_slack

    folder = Path(settings.data_dir) / "local-slack"
    try:
        if local_slack.binary_for_this_platform(folder) is None:
            print("Fetching the local Slack (once) …", flush=True)
            local_slack.install(folder)
        slack = stack.enter_context(local_slack.start(folder, port))
    except local_slack.LocalSlackError as error:
        print(f"{error}\nSo here is the same assistant in the terminal instead.\n", flush=True)
        return None
    local_slack.open_direct_messages(slack)
    print(local_slack.three_things_to_try(slack), flush=True)
    return _named(settings, slack, folder)


def _named(settings: Settings, slack: LocalSlack, folder: Path) -> Settings:
    # A local Slack starts with nothing in it, so the assistant must remember nothing either.
    for left in folder.glob("helpline.db*"):
        left.unlink()
    return settings.model_copy(
        update={
            "bot_token": slack.bot_token,
            "app_token": slack.app_token,
            "api_url": slack.api_url,
            "queue_channel": slack.queue_channel_id,
            "staff": ",".join(one.id for one in slack.people if one.role == "adviser"),
            "database_url": settings.database_url or f"sqlite:///{folder / 'helpline.db'}",
        }
    )
