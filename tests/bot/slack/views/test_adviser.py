"""Pages, the case's thread, offers and refusals."""

from __future__ import annotations

from typing import Any, get_args, get_type_hints

import pytest

from bot.conversation import queue_wording
from bot.inbound import FileLink
from bot.outbound import (
    AdviserPaged,
    AdviserTold,
    CaseLogged,
    CasePaged,
    HandOverOffered,
    HolderReminded,
    MemberWrote,
)
from bot.slack.views import render
from tests.bot.slack.views.samples import SCENE, pressed, said

FILES = (FileLink("a<!here>.pdf", "https://x.test/a"), FileLink(""))


def test_page_names_the_case_and_can_be_claimed_where_it_stands() -> None:
    shown = render(CasePaged(12, 2, "immediate", ("S0ADVISERS",)), SCENE)

    assert said(shown)[0] == (
        "<!subteam^S0ADVISERS> *Case 12* · immediate · nobody has claimed it for 2 minutes."
    )
    assert shown.text == "Case 12 · immediate · nobody has claimed it for 2 minutes."
    assert pressed(shown) == [("claim", "12")]


def test_page_of_a_reopened_case_says_why() -> None:
    shown = render(CasePaged(12, 0, "today", (), reopened=True), SCENE)

    assert said(shown)[0] == "*Case 12* · today · reopened. Nobody has it yet."


def test_adviser_is_paged_with_the_members_words() -> None:
    shown = render(AdviserPaged(12, 5, "immediate", "they *won't* leave"), SCENE)

    assert said(shown)[1] == "they *won't* leave"
    assert pressed(shown) == [("claim", "12")]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (MemberWrote(12, "now in the hall", part=1, parts=2), ["now in the hall"]),
        (MemberWrote(12, "", change="deleted"), []),
        (
            MemberWrote(12, "see this", attached=FILES),
            [
                "see this",
                "With 2 files: <https://x.test/a|a&lt;!here&gt;.pdf>, a file",
                queue_wording.MEMBER_FILES_HINT,
            ],
        ),
    ],
    ids=["long", "deleted", "with-files"],
)
def test_members_words_reach_the_thread(message: MemberWrote, expected: list[str]) -> None:
    assert said(render(message, SCENE))[1:] == expected


def test_note_is_marked_as_not_sent_to_the_member() -> None:
    shown = render(CaseLogged(12, "noted", "Asha", text="ring the trust"), SCENE)

    assert said(shown) == ["*Note, not sent to the member*, by *Asha*:", "ring the trust"]
    assert shown.text == "Note, not sent to the member, by Asha: ring the trust"


@pytest.mark.parametrize("deed", get_args(get_type_hints(CaseLogged)["deed"]))
def test_every_deed_is_logged_in_words(deed: Any) -> None:
    assert said(render(CaseLogged(12, deed, "Asha", "Ben", "advised"), SCENE))[0]


@pytest.mark.parametrize("reason", get_args(get_type_hints(AdviserTold)["reason"]))
def test_every_refusal_has_words(reason: Any) -> None:
    assert said(render(AdviserTold(12, reason, "Asha"), SCENE))[0]


def test_loser_of_a_claim_is_told_who_won() -> None:
    shown = render(AdviserTold(12, "held", "Asha"), SCENE)

    assert shown.text == "Asha already has case 12. You do not need to do anything."


def test_reminder_says_how_long_it_was_quiet_and_how_long_is_left() -> None:
    shown = render(HolderReminded(12, minutes=0, left_s=90), SCENE)

    assert said(shown)[0] == (
        "You have *case 12*, and nothing was heard from you on it for less than a minute. *Still "
        "on it?* Otherwise it goes back into the queue in 90 seconds, and the member is told."
    )
    assert pressed(shown) == [("still_on_it", "12"), ("on_the_phone", "12")]


def test_offer_carries_the_note_the_words_and_claim() -> None:
    shown = render(HandOverOffered(12, "Asha", "knows the school", "they're here"), SCENE)

    assert said(shown)[:5] == [
        "*Asha* offers you *case 12*. Asha has it until you claim it, and keeps it if you have "
        "not within 5 minutes.",
        "*Note*",
        "knows the school",
        "*The member's words*",
        "they're here",
    ]
    assert pressed(shown) == [("claim", "12")]


@pytest.mark.parametrize(
    "page",
    [
        CasePaged(12, 2, "immediate", (), drill=True),
        AdviserPaged(12, 5, "immediate", "words", drill=True),
    ],
    ids=["queue", "adviser"],
)
def test_page_of_a_drill_says_that_it_is_one(page: CasePaged | AdviserPaged) -> None:
    shown = render(page, SCENE)

    assert said(shown)[0].startswith(queue_wording.PAGED_DRILL)
