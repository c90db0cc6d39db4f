"""What is said while nobody has claimed a case."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.conversation import notices
from bot.conversation.policy import Policy
from bot.db import Tx
from bot.helpline.case import Case
from bot.inbound import Deed
from bot.outbound import AdviserPaged, CaseCard, CaseLogged, CasePaged, CaseStatus, NobodyYet
from tests.bot.factories import ADVISER, COLLEAGUE, LIVE, OTHER_MEMBER, a_policy, a_press
from tests.bot.stage import Stage

PINGED = ("U0ADVISER1", "U0ADVISER2")


def pages(stage: Stage) -> list[int]:
    return [one.minutes for one in stage.in_queue() if isinstance(one, CasePaged)]


def test_queue_is_paged_again_at_2_minutes(stage: Stage) -> None:
    stage.opens_a_case()

    stage.waits(2)

    assert stage.in_queue()[-1] == CasePaged(1, 2, "immediate", PINGED)
    assert stage.in_thread() == [CaseLogged(1, "paged_again")]


def test_every_adviser_is_paged_by_direct_message_at_5_minutes(stage: Stage) -> None:
    stage.opens_a_case()

    stage.waits(5)

    page = AdviserPaged(1, 5, "immediate", LIVE)
    assert [stage.said_to(adviser) for adviser in (ADVISER, COLLEAGUE)] == [[page], [page]]


def test_member_is_told_plainly_at_10_minutes_that_nobody_has_it(stage: Stage) -> None:
    stage.opens_a_case()

    stage.waits(9)
    before = stage.said_to()
    stage.waits(1)

    assert NobodyYet(1, 10) not in before
    assert NobodyYet(1, 10) in stage.said_to()
    assert CaseLogged(1, "told_nobody_yet") in stage.in_thread()


def test_queue_is_paged_every_10_minutes_for_as_long_as_nobody_claims(stage: Stage) -> None:
    stage.opens_a_case()

    stage.waits(40)

    assert pages(stage) == [2, 10, 20, 30, 40]


def test_nobody_is_paged_once_somebody_has_it(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    before = pages(stage)

    stage.waits(9)

    assert pages(stage) == before


def test_card_and_status_tell_the_minutes_waited(stage: Stage) -> None:
    stage.opens_a_case()

    stage.waits(3)

    told = [m.waited_min for _, m in stage.said() if isinstance(m, CaseCard | CaseStatus)]
    assert told == [3, 3]


def test_pages_after_a_stop_say_the_true_time_waited(stage: Stage) -> None:
    stage.opens_a_case()
    stage.clock.go_on(hours=1)

    for _ in range(5):
        stage.worker.sweep()

    assert pages(stage) == [60, 60, 60]  # the 2nd and 10th minute's, and one repeat
    assert NobodyYet(1, 60) in stage.said_to()


def test_staff_group_is_pinged_in_place_of_each_adviser(stage: Stage) -> None:
    grouped = Stage(stage.database, stage.clock, a_policy(staff_group="S0STAFF"))
    grouped.opens_a_case()

    grouped.waits(2)

    pinged = [m.mention for m in grouped.in_queue() if isinstance(m, CaseCard | CasePaged)]
    assert pinged == [("S0STAFF",), ("S0STAFF",)]


def test_case_that_cannot_be_paged_keeps_nobody_from_being_paged_for_others(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.opens_a_case()
    stage.opens_a_case(LIVE, OTHER_MEMBER)
    refresh = notices.refresh

    def fails_for_the_first(tx: Tx, case: Case, policy: Policy, now: datetime) -> None:
        if case.id == 1:
            raise RuntimeError
        refresh(tx, case, policy, now)

    monkeypatch.setattr(notices, "refresh", fails_for_the_first)

    stage.waits(2)

    assert sorted(m.case_id for m in stage.in_queue() if isinstance(m, CasePaged)) == [1, 2]
    waited = [m.waited_min for m in stage.in_queue() if isinstance(m, CaseCard)]
    assert waited == [0, 2]
