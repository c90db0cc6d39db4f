"""The Home tab of one person."""

from __future__ import annotations

from bot.outbound import MemberHome
from tests.bot.factories import OTHER_MEMBER, a_home_opening
from tests.bot.stage import Stage


def test_home_tab_shows_the_members_own_cases_only(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_home_opening(), a_home_opening(OTHER_MEMBER))
    stage.sends()

    homes = [one for _, one in stage.said() if isinstance(one, MemberHome)]
    assert [len(one.cases) for one in homes] == [1, 0]
