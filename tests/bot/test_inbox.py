"""Each gesture once, and what failed is tried again until a person has to look."""

from __future__ import annotations

from datetime import timedelta

from bot import inbox
from bot.db import Database
from bot.inbox import MAX_ATTEMPTS, Waiting
from tests.bot.factories import NOW


def test_gesture_is_kept_once(database: Database) -> None:
    with database.write() as tx:
        ids = [inbox.record(tx, "m:1", "MessageWritten", b"{}", NOW) for _ in range(2)]

        assert ids == [1, None]


def test_gesture_that_had_its_effect_is_not_tried_again(database: Database) -> None:
    with database.write() as tx:
        inbox.record(tx, "m:1", "MessageWritten", b"{}", NOW)

        assert inbox.due(tx, NOW + timedelta(days=1)) == []


def test_gesture_that_failed_waits_longer_each_time(database: Database) -> None:
    with database.write() as tx:
        inbox_id = inbox.record(tx, "m:1", "MessageWritten", b"{}", NOW)
        assert inbox_id is not None

        waits = []
        for attempt in range(1, MAX_ATTEMPTS):
            assert inbox.postpone(tx, inbox_id, "RuntimeError", NOW)
            seconds = 2 * 2**attempt  # 4, 8, 16, 32
            before, at = (NOW + timedelta(seconds=seconds - n) for n in (1, 0))
            waits.append((inbox.due(tx, before), inbox.due(tx, at)))

        assert waits == [([], [Waiting(1, b"{}", n)]) for n in range(1, MAX_ATTEMPTS)]


def test_after_the_last_try_a_person_has_to_look(database: Database) -> None:
    with database.write() as tx:
        inbox_id = inbox.record(tx, "m:1", "MessageWritten", b"{}", NOW)
        assert inbox_id is not None

        again = [inbox.postpone(tx, inbox_id, "RuntimeError", NOW) for _ in range(MAX_ATTEMPTS)]

        assert again == [True] * (MAX_ATTEMPTS - 1) + [False]
        assert inbox.due(tx, NOW + timedelta(days=1)) == []


def test_gesture_that_succeeds_at_last_waits_no_more(database: Database) -> None:
    with database.write() as tx:
        inbox_id = inbox.record(tx, "m:1", "MessageWritten", b"{}", NOW)
        assert inbox_id is not None
        inbox.postpone(tx, inbox_id, "RuntimeError", NOW)

        inbox.finish(tx, inbox_id)

        assert inbox.due(tx, NOW + timedelta(days=1)) == []
