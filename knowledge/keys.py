"""
Further vectors by which a passage is found: its sentences, and the questions members ask it.

A passage has any number of keys; they lie below one another in one matrix, in the order of the
passages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexDamagedError
from knowledge.ranking import best_places, cosines
from knowledge.rows import Rows
from knowledge.vectors.protocol import Mask, Vectors

Found = list[tuple[int, float]]
Counts = Sequence[int] | NDArray[np.int32]


class Keys:
    """The keys of all passages of an index version."""

    def __init__(self, rows: Rows, counts: Counts) -> None:
        """
        Keep the keys.

        Args:
            rows: float [keys, d], of unit length.
            counts: How many keys each of n passages has; they add up to the rows.
        """
        self._rows = rows
        self._starts = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        self._filled = np.flatnonzero(np.asarray(counts))

    @classmethod
    def read(cls, path: Path, counts: Counts) -> Self:
        """
        Read the keys of an index version, which never changes, without loading them all.

        Raises:
            IndexDamagedError: the file cannot be read, or holds another number of keys.
        """
        rows = Rows.read(path).widened()
        expected = int(np.sum(counts))
        if len(rows) != expected:
            raise IndexDamagedError(f"{path.name} holds {len(rows)} keys, not {expected}")
        return cls(rows, counts)

    @property
    def vectors(self) -> Vectors:
        """All keys, float [keys, d], in the order of the passages."""
        return self._rows.matrix

    def keys_of(self, allowed: Mask) -> NDArray[np.bool_]:
        """Say of each key whether its passage, bool [n], is allowed: bool [keys]."""
        return np.repeat(allowed, np.diff(self._starts))

    def scores_of(self, place: int, vector: Vectors) -> NDArray[np.float32]:
        """Return the cosine of each key of one passage with a vector, float32 [its keys]."""
        start, end = self._starts[place : place + 1], self._starts[place + 1 : place + 2]
        return cosines(self._rows.take(start, end), vector)

    def scores_of_each(self, places: Sequence[int], vector: Vectors) -> list[NDArray[np.float32]]:
        """Return what `scores_of` does for each of some places, in their order."""
        chosen = np.array(places, dtype=np.int64)
        starts, ends = self._starts[chosen], self._starts[chosen + 1]
        scores = cosines(self._rows.take(starts, ends), vector)
        return np.split(scores, np.cumsum(ends - starts))[:-1]

    def best_of(self, places: Iterable[int], vector: Vectors) -> Found:
        """
        Score some passages by their best key.

        Args:
            places: Where the passages stand, each once.
            vector: float32 [d], unit length.

        Returns:
            (place, cosine) pairs of those that have keys, in order of place.
        """
        chosen = np.array(sorted(places), dtype=np.int64)
        starts, ends = self._starts[chosen], self._starts[chosen + 1]
        filled = ends > starts
        chosen, starts, ends = chosen[filled], starts[filled], ends[filled]
        if not len(chosen):
            return []
        scores = cosines(self._rows.take(starts, ends), vector)
        best = np.maximum.reduceat(scores, np.cumsum(ends - starts) - (ends - starts))
        return list(zip(chosen.tolist(), best.tolist(), strict=True))

    def nearest(self, vector: Vectors, k: int, allowed: Mask, softness: float = 0.0) -> Found:
        """
        Find the passages of which a key, or with some softness several, are nearest.

            score = T · log( sum over keys of exp(cos / T) ),  T the softness

        Args:
            vector: float32 [d], unit length.
            k: How many at most.
            allowed: bool [n], which passages may be found.
            softness: 0 counts the best key alone; the higher, the more the others do.

        Returns:
            (place, score) pairs, best first; equal scores in order of place.  With a softness of
            0 the score is the cosine of the best key.
        """
        if not len(self._filled):
            return []
        scores = cosines(self._rows.matrix, vector)
        best = _pooled(scores, self._starts[self._filled], softness)
        places = np.flatnonzero(allowed[self._filled])
        order = places[best_places(best[places], k)]
        return list(zip(self._filled[order].tolist(), best[order].tolist(), strict=True))


def _pooled(
    scores: NDArray[np.float32], starts: NDArray[np.int64], softness: float
) -> NDArray[np.float32]:
    """One score for each run of keys that begins at a start."""
    if not softness:
        return np.asarray(np.maximum.reduceat(scores, starts))
    return np.asarray(softness * np.logaddexp.reduceat(scores / softness, starts))
