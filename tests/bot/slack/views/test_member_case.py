"""What a member is told about their case: what is so, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, get_args, get_type_hints

import pytest

from bot.conversation import wording
from bot.helpline.support_lines import SupportLines
from bot.outbound import (
    AdviserWrote,
    CaseClosed,
    CaseLine,
    CaseReopened,
    CrisisReply,
    Guidepost,
    StatusShown,
    WordsAdded,
)
from bot.slack.views import render
from tests.bot.slack.views.samples import OPENED_AT, PHONE, SCENE, a_status, pressed, said


def test_open_case_is_sent_and_seen_by_nobody_yet() -> None:
    shown = render(a_status(), SCENE)

    assert shown.text == "Sent to the helpline at 10:42. Seen by nobody yet."
    assert said(shown)[1] == (
        "It is in the helpline's queue and advisers are being alerted. I will tell you here when "
        "a named person has it."
    )
    assert pressed(shown) == [("sorted", "12"), ("add_detail", "12")]


def test_out_of_hours_the_member_is_told_who_answers_and_when() -> None:
    tomorrow = datetime(2026, 11, 24, 8, tzinfo=UTC)
    closed = a_status(open_now=False, opens_at=tomorrow, hours="mon-fri 08:00-18:00")

    shown = render(closed, SCENE)

    assert said(shown)[1:3] == [
        "The helpline's hours are mon-fri 08:00-18:00. Nobody is on duty until Tuesday 24 "
        "November, 08:00. Advisers are still being alerted, but they may not see it before then.",
        "To talk to someone at any hour, free: *Samaritans 116 123*, or *Education Support "
        "08000 562 561* for everyone who works in education.",
    ]
    assert PHONE in said(shown)[-1]


@pytest.mark.parametrize("hours", [None, "mon-fri 08:00-18:00"], ids=["no-hours-set", "open"])
def test_nothing_is_promised_while_the_case_is_open(hours: str | None) -> None:
    words = " ".join(said(render(a_status(hours=hours), SCENE))).lower()

    for promise in ("escalated", "a person has been reached", "within", "on duty"):
        assert promise not in words


@pytest.mark.parametrize(
    ("changed", "first"),
    [
        (
            {"waited_min": 4},
            "*Sent to the helpline at 10:42. Nobody has picked it up yet, after 4 minutes.*",
        ),
        (
            {"state": "claimed", "holder": "Asha"},
            "*Asha* has it. What you write here goes to the helpline.",
        ),
        (
            {
                "state": "resolved",
                "outcome": "advised",
                "closed_at": OPENED_AT + timedelta(minutes=38),
            },
            "Closed 11:20: An adviser gave advice.",
        ),
        ({"state": "resolved", "outcome": "rang the school"}, "Closed: rang the school."),
        ({"state": "resolved", "outcome": "All well?"}, "Closed: All well?"),
    ],
    ids=["waited", "claimed", "resolved", "resolved-in-own-words", "resolved-with-a-question"],
)
def test_status_says_where_the_case_stands(changed: dict[str, Any], first: str) -> None:
    assert said(render(a_status(**changed), SCENE))[0] == first


def test_closed_case_offers_a_person_again() -> None:
    shown = render(a_status(state="resolved", outcome="advised"), SCENE)

    assert pressed(shown) == [("talk_to_a_person", "")]


@pytest.mark.parametrize("about_a_pupil", [False, True], ids=["oneself", "a-pupil"])
def test_words_of_distress_bring_the_numbers_and_nothing_to_decide(about_a_pupil: bool) -> None:
    shown = render(CrisisReply(12, about_a_pupil), SCENE)

    words = " ".join(said(shown))
    for number in ("999", "116 123", "08000 562 561", PHONE):
        assert number in words
    assert ("safeguarding lead" in words) is about_a_pupil
    assert "999" in shown.text
    assert pressed(shown) == []


def test_numbers_are_those_that_are_set() -> None:
    scene = replace(SCENE, support=SupportLines("01632 960 111", "01632 960 222"))

    words = " ".join(said(render(CrisisReply(12), scene)))

    assert "01632 960 111" in words
    assert "01632 960 222" in words


@pytest.mark.parametrize("state", ["open", "claimed"])
def test_status_of_a_distressed_member_keeps_the_numbers(state: str) -> None:
    shown = render(a_status(state=state, holder="Asha", distress=True), SCENE)

    assert SCENE.support.in_words(wording.SOMEONE_NOW) in said(shown)


def test_adviser_is_named_and_heard_word_for_word() -> None:
    shown = render(AdviserWrote(12, "Asha", "Ask *them* to stop & ring <me>.", 2, 3), SCENE)

    assert said(shown)[:2] == [
        "*Asha*, helpline adviser, part 2 of 3",
        "Ask *them* to stop & ring <me>.",
    ]
    assert shown.blocks[1]["text"]["type"] == "plain_text"
    assert shown.text.startswith("Asha: Ask")


@pytest.mark.parametrize(
    ("by", "first"),
    [
        ("Asha", "*Asha* has closed your case. Outcome: An adviser gave advice."),
        (None, "You have closed your case. Thank you for telling us."),
    ],
)
def test_closing_says_who_closed_it(by: str | None, first: str) -> None:
    assert said(render(CaseClosed(12, "advised", by), SCENE))[0].split("\n")[0] == first


@pytest.mark.parametrize(
    ("holder", "first"),
    [
        (None, "Added to your case. Seen by nobody yet; advisers are being alerted."),
        ("Asha", "Added to your case, which *Asha* has."),
    ],
)
def test_added_words_are_confirmed(holder: str | None, first: str) -> None:
    assert said(render(WordsAdded(12, holder), SCENE))[0] == first


@pytest.mark.parametrize("topic", get_args(get_type_hints(Guidepost)["topic"]))
def test_every_guidepost_has_words(topic: Any) -> None:
    assert render(Guidepost(topic, "england"), SCENE).text


def test_status_lists_each_case_with_its_state() -> None:
    cases = tuple(
        CaseLine(n, state, "today", OPENED_AT, "Asha", "they want *everything* tonight")
        for n, state in ((3, "open"), (2, "claimed"), (1, "resolved"))
    )

    shown = render(StatusShown(cases), SCENE)

    assert [text.split("\n")[0] for text in said(shown)[1:4]] == [
        "*Case 3*, 10:42: seen by nobody yet",
        "*Case 2*, 10:42: *Asha* has it",
        "*Case 1*, 10:42: closed",
    ]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        pytest.param(None, "Your new words are in the helpline's queue", id="the member"),
        pytest.param(
            "Asha", "*Asha* from the helpline has opened your case again", id="an adviser"
        ),
    ],
)
def test_member_reads_who_opened_the_case_again(by: str | None, expected: str) -> None:
    shown = render(CaseReopened(12, by), SCENE)

    assert expected in said(shown)[0]
    assert "nobody" in said(shown)[0]
