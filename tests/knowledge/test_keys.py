"""Further keys of passages: any number each, in one matrix."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import IndexDamagedError
from knowledge.keys import Keys
from knowledge.rows import Rows

# Three passages: two keys, none, one.
VECTORS = np.array([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]], dtype=np.float32)
COUNTS = (2, 0, 1)
EAST = np.array([1.0, 0.0], dtype=np.float32)


def test_passages_come_in_the_order_of_their_best_keys() -> None:
    nearest = Keys(Rows(VECTORS), COUNTS).nearest(EAST, 5, np.ones(3, dtype=bool))

    assert nearest == [(0, pytest.approx(1.0)), (2, pytest.approx(0.0))]


def test_several_near_keys_outvote_a_nearer_one_where_softness_lets_them() -> None:
    alike = np.array([[0.8, 0.6], [0.8, -0.6], [0.8, 0.6], [0.9, 0.436]], dtype=np.float32)
    keys = Keys(Rows(alike), (3, 1))

    best, pooled = (
        [place for place, _ in keys.nearest(EAST, 2, np.ones(2, dtype=bool), softness)]
        for softness in (0.0, 0.5)
    )

    assert (best, pooled) == ([1, 0], [0, 1])


def test_passages_that_are_not_allowed_are_not_found() -> None:
    nearest = Keys(Rows(VECTORS), COUNTS).nearest(EAST, 5, np.array([False, True, True]))

    assert nearest == [(2, pytest.approx(0.0))]


def test_best_key_of_each_chosen_passage_counts() -> None:
    best = Keys(Rows(VECTORS.astype(np.float16)), COUNTS).best_of({2, 1, 0}, EAST)

    assert best == [(0, pytest.approx(1.0)), (2, pytest.approx(0.0))]


def test_keys_of_one_passage_are_scored_in_their_order() -> None:
    scores = Keys(Rows(VECTORS), COUNTS).scores_of(0, EAST)

    assert np.allclose(scores, [1.0, 0.6])


def test_keys_of_several_passages_come_apart_again() -> None:
    keys = Keys(Rows(VECTORS), COUNTS)

    apart = keys.scores_of_each([2, 1, 0], EAST)

    assert [s.tolist() for s in apart] == [keys.scores_of(n, EAST).tolist() for n in (2, 1, 0)]
    assert keys.scores_of_each([], EAST) == []


def test_no_keys_at_all_find_nothing() -> None:
    keys = Keys(Rows(np.empty((0, 2), dtype=np.float32)), (0, 0))

    assert keys.nearest(EAST, 5, np.ones(2, dtype=bool)) == []
    assert keys.best_of([0, 1], EAST) == []


def test_file_with_another_number_of_keys_is_damaged(tmp_path: Path) -> None:
    np.save(tmp_path / "asked.npy", VECTORS)

    with pytest.raises(IndexDamagedError, match="holds 3 keys, not 4"):
        Keys.read(tmp_path / "asked.npy", (2, 2))
