"""What is due and cannot be done is done later: a failed write loses no step for good."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from bot.audit.auditor import in_tables
from bot.audit.violation import Violation
from bot.conversation import leases, notices, sweeping
from bot.helpline.case import CaseState
from bot.helpline.steps import Call
from bot.helpline.timers import AT_ONCE
from bot.inbound import Deed, Form, Place
from bot.outbound import AdviserTold, CaseLapsed, CasePaged, NobodyYet
from tests.bot.factories import ADVISER, COLLEAGUE, LIVE, a_form, a_message, a_press
from tests.bot.stage import Stage

DISK_FULL = sa.exc.OperationalError("UPDATE", {}, Exception("database or disk is full"))
OUR_FAULT = RuntimeError()


def failing(times: int, error: Exception, real: Callable[..., None]) -> Callable[..., None]:
    """Return a function that fails so often, and then does what it is for."""
    faults: Iterator[Exception] = iter([error] * times)

    def fails_at_first(*args: object) -> None:
        fault = next(faults, None)
        if fault is not None:
            raise fault
        real(*args)

    return fails_at_first


def waits(stage: Stage, minutes: float) -> None:
    """Let minutes pass; a sweep that fails as a whole is followed by the next, as in the worker."""
    for _ in range(int(minutes * 2)):
        stage.clock.go_on(seconds=30)
        try:
            stage.worker.sweep()
        except sa.exc.OperationalError:
            continue


@pytest.mark.parametrize("error", [DISK_FULL, OUR_FAULT], ids=["the database", "our own"])
def test_claim_whose_lapse_fails_once_lapses_half_a_minute_later(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    lapse = failing(1, error, notices.announce_lapsed)
    monkeypatch.setattr(notices, "announce_lapsed", lapse)

    waits(stage, 15)
    before = stage.case().state
    waits(stage, 0.5)

    assert (before, stage.case().state) == (CaseState.CLAIMED, CaseState.OPEN)
    told = [one for one in stage.said_to() if isinstance(one, CaseLapsed)]
    assert told == [CaseLapsed(1, "Ash Sample", 15)]


@pytest.mark.parametrize("error", [DISK_FULL, OUR_FAULT], ids=["the database", "our own"])
def test_member_is_told_that_nobody_has_it_although_the_first_try_fails(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    stage.opens_a_case()
    tell = failing(1, error, sweeping.CALLS[Call.MEMBER])
    monkeypatch.setitem(sweeping.CALLS, Call.MEMBER, tell)

    waits(stage, 30)

    assert [one for one in stage.said_to() if isinstance(one, NobodyYet)] == [NobodyYet(1, 10)]
    paged = [one.minutes for one in stage.in_queue() if isinstance(one, CasePaged)]
    assert paged == [2, 10, 20, 30]  # once each


def test_offer_that_cannot_be_taken_back_at_once_comes_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    other = str(stage.person_id(COLLEAGUE))
    stage.receives(a_form(Form.HAND_OVER, 1, ADVISER, adviser=other, text="my shift ends"))
    monkeypatch.setattr(notices, "refresh", failing(1, OUR_FAULT, notices.refresh))

    waits(stage, 5)
    before = stage.case().offered_to_id
    waits(stage, 0.5)

    assert (before, stage.case().offered_to_id) == (stage.person_id(COLLEAGUE), None)
    came_back = AdviserTold(1, "offer_came_back", holder="Bex Sample")
    assert stage.said_to(ADVISER).count(came_back) == 1


def test_database_that_fails_in_a_sweep_leaves_nothing_half_done(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.opens_a_case()
    stage.clock.go_on(minutes=2)
    before = stage.rows("timers"), stage.rows("outbox")
    monkeypatch.setitem(sweeping.CALLS, Call.QUEUE_AGAIN, failing(1, DISK_FULL, print))

    with pytest.raises(sa.exc.OperationalError):
        stage.worker.sweep()

    assert (stage.rows("timers"), stage.rows("outbox")) == before


def test_step_that_fails_again_and_again_is_named_by_the_auditor(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.opens_a_case()
    monkeypatch.setitem(sweeping.CALLS, Call.QUEUE_AGAIN, failing(99, OUR_FAULT, print))

    waits(stage, 3)

    with stage.database.read() as tx:
        found = set(in_tables(tx, stage.clock.now()))
    ladder = next(row.id for row in stage.rows("timers") if row.kind == "ladder")
    assert Violation("timer_overdue", f"timer {ladder}") in found


def test_many_cases_that_cannot_be_swept_keep_no_other_from_being_paged(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = sweeping.CALLS[Call.QUEUE_AGAIN]

    def fails_but_for_the_last(*args: object) -> None:
        if args[1].case.id <= AT_ONCE:  # type: ignore[attr-defined]
            raise OUR_FAULT
        page(*args)  # type: ignore[arg-type]

    monkeypatch.setitem(sweeping.CALLS, Call.QUEUE_AGAIN, fails_but_for_the_last)
    for number in range(AT_ONCE + 1):
        place = Place(f"D0MEMBER{number}", private=True)
        stage.receives(a_message(LIVE, f"U0MEMBER{number}", place))

    stage.clock.go_on(minutes=2)
    stage.worker.sweep()
    stage.worker.sweep()

    paged = [one.case_id for one in stage.in_queue() if isinstance(one, CasePaged)]
    assert paged == [AT_ONCE + 1]


def test_sweep_in_which_everything_fails_leaves_time_for_the_rest(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not done must not count: the loop would turn again at once, for ever."""
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    monkeypatch.setitem(sweeping.DEEDS, "lease", failing(99, OUR_FAULT, leases.remind_or_lapse))

    stage.clock.go_on(minutes=10)

    assert [stage.worker.sweep() for _ in range(3)] == [0, 0, 0]
