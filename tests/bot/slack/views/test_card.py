"""The card: what an adviser sees first, and what they can press."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.conversation import queue_wording
from bot.slack.views import Scene, render
from tests.bot.slack.views.samples import OPENED_AT, QUOTE, SCENE, a_card, pressed, said

WORKING = ["reply", "note", "hand_over", "resolve"]
HOLDING = ["reply", "note", "on_the_phone", "hand_over", "resolve"]


def test_card_says_how_urgent_whose_what_since_when_and_who_has_it() -> None:
    shown = render(a_card(added=2, guidance=(QUOTE,)), SCENE)

    assert said(shown)[:10] == [
        "Case 12 · immediate · live",
        "*Hours on site* · England · Primary · <@U0MEMBER1>",
        "*The member's words*",
        "its 6.25 and they're still here",
        "Opened 10:42, 4 min ago. 2 messages added since, in the thread.",
        "*Seen by nobody yet.*",
        "*The guidance says* Not sent to the member.",
        "> Inspectors should leave by 6pm.",
        "Send this quote",
        "<https://guidance.example/onsite-hours|Hours on site › The 6pm limit>"
        " · published 20 January 2020, revised 10 November 2025",
    ]
    assert shown.text == "Case 12 · immediate · live: its 6.25 and they're still here"


def test_card_shows_the_most_urgent_words_first_and_that_they_raised_it() -> None:
    at = OPENED_AT + timedelta(minutes=2)
    card = a_card(
        pressing="he is with pupils alone <!here>",
        pressing_at=at,
        raised_from="today",
        raised_at=at,
    )

    shown = render(card, SCENE)

    assert said(shown)[2:7] == [
        "*Raised from today to immediate* by the member's words, 10:44.",
        "*The member's words, 10:44*",
        "he is with pupils alone <!here>",
        "*Their first words*",
        "its 6.25 and they're still here",
    ]
    assert shown.text.endswith("live: he is with pupils alone &lt;!here&gt;")


@pytest.mark.parametrize(
    ("changed", "deeds"),
    [
        ({}, ["claim", *WORKING]),
        ({"state": "claimed", "holder": "Asha"}, HOLDING),
        ({"state": "claimed", "holder": "Asha", "offered_to": "Ben"}, ["claim", *HOLDING]),
        ({"state": "resolved", "outcome": "advised"}, ["reopen", "note"]),
    ],
    ids=["open", "claimed", "offered", "resolved"],
)
def test_card_has_the_buttons_of_its_state(changed: dict[str, Any], deeds: list[str]) -> None:
    shown = pressed(render(a_card(**changed), SCENE))

    judge = ["not_live"]
    if changed.get("state") == "resolved":
        judge.append("should_have_been_live")
    assert shown == [(deed, "12") for deed in (*deeds, *judge)]


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"waited_min": 5}, "*Nobody has claimed it for 5 minutes.*"),
        ({"reopened": True}, "*Reopened. Nobody has it yet.*"),
        ({"state": "claimed", "holder": "Asha"}, "*Asha* has it."),
        (
            {"state": "claimed", "holder": "Asha", "offered_to": "Ben"},
            "*Asha* has it. Offered to *Ben*.",
        ),
        ({"state": "resolved", "outcome": "advised"}, "Closed: An adviser gave advice."),
    ],
    ids=["waiting", "reopened", "claimed", "offered", "resolved"],
)
def test_card_says_who_has_it(changed: dict[str, Any], line: str) -> None:
    assert line in said(render(a_card(**changed), SCENE))


def test_possible_distress_is_marked_without_a_level() -> None:
    shown = render(a_card(distress=True), SCENE)

    assert said(shown)[1] == "*Possible distress: reply first.*"


@pytest.mark.parametrize(
    ("guidance", "line"),
    [
        (None, "Looking up what the guidance says…"),
        ((), "The guidance holds no answer to this."),
    ],
    ids=["not-looked-up", "holds-none"],
)
def test_card_says_where_the_look_up_stands(guidance: Any, line: str) -> None:
    assert line in said(render(a_card(guidance=guidance), SCENE))


def test_only_our_own_people_are_pinged_and_only_when_the_card_says_so() -> None:
    pinging = render(a_card(mention=("S0ADVISERS", "U0ADVISER1", "<!channel>")), SCENE)
    silent = render(a_card(), SCENE)

    assert said(pinging)[0] == "<!subteam^S0ADVISERS> <@U0ADVISER1> A member needs a person."
    assert "subteam" not in str(silent)


def test_unknown_nation_and_phase_are_said() -> None:
    shown = render(a_card(nation=None, phase=None), SCENE)

    assert said(shown)[1] == ("*Hours on site* · nation and phase not known · <@U0MEMBER1>")


def test_long_words_are_cut_on_the_card_and_point_to_the_thread() -> None:
    shown = render(a_card(words="still here " * 4000, guidance=(QUOTE,) * 3), SCENE)

    words, pointer = said(shown)[3:5]
    assert len(words) <= 1200
    assert words.endswith("…")
    assert pointer == "Cut here: the whole text is in the thread."
    assert pressed(shown)[0] == ("claim", "12")


def test_members_words_cannot_bend_the_layout_of_the_card() -> None:
    bent = "```\n*bold _it_ ~s~\n> quote\n" * 50 + "<!channel> <@U0BOSS>"

    shown = render(a_card(words=bent), SCENE)

    assert [block["type"] for block in shown.blocks] == [
        "header",
        "section",
        "context",
        "section",
        "context",
        "context",
        "section",
        "context",
        "actions",
        "actions",
    ]
    assert shown.blocks[3]["text"]["type"] == "plain_text"


def test_time_since_is_counted_from_now() -> None:
    later = Scene(SCENE.phone, SCENE.timezone, OPENED_AT + timedelta(days=1, hours=2))

    shown = render(replace(a_card()), later)

    assert "Opened Monday 23 November, 10:42, 1 day ago." in said(shown)


@pytest.mark.parametrize(
    ("minutes", "line"),
    [
        pytest.param(2, "Opened 10:42, 4 min ago. First response due 10:48.", id="to come"),
        pytest.param(
            -3,
            "Opened 10:42, 4 min ago. *First response overdue by 3 min*, due 10:43.",
            id="overdue",
        ),
        pytest.param(None, "Opened 10:42, 4 min ago.", id="somebody has it"),
    ],
)
def test_card_says_when_a_first_response_is_due_or_how_long_it_has_been(
    minutes: int | None, line: str
) -> None:
    due_at = None if minutes is None else SCENE.now + timedelta(minutes=minutes)

    shown = render(a_card(due_at=due_at), SCENE)

    assert line in said(shown)


def test_drill_says_first_that_no_member_is_waiting() -> None:
    shown = render(a_card(drill=True), SCENE)

    assert said(shown)[:2] == [
        "Drill · Case 12 · immediate · live",
        queue_wording.CARD_DRILL,
    ]
    assert shown.text.startswith("Drill · Case 12")
