"""Fifty live concerns in the same moment: acknowledged, named in one summary, first card up."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

from slack_bolt import App, BoltRequest

from bot.clock import SystemClock
from bot.conversation.policy import Policy
from bot.db import Database
from bot.guidance import PublishedGuidance
from bot.helpline import people
from bot.helpline.hours import parse_hours
from bot.migrations import migrate
from bot.slack.app import build_app
from bot.slack.capture import Capture
from bot.slack.delivery import SlackDelivery
from bot.slack.last_resort import LastResort
from bot.slack.workspace import Identity
from bot.worker import Bell, Worker
from tests.bench.figures import LARGEST, P99, CannotMeasure, Figure
from tests.bench.workplace import Workplace
from tests.bot.slack.web_api import Arguments, WebApi, web_api

CONCERNS = 50
ACK_MS, CARD_S, SUMMARY_S = 500.0, 1.0, 1.0
PATIENCE_S, LOOK_EVERY_S, MS = 15.0, 0.005, 1_000
ITSELF, PHONE, ZONE, QUEUE = "U0HELPLINE", "0300 30 30 333", "Europe/London", "C0QUEUE"
WORDS = "The inspectors are here now and want to see staff files, part {n}"


def burst(place: Workplace) -> Sequence[Figure]:
    """Let fifty members write at once to the whole assistant, before a Slack of its own."""
    database = Database(f"sqlite:///{place.new_data_folder() / 'helpline.db'}")
    migrate(database)
    with web_api() as slack:
        app, worker = _assistant(database, slack, PublishedGuidance(place.index))
        worker.start()
        try:
            return _measure(app, slack)
        finally:
            worker.stop()
            database.close()


def _measure(app: App, slack: WebApi) -> Sequence[Figure]:
    with ThreadPoolExecutor(CONCERNS) as threads:
        done = list(threads.map(lambda n: _acknowledged(app, n), range(CONCERNS)))
    acks = tuple(took_s * MS for took_s, _ in done)
    first, last = min(at for _, at in done), max(at for _, at in done)
    card = _when(lambda: any(":card" in str(one["blocks"]) for one in _in_queue(slack))) - first
    named = _when(lambda: any(map(_names_all, _in_queue(slack)))) - last
    at_once = f"{CONCERNS} live concerns at once"
    return (
        Figure("burst", f"{at_once}: acknowledgement", "ms", ACK_MS, P99, acks),
        Figure("burst", "first card after the first of them", "s", CARD_S, LARGEST, (card,)),
        Figure("burst", "summary naming all after the last", "s", SUMMARY_S, LARGEST, (named,)),
    )


def _assistant(
    database: Database, slack: WebApi, guidance: PublishedGuidance
) -> tuple[App, Worker]:
    client, clock, bell = slack.client(), SystemClock(), Bell()
    policy = Policy(parse_hours("", ZoneInfo(ZONE)), queue_channel=QUEUE)
    with database.write() as tx:
        people.set_advisers(tx, {"U0ADVISER1": "Ash Sample", "U0ADVISER2": "Bex Sample"})
    capture = Capture(database, policy, clock, bell, ITSELF, LastResort(client, PHONE))
    delivery = SlackDelivery(client, database, QUEUE, PHONE, ZONE, clock)
    worker = Worker(database, delivery, guidance, policy, clock, capture.read, bell)
    identity = Identity(ITSELF, "B0HELPLINE", "T0SAMPLE", "Sample")
    return build_app(client, identity, capture, database, clock), worker


def _acknowledged(app: App, n: int) -> tuple[float, float]:
    """Hand one concern over; returns the seconds it took, and when it was acknowledged."""
    event = {
        "type": "message",
        "channel": f"D0MEMBER{n}",
        "channel_type": "im",
        "user": f"U0MEMBER{n}",
        "text": WORDS.format(n=n),
        "ts": f"1700000000.{n:06}",
    }
    body = {"type": "event_callback", "event_id": f"Ev{n}", "team_id": "T0SAMPLE", "event": event}
    started = time.perf_counter()
    response = app.dispatch(BoltRequest(body=body, mode="socket_mode"))
    ended = time.perf_counter()
    if response.status != 200:
        raise CannotMeasure(f"concern {n} was not acknowledged: {response.status}")
    return ended - started, ended


def _in_queue(slack: WebApi) -> list[Arguments]:
    return [one for one in list(slack.messages) if one["channel"] == QUEUE]


def _names_all(message: Arguments) -> bool:
    blocks = str(message["blocks"])
    return all(f"*Case {n}*" in blocks for n in range(1, CONCERNS + 1))


def _when(seen: Callable[[], bool]) -> float:
    """Look until it is seen; returns when that was."""
    deadline = time.perf_counter() + PATIENCE_S
    while not seen():
        if time.perf_counter() > deadline:
            raise CannotMeasure(f"what was awaited did not come within {PATIENCE_S:g} s")
        time.sleep(LOOK_EVERY_S)
    return time.perf_counter()
