"""Words are split the same way in passages, where all are counted, and in questions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.lexical import Lexical, _words_of_each, words


@given(st.text(max_size=80))
def test_questions_are_split_as_passages_are(text: str) -> None:
    assert words(text) == _words_of_each([text])[0]


def test_words_are_stemmed_and_the_commonest_left_out() -> None:
    found = words("The Inspectors are inspecting a school's notices")

    assert found == ["inspector", "inspect", "school", "notic"]


def test_coverage_is_the_share_of_a_question_that_stands_in_a_passage() -> None:
    lexical = Lexical.build(["inspectors leave by six", "governors meet inspectors"])

    assert lexical.coverage("the inspectors leave by six", 0) == 1.0
    # inspector, in both of two: log(3 / 2.5); a word that none knows: log(3 / 0.5)
    expected = math.log(3 / 2.5) / (math.log(3 / 2.5) + math.log(3 / 0.5))
    assert lexical.coverage("inspectors zzz", 1) == pytest.approx(expected)
    assert lexical.coverage("the of", 0) == 0.0


@given(
    texts=st.lists(st.sampled_from(["notice call", "call", "notice", "governors", "call notice"])),
    allowed=st.lists(st.booleans(), min_size=9, max_size=9),
    k=st.integers(0, 5),
)
def test_search_finds_the_best_that_are_allowed_and_share_a_word(
    texts: list[str], allowed: list[bool], k: int
) -> None:
    lexical, mask = Lexical.build(["notice", *texts[:8]]), np.array(allowed[: 1 + len(texts[:8])])
    everywhere = np.ones_like(mask)

    every = lexical.search("notice of a call", 9, everywhere)
    found = lexical.search("notice of a call", k, mask)

    assert all(score > 0 for _, score in every)
    assert every == sorted(every, key=lambda pair: (-pair[1], pair[0]))
    assert found == [pair for pair in every if mask[pair[0]]][:k]
