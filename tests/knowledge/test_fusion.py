"""One ranking from two kinds of scores."""

from __future__ import annotations

import doctest

import pytest

from knowledge import fusion
from knowledge.fusion import fuse


def test_scores_are_scaled_before_they_are_averaged() -> None:
    dense, sentence = [(1, 0.9), (2, 0.6), (3, 0.3)], [(1, 0.1), (2, 0.2)]
    lexical = [(2, 12.0), (3, 4.0)]

    fused = dict(fuse(dense, sentence, lexical))

    # dense scaled 1, 1/2, 0; sentence scaled 0 and 1; lexical scaled 1 and 0
    assert fused == pytest.approx({1: 0.37, 2: 0.37 / 2 + 0.40 + 0.23, 3: 0.0})


def test_equal_scores_keep_the_order_of_places() -> None:
    assert [place for place, _ in fuse([(5, 0.5), (4, 0.5)], [], [])] == [4, 5]


def test_nothing_found_gives_nothing() -> None:
    assert fuse([], [], []) == []


def test_formula_in_the_docstring_is_true() -> None:
    assert doctest.testmod(fusion).failed == 0
