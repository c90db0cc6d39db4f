"""The Home tab of one person."""

from __future__ import annotations

from bot.outbound import Guidepost, MemberHome
from tests.bot.factories import OTHER_MEMBER, QUESTION, a_home_opening, a_message
from tests.bot.stage import Stage


def test_home_tab_shows_the_members_own_cases_only(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_home_opening(), a_home_opening(OTHER_MEMBER))
    stage.sends()

    homes = [one for _, one in stage.said() if isinstance(one, MemberHome)]
    assert [len(one.cases) for one in homes] == [1, 0]


def test_member_who_read_the_home_tab_is_not_welcomed_again(stage: Stage) -> None:
    stage.receives(a_home_opening())

    stage.receives(a_message(QUESTION))

    assert Guidepost("welcome") not in stage.said_to()
