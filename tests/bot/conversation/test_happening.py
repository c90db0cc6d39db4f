"""What becomes of *Is this happening now?*: the question never says what is not so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.helpline.case import CaseState
from bot.inbound import Deed, Form, Inbound
from bot.outbound import CaseLogged, Guidepost, HappeningNowAsked, MemberWrote
from bot.triage.assessment import NOTHING_FOUND, Action, Category, Urgency
from tests.bot.factories import (
    ADVISER,
    DOUBTFUL,
    LIVE,
    QUESTION,
    a_deletion,
    a_form,
    a_message,
    a_press,
    an_edit,
)
from tests.bot.stage import Stage

CERTAIN = replace(
    NOTHING_FOUND,
    action=Action.ESCALATE,
    urgency=Urgency.IMMEDIATE,
    live=True,
    category=Category.CONDUCT,
)
UPSET = replace(CERTAIN, distress=True)


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """A stage on which a member reads the question, and the classifier knows no better."""
    stage.receives(a_message(DOUBTFUL))
    stage.clock.go_on(seconds=2)
    stage.sends()
    stage.worker.answer_waiting()
    stage.sends()
    return stage


def question(stage: Stage) -> HappeningNowAsked:
    (found,) = [one for one in stage.said_to() if isinstance(one, HappeningNowAsked)]
    return found


def silent(stage: Stage) -> Stage:
    """Let the time pass after which silence counts as yes."""
    stage.waits(4)
    stage.sends()
    return stage


def stands(stage: Stage) -> tuple[str | None, str]:
    """How the question was settled, and where it says that the case stands."""
    return question(stage).answered, question(stage).case


# --- no ---------------------------------------------------------------------------


def test_no_leaves_a_case_open_that_was_opened_for_something_else(asked: Stage) -> None:
    asked.receives(a_press(Deed.INSPECTOR_HERE, ""))
    silent(asked)

    asked.receives(a_press(Deed.NOT_NOW, 1))

    assert asked.case().state is CaseState.OPEN
    assert stands(asked) == ("no", "waiting")
    assert CaseLogged(1, "said_no") in asked.in_thread()


def test_no_leaves_a_case_open_that_somebody_has(asked: Stage) -> None:
    silent(asked)
    asked.receives(a_press(Deed.CLAIM, 1, ADVISER))

    asked.receives(a_press(Deed.NOT_NOW, 1))

    assert asked.case().state is CaseState.CLAIMED
    assert question(asked) == HappeningNowAsked(1, "no", case="held", holder="Ash Sample")


def test_no_leaves_a_case_open_that_holds_more(asked: Stage) -> None:
    silent(asked)
    asked.receives(a_message(LIVE))

    asked.receives(a_press(Deed.NOT_NOW, 1))

    assert asked.case().state is CaseState.OPEN
    assert stands(asked) == ("no", "waiting")


def test_no_leaves_a_case_open_that_an_adviser_reopened(asked: Stage) -> None:
    silent(asked)
    asked.receives(a_press(Deed.CLAIM, 1, ADVISER), a_form(Form.RESOLVE, 1, ADVISER, outcome="x"))
    asked.receives(a_press(Deed.REOPEN, 1, ADVISER))

    asked.receives(a_press(Deed.NOT_NOW, 1))

    assert asked.case().state is CaseState.OPEN


def test_no_leaves_a_case_of_distress_open(stage: Stage) -> None:
    stage.guidance.judges[DOUBTFUL] = UPSET
    stage.receives(a_message(DOUBTFUL))
    stage.clock.go_on(seconds=2)
    stage.sends()
    stage.worker.answer_waiting()

    stage.receives(a_press(Deed.NOT_NOW, 1))

    assert stage.case().state is CaseState.OPEN
    assert stands(stage) == ("no", "waiting")


def test_no_after_yes_leaves_it_at_yes(asked: Stage) -> None:
    asked.receives(a_press(Deed.HAPPENING_NOW, 1), a_press(Deed.NOT_NOW, 1))

    assert asked.case().state is CaseState.OPEN
    assert stands(asked) == ("yes", "waiting")


# --- yes --------------------------------------------------------------------------


def test_yes_after_no_brings_the_case_back(asked: Stage) -> None:
    silent(asked)
    asked.receives(a_press(Deed.NOT_NOW, 1))

    asked.receives(a_press(Deed.HAPPENING_NOW, 1))

    assert asked.case().state is CaseState.OPEN
    assert stands(asked) == ("yes", "waiting")


def test_yes_after_its_case_was_closed_brings_a_person_again(asked: Stage) -> None:
    asked.receives(a_press(Deed.TALK_TO_A_PERSON, 1), a_press(Deed.CLAIM, 1, ADVISER))
    asked.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))
    assert stands(asked) == (None, "closed")

    asked.receives(a_press(Deed.HAPPENING_NOW, 1))

    assert asked.case().state is CaseState.OPEN
    assert asked.case().concern.urgency == "immediate"
    assert stands(asked) == ("yes", "waiting")


def test_yes_in_a_case_of_today_makes_it_immediate_and_repeats_no_words(stage: Stage) -> None:
    stage.guidance.judges[QUESTION] = replace(CERTAIN, action=Action.ASK)
    stage.receives(a_message(QUESTION))
    stage.worker.answer_waiting()
    stage.receives(a_press(Deed.TALK_TO_A_PERSON, 1))
    assert stage.case().concern.urgency == "today"
    assert stands(stage) == (None, "waiting")

    stage.receives(a_press(Deed.HAPPENING_NOW, 1))

    assert (stage.case().concern.urgency, stage.case().concern.live) == ("immediate", True)
    assert stage.case().added == 0
    assert CaseLogged(1, "said_yes") in stage.in_thread()


def test_yes_about_words_that_were_deleted_still_brings_a_person(stage: Stage) -> None:
    message = a_message(DOUBTFUL)
    stage.receives(message)
    stage.clock.go_on(seconds=2)
    stage.sends()
    stage.receives(a_deletion(message))
    assert stands(stage) == ("withdrawn", "none")

    stage.receives(a_press(Deed.HAPPENING_NOW, 1))

    assert stage.case().state is CaseState.OPEN
    assert stage.case().concern.words != ""
    assert stands(stage) == ("yes", "waiting")


# --- silence, and what needs no answer --------------------------------------------------


def test_silence_after_talk_to_a_person_raises_that_case(asked: Stage) -> None:
    asked.receives(a_press(Deed.TALK_TO_A_PERSON, 1))

    silent(asked)

    assert asked.case().concern.urgency == "immediate"
    assert asked.case().added == 0
    assert stands(asked) == ("silence", "waiting")


def test_silence_about_a_case_that_an_adviser_closed_opens_nothing(asked: Stage) -> None:
    asked.receives(a_press(Deed.TALK_TO_A_PERSON, 1), a_press(Deed.CLAIM, 1, ADVISER))
    asked.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))

    silent(asked)

    assert asked.case().state is CaseState.RESOLVED
    assert stands(asked) == ("passed_on", "closed")


def test_question_that_was_read_is_settled_when_the_classifier_is_certain(stage: Stage) -> None:
    stage.guidance.judges[DOUBTFUL] = CERTAIN
    stage.receives(a_message(DOUBTFUL))
    stage.clock.go_on(seconds=2)
    stage.sends()

    stage.worker.answer_waiting()
    assert stands(stage) == ("passed_on", "for_this")
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    silent(stage)
    stage.receives(a_press(Deed.NOT_NOW, 1))

    assert (stage.case().state, stage.case().added) == (CaseState.CLAIMED, 0)
    assert question(stage) == HappeningNowAsked(1, "no", case="held", holder="Ash Sample")


def test_late_judgement_does_not_begin_the_silence_anew(stage: Stage) -> None:
    stage.guidance.judges[DOUBTFUL] = replace(CERTAIN, action=Action.ASK)
    stage.receives(a_message(DOUBTFUL))
    stage.clock.go_on(minutes=2)
    stage.sends()
    stage.worker.answer_waiting()

    stage.clock.go_on(minutes=1)
    stage.worker.sweep()

    assert stage.n("cases") == 1


@pytest.mark.parametrize(
    ("happens", "case"),
    [
        (a_press(Deed.CLAIM, 1, ADVISER), "held"),
        (a_press(Deed.SORTED, 1), "closed"),
        (a_message("they have just left"), "waiting"),
    ],
    ids=["claimed", "closed", "more words"],
)
def test_question_follows_its_case(asked: Stage, happens: Inbound, case: str) -> None:
    silent(asked)

    asked.receives(happens)

    assert stands(asked) == ("silence", case)


# --- words of a case that a doubt opened -------------------------------------------------


@pytest.mark.parametrize("answer", ["yes", "silence"])
def test_words_of_a_doubt_that_became_a_case_are_deleted_as_words_of_a_case(
    stage: Stage, answer: str
) -> None:
    message = a_message(DOUBTFUL)
    stage.receives(message)
    stage.clock.go_on(seconds=2)
    stage.sends()
    if answer == "yes":
        stage.receives(a_press(Deed.HAPPENING_NOW, 1))
    else:
        silent(stage)

    stage.receives(a_deletion(message))

    assert Guidepost("deleted") in stage.said_to()
    assert MemberWrote(1, "", change="deleted") in stage.in_thread()


def test_words_of_a_doubt_that_became_a_case_are_edited_as_words_of_a_case(stage: Stage) -> None:
    message = a_message(DOUBTFUL)
    stage.receives(message)
    stage.receives(a_press(Deed.HAPPENING_NOW, 1))

    stage.receives(an_edit(message, "he has left the room now"))

    assert MemberWrote(1, "he has left the room now", change="edited") in stage.in_thread()
