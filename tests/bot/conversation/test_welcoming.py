"""The welcome stands before a first answer, and never beside a concern."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import case_words
from bot.inbound import Deed
from bot.outbound import AnswerGiven, CaseStatus, Guidepost, HappeningNowAsked
from bot.triage.assessment import NOTHING_FOUND, Action, Urgency
from tests.bot.factories import (
    DISTRESS,
    DOUBTFUL,
    LIVE,
    QUESTION,
    a_home_opening,
    a_mention,
    a_message,
    a_press,
)
from tests.bot.guidance import an_answer
from tests.bot.stage import Stage

WELCOME = Guidepost("welcome")
QUIET = "he keeps sighing at his watch when my staff answer. in with him again in 20 mins"
CERTAIN = replace(NOTHING_FOUND, action=Action.ESCALATE, urgency=Urgency.IMMEDIATE, live=True)


@pytest.fixture
def helpline(stage: Stage) -> Stage:
    """A stage with guidance that answers, and a classifier that sees what the rules do not."""
    stage.guidance.says = an_answer()
    stage.guidance.judges = {QUIET: CERTAIN}
    return stage


def hears(stage: Stage, *texts: str) -> list[type]:
    for text in texts:
        stage.receives(a_message(text))
        stage.worker.answer_waiting()
    stage.sends()
    return [type(message) for message in stage.said_to()]


def test_first_answer_follows_what_this_is_and_who_reads_it_said_once(helpline: Stage) -> None:
    assert hears(helpline, QUESTION, QUESTION) == [Guidepost, AnswerGiven, AnswerGiven]
    assert helpline.said_to()[0] == WELCOME


@pytest.mark.parametrize("words", [LIVE, DISTRESS, QUIET])
def test_no_welcome_stands_beside_a_concern_or_comes_after_it(helpline: Stage, words: str) -> None:
    hears(helpline, words, "the deputy is with me")

    assert WELCOME not in helpline.said_to()


def test_no_welcome_stands_beside_the_question_whether_it_is_now(helpline: Stage) -> None:
    assert HappeningNowAsked in hears(helpline, DOUBTFUL)
    assert WELCOME not in helpline.said_to()


def test_welcome_comes_once_the_concern_is_closed(helpline: Stage) -> None:
    hears(helpline, LIVE)
    helpline.receives(a_press(Deed.NOT_NEEDED, 1))
    assert helpline.case().outcome == case_words.NOT_NEEDED

    hears(helpline, QUESTION)

    assert WELCOME in helpline.said_to()


def test_welcome_that_is_not_sent_yet_gives_way_to_a_concern(helpline: Stage) -> None:
    helpline.receives(a_message(QUESTION))
    helpline.worker.answer_waiting()

    helpline.receives(a_message(LIVE))

    said = helpline.said_to()
    assert WELCOME not in said
    assert CaseStatus in map(type, said)


def test_nobody_is_welcomed_in_a_channel(helpline: Stage) -> None:
    helpline.receives(a_mention(QUESTION))
    helpline.worker.answer_waiting()

    assert WELCOME not in [message for _, message in helpline.said()]


def test_member_who_read_the_home_tab_is_not_welcomed_again(helpline: Stage) -> None:
    helpline.receives(a_home_opening())

    hears(helpline, QUESTION)

    assert WELCOME not in helpline.said_to()
