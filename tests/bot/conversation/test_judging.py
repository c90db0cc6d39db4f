"""Claims about the second stage of triage: judged before it is answered, and silence is yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.happening import HELD_FOR
from bot.conversation.policy import SILENCE_COUNTS_AFTER
from bot.inbound import Deed, Place
from bot.outbound import AnswerGiven, CaseCard, CaseStatus, CrisisReply, HappeningNowAsked
from bot.triage.assessment import NOTHING_FOUND, Action, Category, Urgency
from tests.bot.factories import (
    DOUBTFUL,
    GENERAL,
    QUESTION,
    a_deletion,
    a_mention,
    a_message,
    a_press,
    an_edit,
)
from tests.bot.guidance import an_answer
from tests.bot.stage import Stage

QUIET = "he keeps sighing at his watch when my staff answer. in with him again in 20 mins"
CERTAIN = replace(
    NOTHING_FOUND,
    action=Action.ESCALATE,
    urgency=Urgency.IMMEDIATE,
    live=True,
    category=Category.CONDUCT,
)
UNSURE = replace(CERTAIN, action=Action.ASK)
UPSET = replace(CERTAIN, distress=True, category=Category.WELLBEING)


@pytest.fixture
def judged(stage: Stage) -> Stage:
    """A stage with guidance that answers, and a classifier that sees what the rules do not."""
    stage.guidance.says = an_answer()
    stage.guidance.judges = {QUIET: CERTAIN, DOUBTFUL: UNSURE}
    return stage


def kinds(stage: Stage) -> list[type]:
    return [type(message) for message in stage.said_to()]


def test_concern_that_the_rules_miss_becomes_a_case_before_it_is_answered(judged: Stage) -> None:
    judged.receives(a_message(QUIET))
    assert judged.n("cases") == 0

    judged.worker.answer_waiting()

    assert judged.case().concern.words == QUIET
    assert judged.case().concern.category == "conduct"
    assert kinds(judged)[-2:] == [CaseStatus, AnswerGiven]
    assert [type(message) for message in judged.in_queue()] == [CaseCard]


def test_concern_named_in_a_channel_moves_to_private(judged: Stage) -> None:
    judged.receives(a_mention(QUIET))

    judged.worker.answer_waiting()

    assert CaseStatus in kinds(judged)
    assert AnswerGiven not in [type(m) for m in judged.said_in(GENERAL)]


def test_distress_is_answered_first_and_alone(judged: Stage) -> None:
    judged.guidance.judges[QUIET] = UPSET
    judged.receives(a_message(QUIET))

    judged.worker.answer_waiting()
    judged.worker.answer_waiting()

    said = [kind for kind in kinds(judged) if kind in (CrisisReply, CaseStatus, AnswerGiven)]
    assert said.index(CrisisReply) < said.index(CaseStatus)
    assert AnswerGiven not in said


def test_distress_in_further_words_raises_the_case_nobody_has_yet(judged: Stage) -> None:
    judged.guidance.judges[QUIET] = UPSET
    judged.opens_a_case()
    judged.receives(a_message(QUIET))

    judged.worker.answer_waiting()

    assert CrisisReply(1) in judged.said_to()
    assert judged.case().concern.distress is True


def test_question_of_the_rules_waits_for_the_classifier_and_is_never_sent_if_it_knows_better(
    judged: Stage,
) -> None:
    judged.guidance.judges[DOUBTFUL] = CERTAIN
    judged.receives(a_message(DOUBTFUL))
    judged.sends()

    judged.worker.answer_waiting()
    judged.sends()

    assert HappeningNowAsked not in kinds(judged)
    assert judged.n("cases") == 1


def test_question_of_the_rules_is_sent_all_the_same_when_the_worker_is_stuck(
    judged: Stage,
) -> None:
    judged.receives(a_message(DOUBTFUL))

    judged.clock.go_on(seconds=HELD_FOR.total_seconds())
    judged.sends()

    assert HappeningNowAsked in [type(due.message) for due in judged.office.delivered]


def test_what_the_classifier_settles_is_not_asked(judged: Stage) -> None:
    judged.guidance.judges[DOUBTFUL] = NOTHING_FOUND
    judged.receives(a_message(DOUBTFUL))

    judged.worker.answer_waiting()
    judged.clock.go_on(minutes=10)
    judged.worker.sweep()

    assert HappeningNowAsked not in kinds(judged)
    assert judged.n("cases") == 0


def test_question_that_was_read_already_stands_whatever_the_classifier_says(judged: Stage) -> None:
    judged.guidance.judges[DOUBTFUL] = NOTHING_FOUND
    judged.receives(a_message(DOUBTFUL))
    judged.clock.go_on(seconds=2)
    judged.sends()

    judged.worker.answer_waiting()
    judged.clock.go_on(minutes=3)
    judged.worker.sweep()

    assert judged.n("cases") == 1


def test_doubt_is_asked_about_beside_the_answer(judged: Stage) -> None:
    judged.guidance.judges[QUESTION] = UNSURE
    judged.receives(a_message(QUESTION))

    judged.worker.answer_waiting()

    assert {HappeningNowAsked, AnswerGiven} <= set(kinds(judged))
    assert judged.n("cases") == 0


def test_silence_counts_as_yes_once(judged: Stage) -> None:
    judged.receives(a_message(DOUBTFUL))
    judged.worker.answer_waiting()

    judged.clock.at += SILENCE_COUNTS_AFTER - timedelta(seconds=1)
    judged.worker.sweep()
    assert judged.n("cases") == 0
    judged.clock.go_on(seconds=1)
    judged.worker.sweep()
    judged.worker.sweep()

    assert judged.n("cases") == 1
    assert judged.case().concern.urgency == "immediate"
    assert judged.case().concern.category == "conduct"
    assert HappeningNowAsked(1, "silence", case="for_this") in judged.said_to()


def test_no_after_silence_closes_the_case_as_not_needed(judged: Stage) -> None:
    judged.receives(a_message(DOUBTFUL))
    judged.worker.answer_waiting()
    judged.clock.go_on(minutes=3)
    judged.worker.sweep()

    judged.receives(a_press(Deed.NOT_NOW, 1))

    assert (judged.case().state, judged.case().outcome) == (
        "resolved",
        "not needed, says the member",
    )
    assert HappeningNowAsked(1, "no", case="closed") in judged.said_to()


def test_yes_after_silence_opens_no_second_case(judged: Stage) -> None:
    judged.receives(a_message(DOUBTFUL))
    judged.worker.answer_waiting()
    judged.clock.go_on(minutes=3)
    judged.worker.sweep()

    judged.receives(a_press(Deed.HAPPENING_NOW, 1), a_press(Deed.HAPPENING_NOW, 1))

    assert (judged.n("cases"), judged.case().added) == (1, 0)


@pytest.mark.parametrize("deed", [Deed.NOT_NOW, Deed.HAPPENING_NOW])
def test_silence_after_a_press_means_nothing(judged: Stage, deed: Deed) -> None:
    judged.receives(a_message(DOUBTFUL))
    judged.worker.answer_waiting()
    judged.receives(a_press(deed, 1))
    cases = judged.n("cases")

    judged.clock.go_on(minutes=10)
    judged.worker.sweep()

    assert judged.n("cases") == cases
    assert judged.n("cases") == 0 or judged.case().added == 0


@pytest.mark.parametrize("change", ["edited", "deleted"])
def test_question_about_words_that_are_gone_is_asked_no_longer(judged: Stage, change: str) -> None:
    message = a_message(DOUBTFUL)
    judged.receives(message)
    judged.worker.answer_waiting()
    judged.sends()
    judged.receives(an_edit(message, "hello") if change == "edited" else a_deletion(message))

    judged.worker.answer_waiting()
    judged.clock.go_on(minutes=10)
    judged.worker.sweep()

    assert judged.n("cases") == 0
    assert HappeningNowAsked(1, "withdrawn") in judged.said_to()


def test_classifier_that_fails_leaves_the_rules_and_their_question(judged: Stage) -> None:
    judged.guidance.judges[DOUBTFUL] = RuntimeError()
    judged.receives(a_message(DOUBTFUL))

    judged.worker.answer_waiting()
    judged.clock.go_on(minutes=3)
    judged.worker.sweep()

    assert AnswerGiven in kinds(judged)
    assert judged.n("cases") == 1


def test_questions_that_cannot_be_judged_hold_up_nobody_else(judged: Stage) -> None:
    for n in range(60):
        question = f"can inspectors see book {n}?"
        judged.guidance.judges[question] = RuntimeError()
        judged.receives(a_message(question, f"U0P{n}", Place(f"D0P{n}", private=True)))
    judged.receives(a_message(QUIET))

    judged.worker.answer_waiting()
    judged.worker.answer_waiting()

    assert judged.n("cases") == 1


def test_classifier_that_goes_on_failing_leaves_a_question_to_the_rules(judged: Stage) -> None:
    judged.guidance.judges[QUIET] = RuntimeError()
    judged.receives(a_message(QUIET))

    for _ in range(5):
        judged.worker.answer_waiting()
        judged.clock.go_on(minutes=1)

    (doubt,) = judged.rows("doubts")
    assert (doubt.attempts, doubt.judged_at is not None) == (3, True)


def test_classifier_that_fails_once_is_asked_again(judged: Stage) -> None:
    judged.guidance.judges[QUIET] = RuntimeError()
    judged.receives(a_message(QUIET))
    judged.worker.answer_waiting()

    judged.guidance.judges[QUIET] = CERTAIN
    judged.clock.go_on(seconds=1)
    judged.worker.answer_waiting()

    assert judged.case().concern.words == QUIET


def test_each_question_is_judged_once_however_often_the_worker_comes_by(judged: Stage) -> None:
    judged.receives(a_message(QUIET))

    judged.worker.answer_waiting()
    judged.worker.answer_waiting()

    assert (judged.n("cases"), judged.case().added) == (1, 0)
