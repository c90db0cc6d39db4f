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
from knowledge.ranking import best_places
from knowledge.vectors.protocol import Mask, Vectors

Found = list[tuple[int, float]]
Counts = Sequence[int] | NDArray[np.int32]


class Keys:
    """The keys of all passages of an index version."""

    def __init__(self, vectors: Vectors, counts: Counts) -> None:
        """
        Keep the keys.

        Args:
            vectors: float [keys, d], rows of unit length.
            counts: How many keys each of n passages has; they add up to the rows.
        """
        self._vectors = vectors
        self._starts = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        self._filled = np.flatnonzero(np.asarray(counts))

    @classmethod
    def read(cls, path: Path, counts: Counts) -> Self:
        """
        Read the keys of an index version, which never changes, without loading them all.

        Raises:
            IndexDamagedError: the file cannot be read, or holds another number of keys.
        """
        try:
            vectors: Vectors = np.load(path, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            raise IndexDamagedError(f"{path.name} cannot be read: {error}") from error
        expected = int(np.sum(counts))
        if len(vectors) != expected:
            raise IndexDamagedError(f"{path.name} holds {len(vectors)} keys, not {expected}")
        return cls(vectors, counts)

    @property
    def vectors(self) -> Vectors:
        """All keys, float [keys, d], in the order of the passages."""
        return self._vectors

    def scores_of(self, place: int, vector: Vectors) -> NDArray[np.float32]:
        """Return the cosine of each key of one passage with a vector, float32 [its keys]."""
        start, end = self._starts[place : place + 2]
        return np.asarray(self._vectors[start:end] @ vector, dtype=np.float32)

    def best_of(self, places: Iterable[int], vector: Vectors) -> Found:
        """
        Score some passages by their best key.

        Args:
            places: Where the passages stand, each once.
            vector: float32 [d], unit length.

        Returns:
            (place, cosine) pairs of those that have keys, in order of place.
        """
        chosen = np.intersect1d(np.fromiter(places, dtype=np.intp), self._filled)
        if not len(chosen):
            return []
        counts = self._starts[chosen + 1] - self._starts[chosen]
        ends = np.cumsum(counts)
        rows = np.arange(ends[-1]) + np.repeat(self._starts[chosen + 1] - ends, counts)
        scores = np.asarray(self._vectors[rows], dtype=np.float32) @ vector
        best = np.maximum.reduceat(scores, ends - counts)
        return list(zip(chosen.tolist(), best.tolist(), strict=True))

    def nearest(self, vector: Vectors, k: int, allowed: Mask) -> Found:
        """
        Find the passages of which a key is nearest.

        Args:
            vector: float32 [d], unit length.
            k: How many at most.
            allowed: bool [n], which passages may be found.

        Returns:
            (place, cosine of its best key) pairs, best first; equal cosines in order of place.
        """
        if not len(self._filled):
            return []
        best = np.maximum.reduceat(self._vectors @ vector, self._starts[self._filled])
        places = np.flatnonzero(allowed[self._filled])
        order = places[best_places(best[places], k)]
        return list(zip(self._filled[order].tolist(), best[order].tolist(), strict=True))
