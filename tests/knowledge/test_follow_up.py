"""What is searched for when a question leans on what was said before."""

from __future__ import annotations

import pytest

from knowledge.follow_up import LONGEST, search_text
from knowledge.question import Question, Turn
from tests.knowledge.records import TODAY

EARLIER = (
    Turn("user", "How long may inspectors stay?"),
    Turn("assistant", "Until six."),
)


@pytest.mark.parametrize(
    "text", ["and on Fridays?", "What about a two-day visit to a large school with a nursery?"]
)
def test_leaning_question_is_joined_to_the_turn_before_it(text: str) -> None:
    question = Question(text, as_of=TODAY, context=EARLIER)

    assert search_text(question) == f"How long may inspectors stay? {text}"


def test_question_that_stands_alone_is_searched_alone() -> None:
    text = "Who receives the draft report when a school has no governors?"

    assert search_text(Question(text, as_of=TODAY, context=EARLIER)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\ud800b", "a?b", id="lone surrogate"),
        pytest.param("a\x00b", "a b", id="NUL"),
        pytest.param("a" * 40_000, "a" * LONGEST, id="40,000 characters"),
    ],
)
def test_text_that_no_encoder_reads_is_made_readable(text: str, expected: str) -> None:
    assert search_text(Question(text, as_of=TODAY)) == expected
