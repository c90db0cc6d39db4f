"""Claims about the buttons that judge triage's judgement."""

from __future__ import annotations

import pytest

from bot.helpline import labels
from bot.helpline.labels import Labelled, Verdict
from bot.inbound import Deed
from bot.outbound import CaseLogged, CaseStatus
from tests.bot.factories import (
    ADVISER,
    LIVE,
    MEMBER,
    OTHER_MEMBER,
    QUESTION,
    a_command,
    a_deletion,
    a_message,
    a_press,
)
from tests.bot.stage import Stage


def labelled(stage: Stage) -> list[Labelled]:
    with stage.database.read() as tx:
        return labels.all_labelled(tx)


def status(stage: Stage) -> CaseStatus:
    return next(message for message in stage.said_to() if isinstance(message, CaseStatus))


def test_member_who_was_not_asked_closes_the_case_in_one_tap(stage: Stage) -> None:
    stage.opens_a_case()
    assert status(stage).unasked is True

    stage.receives(a_press(Deed.NOT_NEEDED, 1))

    assert (stage.case().state, stage.case().outcome) == (
        "resolved",
        "not needed, says the member",
    )
    assert [m.deed for m in stage.in_thread() if isinstance(m, CaseLogged)] == ["not_needed"]
    assert [one.verdict for one in labelled(stage)] == [Verdict.NOT_NEEDED]


def test_case_that_the_member_asked_for_is_not_called_unasked(stage: Stage) -> None:
    stage.receives(a_command("urgent", "come quickly"))

    assert status(stage).unasked is False


def test_case_of_somebody_else_is_left_alone(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_press(Deed.NOT_NEEDED, 1, OTHER_MEMBER))

    assert stage.case().is_open
    assert labelled(stage) == []


@pytest.mark.parametrize("deed", [Deed.NOT_LIVE, Deed.SHOULD_HAVE_BEEN_LIVE])
def test_advisers_word_is_kept_and_shown_to_colleagues_and_moves_nothing(
    stage: Stage, deed: Deed
) -> None:
    before = stage.opens_a_case()

    stage.receives(a_press(deed, 1, ADVISER), a_press(deed, 1, ADVISER))

    assert labelled(stage) == [Labelled(LIVE, Verdict(deed.value), "hours", distress=False)]
    assert stage.case() == before
    assert next(m.deed for m in stage.in_thread() if isinstance(m, CaseLogged)) == f"marked_{deed}"


def test_member_cannot_say_it_in_an_advisers_place(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_press(Deed.NOT_LIVE, 1, MEMBER))

    assert labelled(stage) == []


def test_question_that_should_have_been_live_is_kept_as_it_was_asked(stage: Stage) -> None:
    stage.receives(a_message(QUESTION), a_press(Deed.TALK_TO_A_PERSON, 1))

    stage.receives(a_press(Deed.SHOULD_HAVE_BEEN_LIVE, 1, ADVISER))

    assert [one.text for one in labelled(stage)] == [QUESTION]


def test_deleted_question_is_no_example(stage: Stage) -> None:
    message = a_message(QUESTION)
    stage.receives(message, a_press(Deed.TALK_TO_A_PERSON, 1))
    stage.receives(a_press(Deed.SHOULD_HAVE_BEEN_LIVE, 1, ADVISER), a_deletion(message))

    assert labelled(stage) == []
