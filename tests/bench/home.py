"""How long an adviser's Home tab takes to compose over ten thousand open cases."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.conversation import staff_home
from bot.conversation.policy import Policy
from bot.db import Database, Tx
from bot.helpline import people as people_on_file
from bot.helpline.hours import parse_hours
from bot.migrations import migrate
from bot.slack.views import Scene, home
from bot.tables import cases, people
from tests.bench.figures import P95, CannotMeasure, Figure
from tests.bench.workplace import Workplace

LIMIT_MS = 300.0
OPEN = 10_000
TIMES = 40
ADVISERS = 10
URGENCIES = ("immediate", "today", "routine")
NATIONS = ("england", "wales", "northern-ireland")
NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
MS = 1_000


def staff_home_tab(place: Workplace) -> Sequence[Figure]:
    """Compose and show the tab of one adviser, with one in five cases claimed."""
    database = Database(f"sqlite:///{place.new_data_folder() / 'helpline.db'}")
    migrate(database)
    with database.write() as tx:
        _fill(tx)
    took = tuple(_compose(database) for _ in range(TIMES))
    database.close()
    what = f"an adviser's Home tab over {OPEN:,} cases that are not resolved"
    return (Figure("home", what, "ms", LIMIT_MS, P95, took, "composed and shown"),)


def _compose(database: Database) -> float:
    policy = Policy(parse_hours("", ZoneInfo("Europe/London")), queue_channel="C0QUEUE")
    started = time.perf_counter()
    with database.read() as tx:
        adviser = people_on_file.advisers(tx)[0]
        message = staff_home.compose(tx, adviser, policy, NOW)
    view = home(message, Scene("0300 30 30 333", "Europe/London", NOW))
    took_s = time.perf_counter() - started
    if message.unclaimed + OPEN // 5 != OPEN or not view["blocks"]:
        raise CannotMeasure(f"{message.unclaimed} cases were counted")
    return took_s * MS


def _fill(tx: Tx) -> None:
    people_on_file.set_advisers(tx, {f"U0A{n}": f"Adviser {n}" for n in range(ADVISERS)})
    tx.execute(sa.insert(people), [_member(n) for n in range(OPEN)])
    tx.execute(sa.insert(cases), list(_cases()))


def _member(n: int) -> dict[str, Any]:
    return {"address": f"U0M{n}", "is_adviser": False, "nation": NATIONS[n % len(NATIONS)]}


def _cases() -> Iterator[dict[str, Any]]:
    for n in range(OPEN):
        opened_at = NOW - timedelta(minutes=n)
        holder = None if n % 5 else 1 + n % ADVISERS
        yield {
            "person_id": ADVISERS + 1 + n,
            "state": "claimed" if holder else "open",
            "urgency": URGENCIES[n % len(URGENCIES)],
            "category": "general",
            "live": False,
            "distress": False,
            "words": f"The inspectors want to see staff files, part {n}. " * 4,
            "opened_at": opened_at,
            "queued_at": opened_at,
            "due_at": opened_at + timedelta(hours=1),
            "holder_id": holder,
            "claimed_at": opened_at if holder else None,
        }
