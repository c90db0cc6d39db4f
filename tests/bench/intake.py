"""How long a message waits for its acknowledgement while fifty are being kept."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from slack_bolt import App, BoltRequest

from bot.clock import SystemClock
from bot.conversation.policy import Policy
from bot.db import Database
from bot.helpline.hours import parse_hours
from bot.migrations import migrate
from bot.slack.app import build_app, web_client
from bot.slack.capture import Capture
from bot.slack.last_resort import LastResort
from bot.slack.workspace import Identity
from bot.tables import cases, inbox
from bot.worker import Bell
from tests.bench.figures import P99, CannotMeasure, Figure
from tests.bench.workplace import Workplace

LIMIT_MS = 350.0
AT_ONCE = 50
MESSAGES = 1_000
LIVE_ONE_IN = 10
ITSELF = "U0HELPLINE"
NOWHERE = "http://127.0.0.1:9/api/"  # nothing is sent while messages are kept
QUESTION = "Can the lead inspector decide who sits in on a subject discussion, part {n}?"
LIVE = "The inspectors are here now and want to see staff files, part {n}"
MS = 1_000


def intake(place: Workplace) -> Sequence[Figure]:
    """Hand messages to the Bolt app from fifty threads; a tenth are live concerns."""
    database = Database(f"sqlite:///{place.new_data_folder() / 'helpline.db'}")
    migrate(database)
    database.verify()
    app = _app(database)
    started = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        took = tuple(threads.map(lambda n: _dispatch(app, n), range(MESSAGES)))
    per_s = MESSAGES / (time.perf_counter() - started)
    _see_that_all_are_kept(database)
    database.close()
    what = f"commit and acknowledgement of a message, {AT_ONCE} at a time, synchronous=FULL"
    return (Figure("intake", what, "ms", LIMIT_MS, P99, took, f"{per_s:.0f} messages/s"),)


def _app(database: Database) -> App:
    client = web_client("xoxb-bench", NOWHERE)
    clock = SystemClock()
    policy = Policy(parse_hours("", ZoneInfo("Europe/London")), queue_channel="C0QUEUE")
    last_resort = LastResort(client, "0300 30 30 333")
    capture = Capture(database, policy, clock, Bell(), ITSELF, last_resort)
    identity = Identity(ITSELF, "B0HELPLINE", "T0SAMPLE", "Sample")
    return build_app(client, identity, capture, database, clock)


def _dispatch(app: App, n: int) -> float:
    """Hand one message over; returns milliseconds until it may be acknowledged."""
    request = BoltRequest(body=_payload(n), mode="socket_mode")
    started = time.perf_counter()
    response = app.dispatch(request)
    took_s = time.perf_counter() - started
    if response.status != 200:
        raise CannotMeasure(f"message {n} was not acknowledged: {response.status}")
    return took_s * MS


def _payload(n: int) -> dict[str, object]:
    text = (QUESTION if n % LIVE_ONE_IN else LIVE).format(n=n)
    event = {
        "type": "message",
        "channel": f"D0MEMBER{n}",
        "channel_type": "im",
        "user": f"U0MEMBER{n}",
        "text": text,
        "ts": f"1700000000.{n:06}",
    }
    return {"type": "event_callback", "event_id": f"Ev{n}", "team_id": "T0SAMPLE", "event": event}


def _see_that_all_are_kept(database: Database) -> None:
    with database.read() as tx:
        kept = tx.execute(sa.select(sa.func.count()).select_from(inbox)).scalar_one()
        opened = tx.execute(sa.select(sa.func.count()).select_from(cases)).scalar_one()
    if (kept, opened) != (MESSAGES, MESSAGES // LIVE_ONE_IN):
        raise CannotMeasure(f"{kept} messages were kept and {opened} cases opened")
