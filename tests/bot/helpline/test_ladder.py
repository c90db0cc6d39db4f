"""Who is called next while nobody has claimed a case, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.db import Database, Tx
from bot.helpline import ladder, queue, timers
from bot.helpline.ladder import StepTaken
from bot.helpline.steps import Call, Step
from bot.helpline.timers import Kind
from tests.bot.factories import NOW, OTHER_MEMBER, a_case, a_person, a_policy, an_adviser

MINUTE = timedelta(minutes=1)
PACE = a_policy().pace
QUEUE, ON_DUTY, MEMBER, EVERYWHERE = Call


def taken_at(tx: Tx, now: datetime) -> list[StepTaken]:
    """Take every step whose time has come."""
    return [ladder.take(tx, timer, now, PACE) for timer in timers.due(tx, Kind.LADDER, now)]


def steps_taken(database: Database, until: datetime) -> list[tuple[float, Call]]:
    """Look every half minute from NOW on; return the minute and call of each step taken."""
    taken: list[tuple[float, Call]] = []
    now = NOW
    while now <= until:
        with database.write() as tx:
            taken += [((now - NOW) / MINUTE, step.call) for step in taken_at(tx, now)]
        now += MINUTE / 2
    return taken


def test_ladder_calls_at_2_5_and_10_minutes_and_then_every_10(database: Database) -> None:
    with database.write() as tx:
        a_case(tx)

    taken = steps_taken(database, NOW + 42 * MINUTE)

    assert taken == [
        (2, QUEUE),
        (5, ON_DUTY),
        (10, MEMBER),
        (20, EVERYWHERE),
        (30, EVERYWHERE),
        (40, EVERYWHERE),
    ]


@pytest.mark.parametrize(
    ("number", "minutes", "call"),
    [
        pytest.param(0, 2, QUEUE, id="first"),
        pytest.param(2, 10, MEMBER, id="last that differs"),
        pytest.param(3, 20, EVERYWHERE, id="first repeat"),  # 10 + 10 * 1
        pytest.param(99, 980, EVERYWHERE, id="never pauses"),  # 10 + 10 * 97
    ],
)
def test_step_comes_so_many_minutes_after_the_opening(
    number: int, minutes: int, call: Call
) -> None:
    step = PACE.step("immediate", number)

    assert step == Step(timedelta(minutes=minutes), call)


def test_step_is_taken_once(database: Database) -> None:
    with database.write() as tx:
        case = a_case(tx)

        first = taken_at(tx, NOW + 2 * MINUTE)
        again = taken_at(tx, NOW + 2 * MINUTE)

        assert first == [StepTaken(case.id, QUEUE, 2 * MINUTE, 0, NOW)]
        assert again == []


def test_ladder_survives_a_restart(database_on_disk: Database) -> None:
    with database_on_disk.write() as tx:
        case = a_case(tx)
    database_on_disk.close()
    after_restart = Database(str(database_on_disk.url))

    with after_restart.write() as tx:
        taken = taken_at(tx, NOW + 2 * MINUTE)
    after_restart.close()

    assert taken == [StepTaken(case.id, QUEUE, 2 * MINUTE, 0, NOW)]


def test_ladder_ends_when_the_case_is_claimed(database: Database) -> None:
    with database.write() as tx:
        case = a_case(tx)
        queue.claim(tx, case.id, an_adviser(tx).id, NOW + MINUTE, PACE)

    taken = steps_taken(database, NOW + 60 * MINUTE)

    assert taken == []


def test_ladder_ends_when_the_member_closes_the_case(database: Database) -> None:
    with database.write() as tx:
        case = a_case(tx)
        queue.resolve(tx, case.id, case.person_id, "sorted", NOW + MINUTE)

    taken = steps_taken(database, NOW + 60 * MINUTE)

    assert taken == []


def test_ladder_starts_again_when_the_case_is_reopened(database: Database) -> None:
    with database.write() as tx:
        case = a_case(tx)
        queue.resolve(tx, case.id, case.person_id, "sorted", NOW)
        queue.reopen(tx, case.id, case.person_id, NOW + 3 * MINUTE, PACE)

    taken = steps_taken(database, NOW + 14 * MINUTE)

    assert taken == [(5, QUEUE), (8, ON_DUTY), (13, MEMBER)]  # 3 + 2, 3 + 5, 3 + 10


def test_after_an_hours_stop_no_call_is_left_out_and_repeats_are_not_made_up_for(
    database: Database,
) -> None:
    with database.write() as tx:
        a_case(tx)
    woken = NOW + 63 * MINUTE

    taken = []
    for second in range(10):
        with database.write() as tx:
            taken += taken_at(tx, woken + timedelta(seconds=second))

    assert [(step.after / MINUTE, step.call) for step in taken] == [
        (2, QUEUE),
        (5, ON_DUTY),
        (10, MEMBER),
        (60, EVERYWHERE),  # 20 to 50 are past and skipped
    ]


def test_longest_overdue_step_is_taken_first(database: Database) -> None:
    with database.write() as tx:
        early = a_case(tx)
        late = a_case(tx, a_person(tx, OTHER_MEMBER).id, now=NOW + MINUTE)

        taken = taken_at(tx, NOW + 4 * MINUTE)

        assert [step.case_id for step in taken] == [early.id, late.id]
