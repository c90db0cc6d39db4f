"""Words of a case are judged by the classifier, too, whoever has it and however they came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.inbound import Deed, Form
from bot.outbound import AdviserTold, AnswerGiven, CaseCard, CrisisReply, HappeningNowAsked
from bot.triage.assessment import NOTHING_FOUND, Action, Category, Urgency
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    DISTRESS,
    LIVE,
    QUESTION,
    a_command,
    a_form,
    a_mention,
    a_message,
    a_press,
    a_shortcut,
    an_edit,
)
from tests.bot.guidance import an_answer
from tests.bot.stage import Stage

QUIET = "the tall one looks at his watch while mine are talking"
URGENT = replace(
    NOTHING_FOUND,
    action=Action.ESCALATE,
    urgency=Urgency.IMMEDIATE,
    live=True,
    category=Category.CONDUCT,
)
UPSET = replace(URGENT, distress=True, category=Category.WELLBEING)


@pytest.fixture
def held(stage: Stage) -> Stage:
    """A stage where an adviser has the member's case; only the classifier hears distress."""
    stage.guidance.says = an_answer()
    stage.guidance.judges = {QUIET: UPSET, f"What is happening: {QUIET}": UPSET}
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    stage.worker.answer_waiting()
    return stage


def replies(stage: Stage) -> list[CrisisReply]:
    return [one for one in stage.said_to() if isinstance(one, CrisisReply)]


WRITES: dict[str, Callable[[Stage], None]] = {
    "a message": lambda stage: stage.receives(a_message(QUIET)) and None,
    "the shortcut": lambda stage: stage.receives(a_shortcut(QUIET)) and None,
    "an ask command": lambda stage: stage.receives(a_command("ask", QUIET)) and None,
    "an urgent command": lambda stage: stage.receives(a_command("urgent", QUIET)) and None,
    "a form": lambda stage: stage.receives(a_form(Form.DETAIL, 1, text=QUIET)) and None,
    "a mention": lambda stage: stage.receives(a_mention(QUIET)) and None,
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_distress_is_heard_in_a_claimed_case_however_it_is_written(
    held: Stage, write: Callable[[Stage], None]
) -> None:
    write(held)

    held.worker.answer_waiting()

    assert len(replies(held)) == 1
    assert held.case().concern.distress is True
    assert next(m for m in held.in_queue() if isinstance(m, CaseCard)).distress is True


def test_who_has_the_case_is_told_of_distress_and_the_member_that_they_are(held: Stage) -> None:
    held.receives(a_message(QUIET))

    held.worker.answer_waiting()

    assert replies(held) == [CrisisReply(1, holder="Ash Sample")]
    assert AdviserTold(1, "distress") in held.said_to(ADVISER)
    assert AdviserTold(1, "distress") not in held.said_to(COLLEAGUE)


def test_distress_that_the_rules_hear_is_told_to_who_has_the_case_each_time(held: Stage) -> None:
    held.receives(a_message(DISTRESS), a_message(DISTRESS))

    assert replies(held) == [CrisisReply(1, holder="Ash Sample")] * 2
    assert held.said_to(ADVISER).count(AdviserTold(1, "distress")) == 2


def test_distress_in_a_case_that_was_reopened_names_no_former_holder(held: Stage) -> None:
    held.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"), a_message(DISTRESS))

    assert replies(held) == [CrisisReply(1)]


def test_distress_is_heard_in_an_edit_of_words_of_a_case(stage: Stage) -> None:
    stage.guidance.judges[QUIET] = UPSET
    message = a_message(LIVE)
    stage.receives(message, an_edit(message, QUIET))

    stage.worker.answer_waiting()

    assert len(replies(stage)) == 1


def test_distress_is_heard_in_the_words_that_open_a_case(stage: Stage) -> None:
    stage.guidance.judges[LIVE] = UPSET
    stage.receives(a_message(LIVE))

    stage.worker.answer_waiting()

    assert len(replies(stage)) == 1
    assert stage.case().concern.distress is True


def test_distress_is_heard_in_the_words_that_reopen_a_case(held: Stage) -> None:
    again = f"case 1: {QUIET}"
    held.guidance.judges[again] = UPSET
    held.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"), a_message(again))

    held.worker.answer_waiting()

    assert held.case().round == 2
    assert len(replies(held)) == 1


def test_distress_is_heard_in_the_last_of_many_lines(held: Stage) -> None:
    held.receives(*(a_message(f"line {n}") for n in range(60)), a_message(QUIET))

    held.worker.answer_waiting()
    held.worker.answer_waiting()

    assert len(replies(held)) == 1
    assert held.n("second_looks") == 0


def test_distress_heard_by_rules_and_classifier_is_replied_to_once(held: Stage) -> None:
    words = "I cannot go on, I want to end my life"
    held.guidance.judges[words] = UPSET
    held.receives(a_message(words))

    held.worker.answer_waiting()
    held.worker.answer_waiting()

    assert len(replies(held)) == 1


def test_words_of_a_claimed_case_are_judged_and_neither_answered_nor_asked_about(
    held: Stage,
) -> None:
    held.guidance.judges[QUESTION] = replace(URGENT, action=Action.ASK)
    answers = sum(isinstance(one, AnswerGiven) for one in held.said_to())

    held.receives(a_message(QUESTION))
    held.worker.answer_waiting()

    assert sum(isinstance(one, AnswerGiven) for one in held.said_to()) == answers
    assert HappeningNowAsked not in map(type, held.said_to())


def test_urgency_that_only_the_classifier_sees_raises_the_case(stage: Stage) -> None:
    stage.guidance.judges[QUIET] = URGENT
    stage.receives(a_press(Deed.TALK_TO_A_PERSON, ""), a_message(QUIET))

    stage.worker.answer_waiting()

    assert (stage.case().concern.urgency, stage.case().concern.live) == ("immediate", True)


def test_case_that_its_member_closed_before_the_look_stays_closed(stage: Stage) -> None:
    stage.guidance.judges[LIVE] = URGENT
    stage.receives(a_message(LIVE), a_press(Deed.SORTED, 1))

    stage.worker.answer_waiting()

    assert not stage.case().is_open


def test_case_closed_before_its_distress_was_heard_opens_again(stage: Stage) -> None:
    stage.guidance.judges[LIVE] = UPSET
    stage.receives(a_message(LIVE), a_press(Deed.SORTED, 1))

    stage.worker.answer_waiting()

    assert stage.case().is_open
    assert len(replies(stage)) == 1


def test_edit_of_words_of_a_closed_case_brings_it_back_if_the_classifier_is_certain(
    stage: Stage,
) -> None:
    stage.guidance.judges[QUIET] = URGENT
    message = a_message(LIVE)
    stage.receives(message, a_press(Deed.SORTED, 1))
    stage.clock.go_on(minutes=1)

    stage.receives(an_edit(message, QUIET))
    stage.worker.answer_waiting()

    assert stage.case().is_open
    assert stage.history()[-1].text == QUIET


def test_line_that_cannot_be_judged_is_tried_again_and_then_left_to_the_rules(
    held: Stage,
) -> None:
    held.guidance.judges[QUESTION] = RuntimeError()
    held.receives(a_message(QUESTION), a_message(QUIET))

    held.worker.answer_waiting()
    assert (len(replies(held)), held.n("second_looks")) == (1, 1)
    for _ in range(3):
        held.clock.go_on(minutes=1)
        held.worker.answer_waiting()

    assert held.n("second_looks") == 0
