"""How long a sweep holds the database's turn while ten thousand cases are open."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversation import notices, sweeping
from bot.conversation.policy import Policy
from bot.db import Database, Tx
from bot.helpline import people, queue
from bot.helpline.case import Concern
from bot.helpline.hours import parse_hours
from bot.migrations import migrate
from tests.bench.figures import P99, Figure
from tests.bench.workplace import Workplace

LIMIT_MS = 200.0
CASES = 10_000
ADVISERS = 20
SWEEPS = 200
OPENED_OVER = timedelta(hours=2)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)  # a Monday
URGENCIES = ("immediate", "today", "routine")
WORDS = "The inspectors are here now and want to see staff files."
MS = 1_000


def sweep(place: Workplace) -> Sequence[Figure]:
    """Open cases over two hours that nobody claims, then sweep once a second."""
    database = Database(f"sqlite:///{place.new_data_folder() / 'helpline.db'}")
    migrate(database)
    policy = Policy(parse_hours("", ZoneInfo("Europe/London")), queue_channel="C0QUEUE")
    with database.write() as tx:
        people.set_advisers(tx, {f"U0ADVISER{n}": f"Sample {n}" for n in range(ADVISERS)})
        for n in range(CASES):
            _open(tx, n, policy)
    took = tuple(_sweep(database, policy, NOON + timedelta(seconds=n)) for n in range(SWEEPS))
    database.close()
    what = f"sweep with {CASES:,} open cases that nobody has, commit included"
    return (Figure("sweep", what, "ms", LIMIT_MS, P99, took),)


def _open(tx: Tx, n: int, policy: Policy) -> None:
    opened_at = NOON - OPENED_OVER * (CASES - n) / CASES
    member = people.find_or_add(tx, f"U0MEMBER{n}")
    urgency = URGENCIES[n % len(URGENCIES)]
    concern = Concern(urgency, "conduct", live=True, distress=False, words=WORDS)
    case = queue.open_case(tx, member.id, concern, opened_at, policy.pace)
    notices.announce_opened(tx, case, policy, opened_at)


def _sweep(database: Database, policy: Policy, now: datetime) -> float:
    started = time.perf_counter()
    with database.write() as tx:
        sweeping.sweep(tx, policy, now)
    return (time.perf_counter() - started) * MS
