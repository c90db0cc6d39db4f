"""`/helpline ask · urgent · status · help`."""

from __future__ import annotations

import pytest

from bot.conversation import on_duty, wording
from bot.inbound import Deed
from bot.outbound import Guidepost, StatusShown
from tests.bot.factories import ADVISER, GENERAL, LIVE, OTHER_MEMBER, QUESTION, a_command, a_press
from tests.bot.stage import Stage


def test_question_asked_by_command_is_answered_in_private(stage: Stage) -> None:
    stage.receives(a_command("ask", QUESTION))

    (row,) = stage.rows("exchanges")
    assert (row.question, row.channel) == (QUESTION, None)
    assert stage.said_in(GENERAL) == []


def test_command_with_a_word_we_do_not_know_is_a_question(stage: Stage) -> None:
    stage.receives(a_command("can", "inspectors see all books?"))

    assert [row.question for row in stage.rows("exchanges")] == [QUESTION]


def test_live_concern_asked_by_command_opens_a_case(stage: Stage) -> None:
    stage.receives(a_command("ask", LIVE))

    assert stage.case().concern.words == LIVE


@pytest.mark.parametrize(
    ("verb", "topic"),
    [("", "help"), ("help", "help"), ("ask", "ask_empty"), ("status", "no_case")],
)
def test_command_alone_is_answered_in_words(stage: Stage, verb: str, topic: str) -> None:
    stage.receives(a_command(verb))

    assert [m.topic for m in stage.said_to() if isinstance(m, Guidepost)] == [topic]


def test_status_shows_the_members_own_cases_and_who_has_them(stage: Stage) -> None:
    stage.opens_a_case()
    stage.opens_a_case(LIVE, OTHER_MEMBER)
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))

    stage.receives(a_command("status"))

    shown = stage.said_to()[-1]
    assert isinstance(shown, StatusShown)
    assert [(one.case_id, one.state, one.holder) for one in shown.cases] == [
        (1, "claimed", "Ash Sample")
    ]


def test_status_of_a_case_nobody_has_names_nobody(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_command("status"))

    shown = stage.said_to()[-1]
    assert isinstance(shown, StatusShown)
    assert [(one.state, one.holder) for one in shown.cases] == [("open", None)]


def test_help_names_duty_and_rota_to_advisers_alone(stage: Stage) -> None:
    stage.receives(a_command("help", "", ADVISER), a_command("help"))

    assert stage.said_to(ADVISER) == [Guidepost("help"), Guidepost("help_adviser")]
    assert stage.said_to() == [Guidepost("help")]
    assert all(f"/helpline {verb}" in wording.GUIDEPOSTS["help_adviser"] for verb in on_duty.VERBS)
