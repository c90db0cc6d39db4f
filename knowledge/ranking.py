"""
Scores of many vectors, and the best of them without sorting them all.

NumPy's `@` hands long products to a pool of threads, which wait for one another: on a busy machine
8 ms for what one core does in 0.1 ms.  There is one pool, that of the encoder; hence `cosines`.
"""

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


def cosines(rows: NDArray[Any], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """
    Multiply rows with a vector on the thread that asks.

    Args:
        rows: float16 or float32 [n, d], of unit length.
        vector: float32 [d], of unit length.

    Returns:
        float32 [n].

    >>> cosines(np.eye(2, dtype=np.float32), np.array([0.6, 0.8], dtype=np.float32)).round(1)
    array([0.6, 0.8], dtype=float32)
    """
    scores: NDArray[np.float32] = np.einsum("nd,d->n", np.asarray(rows, dtype=np.float32), vector)
    return scores
