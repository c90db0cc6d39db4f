"""
Further vectors by which a passage is found: its sentences, and the questions members ask it.

A passage has any number of keys; they lie below one another in one matrix, in the order of the
passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexDamagedError
from knowledge.vectors.protocol import Vectors

NONE = -1.0  # the score of a passage without keys: no cosine is lower


class Keys:
    """The keys of all passages of an index version."""

    def __init__(self, vectors: Vectors, counts: Sequence[int]) -> None:
        """
        Keep the keys.

        Args:
            vectors: float [keys, d], rows of unit length.
            counts: How many keys each of n passages has; they add up to the rows.
        """
        self._vectors = vectors
        self._starts = np.cumsum([0, *counts])
        self._filled = np.flatnonzero(np.asarray(counts))

    @classmethod
    def read(cls, path: Path, counts: Sequence[int]) -> Self:
        """
        Read the keys of an index version, which never changes, without loading them all.

        Raises:
            IndexDamagedError: the file cannot be read, or holds another number of keys.
        """
        try:
            vectors: Vectors = np.load(path, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            raise IndexDamagedError(f"{path.name} cannot be read: {error}") from error
        if len(vectors) != sum(counts):
            raise IndexDamagedError(f"{path.name} holds {len(vectors)} keys, not {sum(counts)}")
        return cls(vectors, counts)

    @property
    def vectors(self) -> Vectors:
        """All keys, float [keys, d], in the order of the passages."""
        return self._vectors

    def scores_of(self, place: int, vector: Vectors) -> NDArray[np.float32]:
        """Return the cosine of each key of one passage with a vector, float32 [its keys]."""
        start, end = self._starts[place : place + 2]
        return np.asarray(self._vectors[start:end] @ vector, dtype=np.float32)

    def best(self, vector: Vectors) -> NDArray[np.float32]:
        """Return the best cosine of each passage's keys, float32 [n]; NONE where it has none."""
        best = np.full(len(self._starts) - 1, NONE, dtype=np.float32)
        if len(self._filled):
            scores = self._vectors @ vector
            best[self._filled] = np.maximum.reduceat(scores, self._starts[self._filled])
        return best
