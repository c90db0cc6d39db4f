"""The Home tab."""

from __future__ import annotations

from datetime import date

from bot.inbound import NOT_SET
from bot.outbound import CaseLine, DrillShown, MemberHome
from bot.slack.views import home, render
from tests.bot.slack.views.samples import OPENED_AT, PHONE, SCENE, elements, said, text_objects

CASE = CaseLine(12, "claimed", "immediate", OPENED_AT, "Asha", "they're still here")


def test_home_says_what_this_is_who_reads_it_and_the_phone_number() -> None:
    view = home(MemberHome("england", "primary", (CASE,)), SCENE)

    words = [text["text"] for text in text_objects(view["blocks"])]
    assert words[:2] == ["Inspection helpline", f"Helpline by phone: *{PHONE}*"]
    assert any("advisers read what you write" in text for text in words)
    assert any(text.startswith("*Case 12*, 10:42: *Asha* has it") for text in words)
    assert PHONE in words[-1]


def test_an_inspector_is_here_is_the_first_and_the_only_primary_button() -> None:
    view = home(MemberHome(None, None, ()), SCENE)

    buttons = [e for e in elements(view["blocks"]) if e["type"] == "button"]
    assert buttons[0]["action_id"] == "inspector_here"
    assert [b["action_id"] for b in buttons if b.get("style") == "primary"] == ["inspector_here"]


def test_settings_are_said_in_words_and_chosen_in_menus() -> None:
    view = home(MemberHome("wales", None, ()), SCENE)

    nation, phase = (e for e in elements(view["blocks"]) if e["type"] == "static_select")
    assert nation["action_id"] == "set_nation"
    assert [option["value"] for option in nation["options"]] == [
        "england",
        "wales",
        "northern-ireland",
        NOT_SET,
    ]
    assert nation["initial_option"] == nation["options"][1]
    assert phase["action_id"] == "set_phase"
    assert "initial_option" not in phase
    assert "Nation: *Wales*. The guidance differs between nations." in [
        text["text"] for text in text_objects(view["blocks"])
    ]


def test_answered_drill_is_said_in_a_small_line() -> None:
    shown = render(MemberHome(None, None, (), DrillShown(date(2026, 11, 23), 41)), SCENE)

    assert "Today's test of this helpline: a person answered after 41 seconds." in said(shown)


def test_missed_drill_stands_first_and_says_to_ring() -> None:
    shown = render(MemberHome(None, None, (), DrillShown(date(2026, 11, 23), None)), SCENE)

    warning = said(shown)[2]
    assert "23 November 2026 reached nobody" in warning
    assert PHONE in warning
