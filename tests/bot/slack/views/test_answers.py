"""Quotes on a phone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.outbound import (
    GuidanceUnavailable,
    HappeningNowAsked,
    MorePassages,
    NationAsked,
    NothingFound,
    QuoteShown,
)
from bot.slack.views import render
from bot.slack.views.answers import quoted, source_line
from tests.bot.slack.views.samples import (
    PHONE,
    QUOTE,
    SCENE,
    SOURCE,
    TELLING,
    an_answer,
    pressed,
    said,
)


def test_answer_shows_quote_source_nation_feedback_and_the_way_to_a_person() -> None:
    shown = render(an_answer(), SCENE)

    assert said(shown) == [
        "> *Inspectors should leave by 6pm.* Tell the lead inspector first.",
        "<https://guidance.example/onsite-hours|Hours on site › The 6pm limit>"
        " · published 20 January 2020, revised 10 November 2025",
        "Answered for England. Wrong nation?",
        "Wales",
        "Northern Ireland",
        "Helpful",
        "Not helpful",
        "More passages",
        "Talk to a person",
        f"To speak to a person, press *Talk to a person* or ring *{PHONE}*. I am a machine: I "
        "quote the union's guidance and can miss the point. Not legal advice.",
    ]
    assert pressed(shown) == [
        ("answer_for_wales", "7"),
        ("answer_for_northern-ireland", "7"),
        ("helpful", "7"),
        ("not_helpful", "7"),
        ("more_passages", "7"),
        ("talk_to_a_person", "7"),
    ]


@pytest.mark.parametrize(
    ("text", "telling", "expected"),
    [
        (f"{TELLING} Ring us.", TELLING, TELLING),
        ("Plan ahead. Leave by 6pm. Ring us.", "Leave by 6pm.", "Plan ahead. Leave by 6pm."),
        ("Calls come from 9.30am on Mondays. Wait.", "", "Calls come from 9.30am on Mondays."),
        ("No full stop at all", "No full stop at all", "No full stop at all"),
    ],
    ids=["telling-first", "telling-later", "a-time-ends-no-sentence", "heading"],
)
def test_notification_is_the_answers_first_sentence(text: str, telling: str, expected: str) -> None:
    shown = render(an_answer(quotes=(QuoteShown(text, telling, SOURCE),)), SCENE)

    assert shown.text == expected


@settings(max_examples=60, deadline=None)
@given(
    before=st.lists(st.sampled_from(["Plan.", "Ask.\n", "Ring us,"]), max_size=3),
    after=st.lists(st.sampled_from(["Note it.", "- one\n", "Wait!"]), max_size=3),
)
def test_only_the_telling_sentence_is_bold(before: list[str], after: list[str]) -> None:
    text = " ".join([*before, TELLING, *after])

    shown = quoted(QuoteShown(text, TELLING, SOURCE))

    assert re.findall(r"\*([^*]+)\*", shown) == [TELLING]
    bare = shown.replace("*", "").replace("> ", "")
    assert bare.split() == text.split()


def test_every_line_of_a_quote_is_marked_and_a_telling_part_over_two_lines_is_bold() -> None:
    quote = QuoteShown("First.\nTell them\nat once. Last.", "Tell them\nat once.", SOURCE)

    assert quoted(quote) == "> First.\n> *Tell them*\n> *at once.* Last."


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"revised": None}, "published 20 January 2020"),
        ({"published": None}, "revised 10 November 2025"),
        ({"published": None, "revised": None}, "undated"),
    ],
    ids=["never-revised", "only-revised", "undated"],
)
def test_source_says_the_dates_it_has(changed: dict[str, Any], expected: str) -> None:
    line = source_line(replace(SOURCE, **changed))

    assert line.split(" · ")[1:] == [expected]


def test_source_without_an_address_is_named_without_a_link() -> None:
    line = source_line(replace(SOURCE, url=None, heading=SOURCE.title))

    assert line == "Hours on site · published 20 January 2020, revised 10 November 2025"


def test_sample_guidance_says_that_it_is_for_trying_out() -> None:
    quote = replace(QUOTE, source=replace(SOURCE, sample=True))

    shown = render(an_answer(quotes=(QUOTE, quote)), SCENE)

    marked = ["sample guidance, for trying out" in text for text in said(shown)]
    assert [n for n, found in enumerate(marked) if found] == [3]


@pytest.mark.parametrize("nation", [None, "uk"])
def test_answer_that_holds_everywhere_offers_no_other_nation(nation: str | None) -> None:
    shown = render(an_answer(nation=nation), SCENE)

    assert [deed for deed, _ in pressed(shown)] == [
        "helpful",
        "not_helpful",
        "more_passages",
        "talk_to_a_person",
    ]


def test_answer_beside_an_open_case_says_so_and_does_not_offer_a_second_one() -> None:
    shown = render(an_answer(while_waiting=True, nation=None), SCENE)

    assert said(shown)[0] == "While you wait, the guidance says:"
    assert [deed for deed, _ in pressed(shown)] == ["helpful", "not_helpful"]
    assert PHONE in said(shown)[-1]


def test_decline_says_so_names_the_nearest_pages_and_offers_a_person() -> None:
    shown = render(NothingFound(7, (SOURCE,), "england"), SCENE)

    assert shown.text == "The guidance I hold does not answer this."
    assert "• <https://guidance.example/onsite-hours|Hours on site" in said(shown)[1]
    assert ("talk_to_a_person", "7") in pressed(shown)


def test_nation_question_has_a_button_for_each_nation() -> None:
    shown = render(NationAsked(7, ("wales", "england")), SCENE)

    assert shown.text == "Which nation is your school in?"
    assert pressed(shown)[:2] == [("answer_for_england", "7"), ("answer_for_wales", "7")]


def test_in_doubt_one_question_with_two_buttons_is_asked() -> None:
    shown = render(HappeningNowAsked(7), SCENE)

    assert shown.text == "Is this happening now?"
    assert pressed(shown)[:2] == [("happening_now", "7"), ("not_now", "7")]


QUESTION_SETTLED = (
    # how, the case, what is said of both, buttons
    ("yes", "waiting", "You said *yes*. Your case is in the helpline's queue.", []),
    ("yes", "held", "You said *yes*. *Ash Sample* has your case.", []),
    ("no", "none", "You said *no*. If that changes", ["talk_to_a_person"]),
    ("no", "closed", "You said *no*. Your case is closed.", ["talk_to_a_person"]),
    ("no", "held", "You said *no*. *Ash Sample* has your case.", []),
    ("silence", "for_this", "I heard nothing from you, so I passed it on", ["not_now"]),
    ("silence", "held", "*Ash Sample* has your case.", []),
    ("passed_on", "for_this", "I did not wait for your answer: I passed it on", ["not_now"]),
    ("passed_on", "waiting", "Your case is in the helpline's queue. Nobody has it yet.", []),
    ("withdrawn", "none", "You changed or deleted that message", ["talk_to_a_person"]),
)


@pytest.mark.parametrize(("answered", "case", "text", "buttons"), QUESTION_SETTLED)
def test_settled_question_says_what_was_answered_and_where_the_case_stands(
    answered: Any, case: Any, text: str, buttons: list[str]
) -> None:
    shown = render(HappeningNowAsked(7, answered, case=case, holder="Ash Sample"), SCENE)

    assert text in said(shown)[0]
    assert [deed for deed, _ in pressed(shown)] == buttons


def test_question_beside_an_open_case_says_what_yes_adds() -> None:
    shown = render(HappeningNowAsked(7, case="waiting"), SCENE)

    assert "Your case is with the helpline" in said(shown)[0]
    assert [deed for deed, _ in pressed(shown)] == ["happening_now", "not_now"]


def test_question_says_when_silence_counts() -> None:
    assert "within 3 minutes" in said(render(HappeningNowAsked(7), SCENE))[0]
    assert "within 20 seconds" in said(render(HappeningNowAsked(7, within_s=20), SCENE))[0]


def test_no_further_passages_is_said() -> None:
    assert render(MorePassages(7, ()), SCENE).text == "I found no further passages on this."


def test_unreadable_guidance_leaves_people_within_reach() -> None:
    shown = render(GuidanceUnavailable(7), SCENE)

    assert "People can still be reached" in said(shown)[0]
    assert pressed(shown) == [("talk_to_a_person", "7")]
