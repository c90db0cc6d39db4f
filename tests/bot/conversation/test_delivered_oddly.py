"""Gestures that Slack delivers twice, late, in the wrong order, or under another name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.helpline.case import CaseState
from bot.inbound import Place, written_key
from bot.outbound import CaseCard, CaseStatus, MemberWrote
from tests.bot.factories import (
    DIRECT,
    DOUBTFUL,
    LIVE,
    QUESTION,
    a_deletion,
    a_message,
)
from tests.bot.stage import Stage


def test_concern_delivered_twenty_times_is_one_case_one_card_and_one_receipt(stage: Stage) -> None:
    concern = a_message(LIVE)

    for _ in range(20):
        stage.receives(concern)
        stage.clock.go_on(minutes=6)  # as after a restart
        stage.sends()

    assert [type(one) for one in stage.in_queue()].count(CaseCard) == 1
    assert [type(one) for one in stage.said_to()].count(CaseStatus) == 1
    assert (stage.n("cases"), stage.n("inbox")) == (1, 1)


def test_same_words_under_another_ts_are_the_same_case(stage: Stage) -> None:
    """Slack has been seen to deliver one gesture with a new ts, 21 seconds later."""
    first = a_message(LIVE)
    second = a_message(LIVE)

    stage.receives(first)
    stage.clock.go_on(seconds=21)
    stage.receives(second)
    stage.sends()

    assert stage.n("cases") == 1
    assert [one.text for one in stage.in_thread() if isinstance(one, MemberWrote)] == [LIVE]


@pytest.mark.parametrize("words", [QUESTION, DOUBTFUL])
def test_question_whose_deletion_came_first_is_neither_answered_nor_kept(
    stage: Stage, words: str
) -> None:
    question = a_message(words)

    stage.receives(a_deletion(question), question)
    stage.worker.answer_waiting()
    stage.waits(4)

    assert (stage.n("exchanges"), stage.n("cases"), stage.n("outbox")) == (0, 0, 0)
    assert [row.body for row in stage.rows("inbox")] == [b"", b""]


def test_concern_whose_deletion_came_first_is_a_case_all_the_same(stage: Stage) -> None:
    """Nobody goes unheard because two events changed places."""
    concern = a_message(LIVE)

    stage.receives(a_deletion(concern), concern)

    assert stage.case().state is CaseState.OPEN


def test_deletion_of_another_message_hides_no_question(stage: Stage) -> None:
    question = a_message(QUESTION)
    elsewhere = replace(question, place=Place("D0OTHER", private=True))

    stage.receives(a_deletion(elsewhere), question)

    assert stage.n("exchanges") == 1
    assert question.key == written_key(DIRECT.channel, question.ts)
