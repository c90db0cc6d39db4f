"""Exact search in plain NumPy: the oracle that other backends are compared with."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Self

import numpy as np

from knowledge.errors import IndexDamagedError
from knowledge.ranking import best_places, cosines
from knowledge.vectors.protocol import Mask, Vectors


class NumpyExactIndex:
    """All cosines, sorted."""

    FILE: ClassVar[str] = "vectors.npy"

    def __init__(self, vectors: Vectors) -> None:
        """Keep the vectors, float32 [n, d]."""
        self._vectors = vectors

    @classmethod
    def build(cls, vectors: Vectors) -> Self:
        """Index vectors, float32 [n, d]."""
        return cls(np.ascontiguousarray(vectors, dtype=np.float32))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what `write` wrote."""
        try:
            return cls(np.load(path, allow_pickle=False))
        except (OSError, ValueError) as error:
            raise IndexDamagedError(f"{path.name} cannot be read: {error}") from error

    def write(self, path: Path) -> None:
        """Write the vectors as one .npy file."""
        np.save(path, self._vectors, allow_pickle=False)

    def search(self, question: Vectors, k: int, allowed: Mask) -> list[tuple[int, float]]:
        """Find the nearest rows among those allowed."""
        places = np.flatnonzero(allowed)
        scores = cosines(self._vectors[places], question)
        return [(int(places[n]), float(scores[n])) for n in best_places(scores, k)]

    def rows(self) -> Vectors:
        """Return all vectors, float32 [n, d]."""
        return self._vectors
