"""An adviser's Home tab, as it reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.outbound import CaseLine, CasesListed, DrillLine, StaffHome
from bot.slack.views import home
from tests.bot.slack.views.samples import OPENED_AT, SCENE, elements, text_objects

CASE = CaseLine(12, "open", "immediate", OPENED_AT, None, "they're still here <!channel>")
TAB = StaffHome(
    person_id=1,
    lists=(CasesListed("unclaimed", (CASE,), 1),),
    unclaimed=1,
    overdue=0,
    mine=0,
    today=1,
    show="unclaimed",
    urgency=None,
    nation=None,
    on=True,
    on_duty=("Ash Sample",),
    drawn_at=OPENED_AT,
)


def words(tab: StaffHome) -> str:
    return "\n".join(text["text"] for text in text_objects(home(tab, SCENE)["blocks"]))


def test_line_of_a_case_says_number_urgency_state_and_words_made_inert() -> None:
    said = words(TAB)

    assert "*Case 12* · immediate · opened 10:42 · seen by nobody yet" in said
    assert "&lt;!channel&gt;" in said
    assert "rill" not in said


def test_empty_list_is_said_only_where_it_is_the_first() -> None:
    lists = (CasesListed("unclaimed", (), 0), CasesListed("mine", (), 0))

    said = words(replace(TAB, lists=lists))

    assert "*Unclaimed* · 0" in said
    assert "*Yours*" not in said


def test_possible_distress_is_marked() -> None:
    listed = CasesListed("unclaimed", (replace(CASE, distress=True),), 1)

    assert "*Case 12* · *possible distress* · immediate" in words(replace(TAB, lists=(listed,)))


def test_drill_is_marked_as_one() -> None:
    listed = CasesListed("unclaimed", (replace(CASE, drill=True),), 1)

    assert "*Case 12* · *drill*, no member is waiting" in words(replace(TAB, lists=(listed,)))


def test_last_drill_is_said_with_who_answered_and_how_soon() -> None:
    yesterday = OPENED_AT - timedelta(days=1)

    said = words(replace(TAB, drill=DrillLine(yesterday, "Ash *Sample*", 41)))

    assert "Last drill: Sunday 22 November, 10:42. *Ash \u2217Sample\u2217* answered" in said
    assert "after 41 seconds." in said


def test_drill_that_nobody_answered_says_what_members_are_asked_to_do() -> None:
    said = words(replace(TAB, drill=DrillLine(OPENED_AT, None, None)))

    assert "*Last drill: 10:42. Nobody answered in time*" in said
    assert "members' Home tab asks them to ring" in said


def test_menu_offers_each_nation_as_it_is_written() -> None:
    menu = next(
        one for one in elements(home(TAB, SCENE)["blocks"]) if one["action_id"] == "show_nation"
    )

    offered = [option["text"]["text"] for option in menu["options"]]
    assert offered == ["Any nation", "England", "Wales", "Northern Ireland"]
