"""A button that outlived its database does nothing to the case that has its number now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.old_buttons import OF_A_CASE
from bot.inbound import Deed, Place
from bot.outbound import AdviserTold, Guidepost
from tests.bot.factories import (
    ADVISER,
    DIRECT,
    NOW,
    OTHER_MEMBER,
    QUEUE_CHANNEL,
    a_home_opening,
    a_press,
)
from tests.bot.stage import Stage

ELSEWHERE = "1600000000.000001"  # no message of this database stands there
HOME = Place("", private=True)


@pytest.mark.parametrize("deed", sorted(OF_A_CASE))
def test_no_button_of_an_earlier_database_changes_a_case(stage: Stage, deed: Deed) -> None:
    before = stage.opens_a_case()
    place, presser = Place(QUEUE_CHANNEL), ADVISER
    value = "1:0" if deed is Deed.SEND_QUOTE else "1"

    stage.receives(replace(a_press(deed, value, presser, place), ts=ELSEWHERE))

    assert stage.case() == before
    assert stage.n("labels") == 0


def test_members_old_status_message_closes_nothing_and_says_so(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(replace(a_press(Deed.SORTED, 1, place=DIRECT), ts=ELSEWHERE))

    assert stage.case().is_open
    assert stage.said_to()[-1] == Guidepost("not_open")


def test_member_who_presses_an_old_advisers_button_is_told_that_it_is_not_theirs(
    stage: Stage,
) -> None:
    stage.opens_a_case()

    stage.receives(replace(a_press(Deed.CLAIM, 1, OTHER_MEMBER), ts=ELSEWHERE))

    assert stage.said_to(OTHER_MEMBER) == [Guidepost("staff_only")]


@pytest.mark.parametrize("number", [1, 2], ids=["a case opened since", "no case"])
def test_home_tab_drawn_before_a_case_was_opened_does_not_claim_it(
    stage: Stage, number: int
) -> None:
    stage.opens_a_case()
    press = a_press(Deed.CLAIM, number, ADVISER, HOME)

    stage.receives(replace(press, shown_at=NOW - timedelta(days=1)))

    assert stage.case().unclaimed
    assert AdviserTold(number, "old_card") in stage.said_to(ADVISER)


def test_home_tab_that_shows_the_case_claims_it(stage: Stage) -> None:
    stage.opens_a_case()
    stage.clock.go_on(seconds=1)
    stage.receives(a_home_opening(ADVISER))

    stage.receives(replace(a_press(Deed.CLAIM, 1, ADVISER, HOME), shown_at=stage.clock.now()))

    assert stage.case().holder_id == stage.person_id(ADVISER)
