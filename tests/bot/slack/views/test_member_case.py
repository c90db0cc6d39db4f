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
    NobodyYet,
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
        "The helpline's hours are mon-fri 08:00-18:00. Nobody is on duty now; next opening: "
        "Tuesday 24 November, 08:00. Advisers are still being alerted, but they may not see it "
        "before then.",
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


def test_words_of_distress_name_the_adviser_who_has_the_case_and_claim_nothing_more() -> None:
    unclaimed = " ".join(said(render(CrisisReply(12), SCENE)))
    held = " ".join(said(render(CrisisReply(12, holder="Ash Sample"), SCENE)))

    assert "advisers' queue" in unclaimed
    assert "*Ash Sample* from our helpline has your case" in held
    assert "advisers' queue" not in held
    assert "116 123" in held


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


def test_added_words_are_confirmed_and_nobody_is_said_to_have_them() -> None:
    shown = render(WordsAdded(12), SCENE)

    assert said(shown)[0] == "Added to your case, which nobody has yet."


@pytest.mark.parametrize(
    ("due_at", "first"),
    [
        (
            datetime(2026, 11, 24, 9, tzinfo=UTC),
            "It is in the helpline's queue. It can wait until people are at work, from Tuesday 24 "
            "November, 08:00: they should have it by Tuesday 24 November, 09:00. I will tell you "
            "here when a named person has it.",
        ),
        (
            OPENED_AT,
            "It is in the helpline's queue, later than it should be. Advisers are called again "
            "from Tuesday 24 November, 08:00. I will tell you here when a named person has it.",
        ),
    ],
    ids=["in time", "late"],
)
def test_what_waits_for_working_time_says_when_and_what_to_do_if_it_is_now(
    due_at: datetime, first: str
) -> None:
    opens = datetime(2026, 11, 24, 8, tzinfo=UTC)

    shown = said(render(a_status(due_at=due_at, opens_at=opens, open_now=False), SCENE))

    assert shown[1:3] == [first, wording.IF_IT_IS_NOW]


@pytest.mark.parametrize(
    ("minutes", "waited"), [(4, "4 minutes"), (90, "1 h 30 min"), (1800, "1 day")]
)
def test_long_waits_are_said_in_hours_and_days(minutes: int, waited: str) -> None:
    assert waited in said(render(NobodyYet(12, minutes), SCENE))[0]
    assert waited in said(render(a_status(waited_min=minutes), SCENE))[0]


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
