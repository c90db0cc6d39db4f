"""Words are split the same way in passages, where all are counted, and in questions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.lexical import _words, _words_of_each


@given(st.text(max_size=80))
def test_questions_are_split_as_passages_are(text: str) -> None:
    assert _words(text) == _words_of_each([text])[0]


def test_words_are_stemmed_and_the_commonest_left_out() -> None:
    words = _words("The Inspectors are inspecting a school's notices")

    assert words == ["inspector", "inspect", "school", "notic"]
