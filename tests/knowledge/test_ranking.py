"""The best of many scores are those a full sort would give."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.ranking import best_places


@given(scores=st.lists(st.integers(0, 5), max_size=40), k=st.integers(0, 50))
def test_best_places_are_those_of_a_stable_sort(scores: list[int], k: int) -> None:
    numbers = np.array(scores, dtype=np.float32)

    found = best_places(numbers, k)

    assert found.tolist() == np.argsort(-numbers, kind="stable")[:k].tolist()
