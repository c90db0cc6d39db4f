"""The best of many scores, without sorting them all."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def best_places(scores: NDArray[Any], k: int) -> NDArray[np.intp]:
    """
    Find where the highest scores stand.

    Args:
        scores: n scores.
        k: How many at most.

    Returns:
        Places, best first, min(k, n) of them; equal scores in order of place.

    >>> best_places(np.array([0.5, 0.9, 0.5, 0.1]), 2).tolist()
    [1, 0]
    """
    n = len(scores)
    if k <= 0 or n == 0:
        return np.empty(0, dtype=np.intp)
    if k >= n:
        return np.argsort(-scores, kind="stable")
    least = np.partition(scores, n - k)[n - k]
    candidates = np.flatnonzero(scores >= least)
    order = np.argsort(-scores[candidates], kind="stable")[:k]
    found: NDArray[np.intp] = candidates[order]
    return found
