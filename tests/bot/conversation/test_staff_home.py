"""An adviser's Home tab: what it lists, and when it is drawn again."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.helpline import people
from bot.inbound import NOT_SET, Deed
from bot.outbound import Guidepost, MemberHome, StaffHome, ToHome
from bot.slack.views import Scene, home
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    DISTRESS,
    MEMBER,
    a_command,
    a_home_opening,
    a_press,
)
from tests.bot.factories import Place as PlaceOf
from tests.bot.stage import PHONE, Stage

HOME_TAB = PlaceOf("", private=True)  # a press in the tab comes from no channel


def tab(stage: Stage, address: str = ADVISER) -> StaffHome | MemberHome:
    at = ToHome(stage.person_id(address))
    homes = [message for where, message in stage.said() if where == at]
    shown = homes[-1]
    assert isinstance(shown, StaffHome | MemberHome)
    return shown


def test_tab_carries_when_it_was_drawn_for_its_buttons_to_say_back(stage: Stage) -> None:
    stage.receives(a_home_opening(ADVISER))

    view = home(tab(stage), Scene(PHONE, "Europe/London", stage.clock.now()))

    assert datetime.fromisoformat(view["private_metadata"]) == stage.clock.now()


def staff_tab(stage: Stage, address: str = ADVISER) -> StaffHome:
    shown = tab(stage, address)
    assert isinstance(shown, StaffHome)
    return shown


def listed(stage: Stage, address: str = ADVISER) -> dict[str, list[int]]:
    shown = staff_tab(stage, address)
    return {one.name: [case.case_id for case in one.cases] for one in shown.lists}


def opens(stage: Stage, n: int) -> None:
    for number in range(n):
        stage.opens_a_case(sender=f"U0MEMBER{number}")


def published(stage: Stage) -> int:
    return sum(isinstance(due.message, StaffHome) for due in stage.office.delivered)


def test_unclaimed_cases_stand_first_then_ones_own_then_the_days_others(stage: Stage) -> None:
    opens(stage, 3)
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER), a_press(Deed.CLAIM, 2, COLLEAGUE))

    stage.receives(a_home_opening(ADVISER))

    assert list(listed(stage)) == ["unclaimed", "mine", "others"]
    assert listed(stage) == {"unclaimed": [3], "mine": [1], "others": [2]}
    shown = staff_tab(stage)
    assert (shown.unclaimed, shown.mine, shown.overdue, shown.today) == (1, 1, 0, 3)


def test_case_in_possible_distress_says_so_in_its_line(stage: Stage) -> None:
    stage.opens_a_case(DISTRESS)

    stage.receives(a_home_opening(ADVISER))

    assert [line.distress for one in staff_tab(stage).lists for line in one.cases] == [True]


def test_case_is_overdue_once_its_first_response_is(stage: Stage) -> None:
    opens(stage, 1)
    stage.clock.go_on(minutes=3)

    stage.receives(a_home_opening(ADVISER))

    assert staff_tab(stage).overdue == 1


@pytest.mark.parametrize(
    ("show", "expected"),
    [("unclaimed", [2, 3]), ("mine", [1]), ("overdue", [2, 3]), ("today", [3, 2, 1])],
)
def test_menu_shows_one_list_and_is_kept(stage: Stage, show: str, expected: list[int]) -> None:
    opens(stage, 3)
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    stage.clock.go_on(minutes=3)

    stage.receives(a_press(Deed.SHOW_CASES, show, ADVISER, HOME_TAB), a_home_opening(ADVISER))

    assert listed(stage) == {show: expected}


def test_menus_narrow_by_urgency_and_by_nation_until_set_back(stage: Stage) -> None:
    opens(stage, 2)
    stage.receives(a_press(Deed.SET_NATION, "wales", "U0MEMBER1"))
    found = []

    for deed, value in (
        (Deed.SHOW_NATION, "wales"),
        (Deed.SHOW_URGENCY, "routine"),
        (Deed.SHOW_URGENCY, NOT_SET),
    ):
        stage.receives(a_press(deed, value, ADVISER, HOME_TAB))
        found.append(listed(stage)["unclaimed"])

    assert found == [[2], [], [2]]


def test_claim_pressed_in_the_tab_moves_the_case_at_once(stage: Stage) -> None:
    opens(stage, 1)
    stage.receives(a_home_opening(ADVISER))

    stage.receives(a_press(Deed.CLAIM, 1, ADVISER, HOME_TAB))

    assert listed(stage) == {"unclaimed": [], "mine": [1], "others": []}


def test_tab_is_drawn_again_for_colleagues_after_a_case_changed(stage: Stage) -> None:
    stage.receives(a_home_opening(COLLEAGUE))
    opens(stage, 1)

    stage.clock.go_on(seconds=5)
    stage.worker.sweep()

    assert listed(stage, COLLEAGUE)["unclaimed"] == [1]


def test_fifty_cases_at_once_are_one_drawing_a_tab(stage: Stage) -> None:
    stage.receives(a_home_opening(ADVISER), a_home_opening(COLLEAGUE))
    stage.sends()
    before = published(stage)

    for _ in range(5):
        opens(stage, 10)
        stage.clock.go_on(seconds=1)
        stage.worker.sweep()
        stage.sends()

    assert published(stage) - before == 2


def test_tab_that_reads_the_same_is_not_published_again(stage: Stage) -> None:
    stage.receives(a_home_opening(ADVISER))
    stage.sends()
    before = published(stage)

    stage.clock.go_on(minutes=2)
    stage.worker.sweep()
    stage.sends()

    assert published(stage) == before


def test_tab_says_who_is_on_duty(stage: Stage) -> None:
    stage.receives(a_command("duty", "on", COLLEAGUE), a_home_opening(ADVISER))

    shown = staff_tab(stage)
    assert (shown.on, shown.on_duty) == (False, ("Bex Sample",))


def test_member_has_a_members_tab_and_no_menu_of_advisers(stage: Stage) -> None:
    opens(stage, 1)
    stage.receives(a_home_opening(MEMBER), a_press(Deed.SHOW_CASES, "all", MEMBER, HOME_TAB))

    assert isinstance(tab(stage, MEMBER), MemberHome)
    assert stage.said_to(MEMBER)[-1] == Guidepost("staff_only")


def test_person_who_is_no_adviser_any_more_loses_the_tab_and_its_buttons(stage: Stage) -> None:
    opens(stage, 1)
    stage.receives(a_home_opening(ADVISER))
    with stage.database.write() as tx:
        people.set_advisers(tx, {COLLEAGUE: "Bex Sample"})

    stage.receives(a_press(Deed.CLAIM, 1, ADVISER, HOME_TAB))
    stage.clock.go_on(seconds=61)
    stage.worker.sweep()

    assert isinstance(tab(stage), MemberHome)
    assert stage.case().unclaimed
    assert stage.said_to(ADVISER)[-1] == Guidepost("staff_only")


@pytest.mark.parametrize("value", ["everything", "'; drop table cases", ""])
def test_choice_that_is_none_changes_nothing(stage: Stage, value: str) -> None:
    stage.receives(a_home_opening(ADVISER))

    stage.receives(a_press(Deed.SHOW_CASES, value, ADVISER, HOME_TAB))

    assert staff_tab(stage).show == "all"
