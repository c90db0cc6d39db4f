"""What a member writes besides concerns: questions, follow-ups, files, emoji, nothing, too much."""

from __future__ import annotations

import pytest

from bot.inbound import Deed, Place
from bot.outbound import CaseStatus, Guidepost, HappeningNowAsked, MemberWrote
from tests.bot.factories import (
    ADVISER,
    ADVISERS,
    DOUBTFUL,
    GENERAL,
    QUESTION,
    a_file,
    a_mention,
    a_message,
    a_press,
    a_shortcut,
)
from tests.bot.stage import Stage


def questions(stage: Stage) -> list[str]:
    return [row.question for row in stage.rows("exchanges")]


def test_question_in_a_direct_message_is_answered_there(stage: Stage) -> None:
    stage.receives(a_message(QUESTION))

    (row,) = stage.rows("exchanges")
    assert (row.channel, row.thread, row.private) == ("D0MEMBER1", None, True)


def test_mention_in_a_channel_is_answered_in_the_thread_under_it(stage: Stage) -> None:
    mention = a_mention(QUESTION)

    stage.receives(mention)

    (row,) = stage.rows("exchanges")
    assert (row.channel, row.thread, row.private) == (GENERAL.channel, mention.ts, False)


def test_mention_in_a_thread_is_answered_in_that_thread(stage: Stage) -> None:
    stage.receives(a_mention(QUESTION, place=Place(GENERAL.channel, "1.1")))

    assert [row.thread for row in stage.rows("exchanges")] == ["1.1"]


def test_doubt_about_a_mention_in_a_channel_is_asked_in_private(stage: Stage) -> None:
    stage.receives(a_mention(DOUBTFUL))

    assert HappeningNowAsked(1) in stage.said_to()


@pytest.mark.parametrize(
    ("text", "files", "topic"),
    [
        pytest.param("", (), "no_words", id="empty"),
        pytest.param("  \n ", (), "no_words", id="blank"),
        pytest.param("🙂", (), "no_words", id="only an emoji"),
        pytest.param(":slightly_smiling_face: :wave:", (), "no_words", id="emoji as Slack writes"),
        pytest.param("…?!", (), "no_words", id="only marks"),
        pytest.param("", ("letter.pdf",), "only_file", id="only a file"),
        pytest.param(":page_facing_up:", ("letter.pdf",), "only_file", id="a file and an emoji"),
    ],
)
def test_message_without_words_is_answered_in_words(
    stage: Stage, text: str, files: tuple[str, ...], topic: str
) -> None:
    stage.receives(a_message(text, files=files))
    stage.sends()

    assert [message.topic for message in stage.said_to()] == [topic]  # type: ignore[union-attr]


def test_file_on_an_open_case_is_told_to_the_advisers(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_message("", files=("letter.pdf",)))

    relayed = [one for one in stage.in_thread() if isinstance(one, MemberWrote)]
    assert relayed == [
        MemberWrote(1, "", mention=tuple(ADVISERS), attached=(a_file("letter.pdf"),))
    ]


def test_shortcut_on_words_is_answered_in_private(stage: Stage) -> None:
    stage.receives(a_shortcut(QUESTION))

    (row,) = stage.rows("exchanges")
    assert (row.question, row.channel, row.private) == (QUESTION, None, True)


def test_shortcut_on_a_message_without_words_is_answered_in_words(stage: Stage) -> None:
    stage.receives(a_shortcut(""))

    assert stage.said_to() == [Guidepost("no_words")]


def test_question_on_an_unclaimed_case_is_answered_beside_it(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_message(QUESTION))

    assert [(row.question, row.case_id) for row in stage.rows("exchanges")][-1] == (QUESTION, 1)


def test_machine_is_silent_once_a_person_has_the_case(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    n = len(stage.said_to())

    stage.receives(a_message(QUESTION))
    stage.worker.answer_waiting()

    assert len(stage.said_to()) == n


def test_question_in_a_channel_stays_a_question_while_a_case_is_open(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_mention(QUESTION))

    assert stage.case().added == 0
    assert questions(stage)[-1] == QUESTION


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * 40_000, id="40,000 characters in one word"),
        pytest.param("what? " * 6_666, id="40,000 characters"),
        pytest.param("<!channel> <@U0ADVISER1> *hello* `code`", id="markup"),
        pytest.param("a\ufffdb\ufffd", id="replaced surrogates and NUL"),
        pytest.param("\u202eright to left", id="direction override"),
        pytest.param("'; DROP TABLE cases; --", id="SQL"),
    ],
)
def test_odd_words_are_kept_as_they_are_and_everything_can_be_shown(
    stage: Stage, text: str
) -> None:
    stage.receives(a_message(text))
    stage.receives(a_press(Deed.TALK_TO_A_PERSON, 1))
    stage.sends()

    assert questions(stage)[0] == text
    assert text in stage.case().concern.words
    assert CaseStatus in map(type, stage.said_to())
