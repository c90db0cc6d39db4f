"""The measures give what a hand computation gives."""

from __future__ import annotations

import pytest

from indexer.metrics import auroc, ndcg_at, recall_at, reciprocal_rank_at


@pytest.mark.parametrize(
    ("ranked", "grades", "expected"),
    [
        pytest.param(["a", "b"], {"a": 1}, 1.0, id="first"),
        # 1/log2(3) = 0.63093 over 1/log2(2) = 1
        pytest.param(["x", "a"], {"a": 1}, 0.63093, id="second"),
        # DCG 2/log2(3) + 1/log2(4) = 1.26186 + 0.5; ideal 2 + 1/log2(3) = 2.63093
        pytest.param(["x", "a", "b"], {"a": 2, "b": 1}, 0.66967, id="graded"),
        # 1/log2(2) = 1 over 1 + 0.63093: what is not found counts in the ideal
        pytest.param(["a"], {"a": 1, "b": 1}, 0.61315, id="one of two"),
        pytest.param(["a", "x"], {"a": 1, "x": 0}, 1.0, id="grade 0 is not relevant"),
        pytest.param(["x", "y", "z", "a"], {"a": 1}, 0.0, id="below the cut-off"),
    ],
)
def test_ndcg_at_3_is_as_computed_by_hand(
    ranked: list[str], grades: dict[str, int], expected: float
) -> None:
    assert ndcg_at(3, ranked, grades) == pytest.approx(expected, abs=5e-6)


def test_ndcg_is_whole_when_more_is_relevant_than_fits() -> None:
    grades = {"a": 1, "b": 1, "c": 1}

    assert ndcg_at(2, ["c", "a"], grades) == 1.0


@pytest.mark.parametrize(
    ("k", "expected"),
    [
        pytest.param(1, 0.0, id="none of two"),
        pytest.param(2, 0.5, id="one of two"),
        pytest.param(9, 1.0, id="both"),
    ],
)
def test_recall_counts_the_relevant_among_the_first(k: int, expected: float) -> None:
    ranked = ["x", "a", "y", "b"]

    assert recall_at(k, ranked, {"a": 1, "b": 2, "z": 0}) == expected


def test_reciprocal_rank_is_that_of_the_first_relevant() -> None:
    assert reciprocal_rank_at(10, ["x", "y", "b", "a"], {"a": 2, "b": 1}) == pytest.approx(1 / 3)


def test_reciprocal_rank_is_0_when_none_is_found() -> None:
    assert reciprocal_rank_at(1, ["x", "a"], {"a": 1}) == 0.0


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [
        pytest.param([0.9, 0.8], [0.2, 0.1], 1.0, id="told apart"),
        pytest.param([0.1], [0.2, 0.3], 0.0, id="upside down"),
        pytest.param([0.5, 0.5], [0.5], 0.5, id="all equal"),
        # Pairs won: 0.9 both, 0.4 one and a half of two: 3.5 of 4.
        pytest.param([0.9, 0.4], [0.4, 0.1], 0.875, id="a tie counts half"),
        # 0.3 beats 0.2 only, 0.7 beats both: 3 of 4.
        pytest.param([0.3, 0.7], [0.2, 0.5], 0.75, id="one pair wrong"),
    ],
)
def test_auroc_is_the_share_of_pairs_in_the_right_order(
    positive: list[float], negative: list[float], expected: float
) -> None:
    assert auroc(positive, negative) == pytest.approx(expected)
