"""Log lines carry ids and counts, never a member's words and nobody's Slack id."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
from slack_bolt import BoltRequest

from bot import logs
from bot.conversation import intake, notices
from bot.db import Database
from bot.inbound import Deed, Form
from bot.logs import WithholdForeignWords
from bot.slack.app import build_app
from bot.slack.capture import Capture
from bot.slack.delivery import SlackDelivery
from bot.slack.workspace import Identity
from bot.worker import Bell, Worker
from tests.bot.factories import QUEUE_CHANNEL, FrozenClock, a_policy
from tests.bot.slack.payloads import BOT, Payload, a_direct_message, a_press, recorded
from tests.bot.slack.web_api import Fault, WebApi, an_error
from tests.bot.slack.web_api import web_api as play_web_api
from tests.bot.stage import PHONE, Guidance, Stage

CANARY = "kingfisher"  # stands in every member's and adviser's words here
LIVE = f"its 6.25 and they're still here, {CANARY}"
SECRETS = (CANARY, "U0MEMBER1", "U0ADVISER1", "D0MEMBER1", "1795319", "xoxb")


class Lines(logging.Handler):
    """Keeps every line as it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.addFilter(WithholdForeignWords())
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(self.format(record))


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """Everything that anybody logs, at DEBUG, after the filter."""
    handler, root = Lines(), logging.getLogger()
    named = [logging.getLogger(name) for name in ("slack_bolt", "slack_sdk", "sqlalchemy", "bot")]
    before = [(logger, logger.level) for logger in (root, *named)]
    root.addHandler(handler)
    for logger, _ in before:
        logger.setLevel(logging.DEBUG)
    yield handler.lines
    for logger, level in before:
        logger.setLevel(level)
    root.removeHandler(handler)


class Helpline:
    """The assistant as it runs, between a real Bolt app and a real HTTP server."""

    def __init__(self, database: Database, clock: FrozenClock, web_api: WebApi) -> None:
        self.stage = Stage(database, clock)
        client, policy, bell = web_api.client(), a_policy(), Bell()
        capture = Capture(database, policy, clock, bell, BOT, lambda _: None)
        self.app = build_app(client, Identity(BOT, "B0", "T0", "Union"), capture, database, clock)
        delivery = SlackDelivery(client, database, QUEUE_CHANNEL, PHONE, "Europe/London", clock)
        self.guidance = Guidance()
        self.worker = Worker(database, delivery, self.guidance, policy, clock, capture.read, bell)

    def gets(self, *payloads: Payload) -> None:
        for payload in payloads:
            self.app.dispatch(BoltRequest(body=json.dumps(payload), mode="socket_mode"))
            self.worker.answer_waiting()
            self.worker.sweep()
            self.worker.send_due()


@pytest.fixture
def web_api() -> Iterator[WebApi]:
    with play_web_api() as server:
        yield server


def a_form(form: Form, **fields: str) -> Payload:
    payload = recorded("view_submission")
    values = {name: {name: {"value": value}} for name, value in fields.items()}
    payload["user"]["id"] = "U0ADVISER1"
    payload["view"] |= {"callback_id": form, "private_metadata": "1", "state": {"values": values}}
    return payload


def assert_silent(lines: list[str]) -> None:
    assert lines, "nothing was logged, so nothing was shown"
    assert [line for line in lines if any(secret in line for secret in SECRETS)] == []


def test_ordinary_flows_log_nobodys_words(
    database: Database, clock: FrozenClock, web_api: WebApi, lines: list[str]
) -> None:
    helpline = Helpline(database, clock, web_api)

    helpline.gets(
        a_direct_message(f"can inspectors see {CANARY}?"),
        a_direct_message(LIVE),
        a_press(Deed.CLAIM, "1", "U0ADVISER1"),
        a_press(Deed.NOTE, "1", "U0ADVISER1"),
        a_form(Form.NOTE, text=CANARY),
        a_form(Form.REPLY, text=CANARY),
        a_form(Form.RESOLVE, outcome="advised", text=CANARY),
    )

    assert helpline.stage.n("cases") == 1
    assert_silent(lines)


def test_failures_log_nobodys_words(
    database: Database,
    clock: FrozenClock,
    web_api: WebApi,
    lines: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*args: object, **named: object) -> None:
        raise RuntimeError(f"{CANARY} U0MEMBER1")

    helpline = Helpline(database, clock, web_api)
    helpline.guidance.says = RuntimeError(CANARY)
    web_api.fails("views.open", Fault(500, CANARY))
    web_api.fails(
        "chat.postMessage",
        Fault(200, f"<html>{CANARY}"),
        Fault(500, CANARY),
        an_error("is_archived"),
    )

    helpline.gets(a_direct_message(LIVE), a_press(Deed.NOTE, "1", "U0ADVISER1"))
    monkeypatch.setattr(notices, "refresh", fails)
    helpline.gets(a_direct_message(LIVE))
    monkeypatch.setattr(intake, "belongs", fails)
    helpline.gets(a_direct_message(LIVE))

    assert [line for line in lines if "failed" in line or "could not be kept" in line]
    assert_silent(lines)


def test_librarys_line_says_where_it_comes_from_and_what_class_of_error() -> None:
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        record = logging.getLogger("slack_bolt.App").makeRecord(
            "slack_bolt.App",
            40,
            "app.py",
            7,
            "said %s",
            (CANARY,),
            (ValueError, error, None),
            "run",
        )

    WithholdForeignWords().filter(record)

    assert record.getMessage() == "run:7 ValueError"
    assert record.exc_info is None


def test_our_own_line_stays_as_it_is() -> None:
    record = logging.getLogger("bot.worker").makeRecord(
        "bot.worker", 40, "worker.py", 7, "outbox %d", (3,), None
    )

    WithholdForeignWords().filter(record)

    assert record.getMessage() == "outbox 3"


def test_lines_go_to_standard_error_through_the_filter(
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = logging.getLogger()
    before = (root.level, root.handlers[:])
    logs.configure("INFO")

    logging.getLogger("bot.worker").info("outbox %d", 3)
    logging.getLogger("slack_sdk").error("said %s", CANARY)

    root.setLevel(before[0])
    root.handlers[:] = before[1]
    written = capsys.readouterr().err
    assert "bot.worker outbox 3" in written
    assert CANARY not in written
