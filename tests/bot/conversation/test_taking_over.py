"""Who answers the member once an adviser writes."""

from __future__ import annotations

import pytest

from bot.inbound import Deed, Form
from bot.outbound import (
    AdviserTold,
    AnswerGiven,
    CaseCard,
    CaseStatus,
    CrisisReply,
    Guidepost,
    MemberWrote,
    TakeOverAsked,
)
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    DISTRESS,
    MEMBER,
    QUESTION,
    a_form,
    a_message,
    a_press,
)
from tests.bot.guidance import an_answer
from tests.bot.stage import Stage


@pytest.fixture
def answered(stage: Stage) -> Stage:
    """A case that Ash has, whose member the assistant has answered while they waited."""
    stage.guidance.says = an_answer("More of it.")
    stage.opens_a_case()
    stage.worker.answer_waiting()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    return stage


def asked(stage: Stage) -> list[TakeOverAsked]:
    return [one for one in stage.in_thread() if isinstance(one, TakeOverAsked)]


def answers(stage: Stage) -> int:
    stage.worker.answer_waiting()
    return sum(isinstance(one, AnswerGiven) for one in stage.said_to(MEMBER))


def status(stage: Stage) -> CaseStatus:
    return next(one for one in stage.said_to(MEMBER) if isinstance(one, CaseStatus))


def writes(stage: Stage, text: str = "I am with you.", sender: str = ADVISER) -> None:
    stage.receives(stage.in_card_thread(text, sender))


def test_adviser_is_asked_once_when_they_write_and_the_assistant_has_been_answering(
    answered: Stage,
) -> None:
    writes(answered)
    writes(answered, "And another thing.")

    assert asked(answered) == [TakeOverAsked(1)]


def test_adviser_is_not_asked_where_the_assistant_said_nothing(stage: Stage) -> None:
    stage.opens_a_case()

    writes(stage)

    assert asked(stage) == []


def test_note_asks_nothing(answered: Stage) -> None:
    writes(answered, "// between us")

    assert asked(answered) == []


def test_after_taking_over_the_assistant_is_silent_and_words_are_still_relayed(
    answered: Stage,
) -> None:
    writes(answered)
    before = answers(answered)

    answered.receives(a_press(Deed.TAKE_OVER, 1, ADVISER), a_message(QUESTION))

    assert answers(answered) == before
    assert any(
        isinstance(one, MemberWrote) and one.text == QUESTION for one in answered.in_thread()
    )
    assert asked(answered) == [TakeOverAsked(1, "take_over")]


def test_only_sending_lets_the_assistant_go_on_answering(answered: Stage) -> None:
    writes(answered)
    before = answers(answered)

    answered.receives(a_press(Deed.ONLY_SEND, 1, ADVISER), a_message(QUESTION))

    assert answers(answered) == before + 1
    assert status(answered).taken_over is False


def test_until_somebody_decides_the_assistant_is_silent_over_a_holders_head(
    answered: Stage,
) -> None:
    writes(answered)
    before = answers(answered)

    answered.receives(a_message(QUESTION))

    assert answers(answered) == before


def test_card_and_status_say_who_answers(answered: Stage) -> None:
    writes(answered)

    answered.receives(a_press(Deed.TAKE_OVER, 1, ADVISER))

    (card,) = [one for one in answered.in_queue() if isinstance(one, CaseCard)]
    assert (card.taken_over, card.answered) == (True, True)
    assert (status(answered).taken_over, status(answered).holder) == (True, "Ash Sample")


def test_distress_is_replied_to_after_taking_over(answered: Stage) -> None:
    answered.receives(a_press(Deed.TAKE_OVER, 1, ADVISER), a_message(DISTRESS))

    assert CrisisReply(1, holder="Ash Sample") in answered.said_to(MEMBER)


@pytest.mark.parametrize("deed", [Deed.ANSWER_FOR_WALES, Deed.MORE_PASSAGES])
def test_buttons_of_earlier_answers_say_that_an_adviser_answers_now(
    answered: Stage, deed: Deed
) -> None:
    answered.receives(a_press(Deed.TAKE_OVER, 1, ADVISER))
    before = answers(answered)

    answered.receives(a_press(deed, 1, MEMBER))

    assert answers(answered) == before
    assert answered.said_to(MEMBER)[-1] == Guidepost("taken_over")


def test_assistant_answers_again_once_the_case_is_closed(answered: Stage) -> None:
    answered.receives(a_press(Deed.TAKE_OVER, 1, ADVISER))
    answered.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))
    before = answers(answered)

    answered.receives(a_message(QUESTION))

    assert answers(answered) == before + 1


@pytest.mark.parametrize("deed", [Deed.TAKE_OVER, Deed.ONLY_SEND])
def test_only_the_holder_decides(answered: Stage, deed: Deed) -> None:
    answered.receives(a_press(deed, 1, COLLEAGUE), a_press(deed, 1, MEMBER))

    assert answered.case().taken_over is None
    assert answered.said_to(COLLEAGUE)[-1] == AdviserTold(1, "held", holder="Ash Sample")
    assert answered.said_to(MEMBER)[-1] == Guidepost("staff_only")


def test_case_that_nobody_has_cannot_be_taken_over(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_press(Deed.TAKE_OVER, 1, ADVISER))

    assert stage.said_to(ADVISER)[-1] == AdviserTold(1, "not_held")
