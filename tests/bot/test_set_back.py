"""A clock that is set back by hours keeps nobody waiting for hours."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.inbound import Deed
from bot.outbound import CasePaged, CaseStatus, HappeningNowAsked, HolderReminded, NobodyYet
from bot.set_back import WAITING
from bot.tables import metadata
from bot.worker import NotNow
from tests.bot.factories import ADVISER, DOUBTFUL, FrozenClock, a_message, a_press
from tests.bot.guidance import an_answer
from tests.bot.stage import Stage
from tests.databases import an_empty_database

MINUTE = timedelta(minutes=1)
BACK = [{"minutes": -1}, {"hours": -1}, {"days": -1}]
set_back = pytest.mark.parametrize("back", BACK, ids=["a minute", "an hour", "a day"])


def pages(stage: Stage) -> list[int]:
    return [one.minutes for one in stage.in_queue() if isinstance(one, CasePaged)]


@set_back
def test_ladder_goes_on_at_its_true_pace(stage: Stage, back: dict[str, float]) -> None:
    stage.opens_a_case()
    stage.waits(1)

    stage.clock.is_set(**back)
    stage.waits(29)

    assert pages(stage) == [2, 10, 20, 30]
    assert NobodyYet(1, 10) in stage.said_to()
    status = next(one for one in stage.said_to() if isinstance(one, CaseStatus))
    assert status.waited_min == 30


def test_case_that_came_while_the_clock_was_a_day_ahead_is_paged_like_any(stage: Stage) -> None:
    stage.clock.is_set(days=1)
    stage.opens_a_case()
    stage.worker.sweep()

    stage.clock.is_set(days=-1)
    stage.waits(10)

    assert pages(stage) == [2, 10]


@set_back
def test_claim_lapses_after_its_true_time(stage: Stage, back: dict[str, float]) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    stage.waits(1)

    stage.clock.is_set(**back)
    stage.waits(9)

    assert HolderReminded(1, 10) in stage.said_to(ADVISER)


@set_back
def test_silence_counts_as_yes_after_its_true_time(stage: Stage, back: dict[str, float]) -> None:
    stage.guidance.says = an_answer("More.")
    stage.receives(a_message(DOUBTFUL))
    stage.clock.go_on(seconds=2)
    stage.worker.answer_waiting()
    stage.waits(1)

    stage.clock.is_set(**back)
    stage.waits(2)

    asked = [one for one in stage.said_to() if isinstance(one, HappeningNowAsked)]
    assert [one.answered for one in asked] == ["silence"]


@set_back
def test_message_that_waits_is_sent_after_its_true_wait(
    stage: Stage, back: dict[str, float]
) -> None:
    stage.office.says["case:1:card"] = NotNow(MINUTE, "ratelimited")
    stage.opens_a_case()
    stage.worker.sweep()
    del stage.office.says["case:1:card"]

    stage.clock.is_set(**back)
    stage.waits(1)
    stage.sends()

    assert stage.card_ts()


def test_clock_that_was_set_back_while_nothing_ran_is_noticed_at_the_start(
    stage: Stage,
) -> None:
    stage.opens_a_case()
    stage.waits(1)

    stage.clock.is_set(hours=-1)
    restarted = Stage(stage.database, FrozenClock(stage.clock.at))
    restarted.worker.sweep()
    restarted.waits(9)

    assert pages(restarted) == [2, 10]


def test_it_is_moved_once_however_often_the_assistant_starts(stage: Stage) -> None:
    stage.opens_a_case()
    stage.waits(1)
    stage.clock.is_set(hours=-1)

    for _ in range(3):
        stage = Stage(stage.database, stage.clock)
        stage.worker.sweep()

    assert stage.case().queued_at == stage.clock.now() - MINUTE


@pytest.mark.parametrize("forward", [{"minutes": 1}, {"hours": 1}])
def test_clock_that_is_set_forward_moves_nothing(stage: Stage, forward: dict[str, float]) -> None:
    """Nothing tells it from a machine that slept: then the time has truly passed."""
    stage.opens_a_case()
    stage.worker.sweep()
    before = stage.case()

    stage.clock.is_set(**forward)
    stage.worker.sweep()

    assert stage.case().queued_at == before.queued_at


def test_sweep_that_fails_notices_it_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.opens_a_case()
    stage.waits(1)
    stage.clock.is_set(hours=-1)

    with monkeypatch.context() as broken:
        broken.setattr("bot.conversation.sweeping.sweep", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            stage.worker.sweep()
    stage.waits(1)

    assert pages(stage) == [2]


def test_everything_that_is_due_at_a_time_moves_or_need_not() -> None:
    """A new table whose rows wait for a time must not be forgotten."""
    moving = {table.name for table, _, _ in WAITING}
    waiting = {
        table.name
        for table in metadata.tables.values()
        if {"due_at", "next_at", "yes_at", "retry_at"} & set(table.columns.keys())
    }

    assert waiting <= moving


@settings(max_examples=15, deadline=None)
@given(
    steps=st.lists(st.tuples(st.integers(1, 6), st.integers(-90, -1)), min_size=1, max_size=4),
)
def test_no_step_is_lost_or_taken_twice_whenever_it_is_set_back(
    steps: list[tuple[int, int]],
) -> None:
    stage = Stage(an_empty_database(), FrozenClock())
    stage.opens_a_case()
    stage.worker.sweep()

    for minutes, back in steps:
        stage.waits(minutes)
        stage.clock.is_set(minutes=back)
    stage.waits(30 - sum(minutes for minutes, _ in steps))

    assert pages(stage) == [2, 10, 20, 30]
    stage.database.close()
