"""What every vector index can do, whichever library does it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Protocol, Self

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Mask = NDArray[np.bool_]


class VectorIndex(Protocol):
    """Vectors of unit length, found by their cosine with a question."""

    #: Name of the file it keeps in an index version; further ones have its stem.
    FILE: ClassVar[str]

    @classmethod
    def build(cls, vectors: Vectors) -> Self:
        """
        Index vectors; row n answers to place n.

        Args:
            vectors: float32 [n, d], rows of unit length; n may be 0.
        """
        ...

    @classmethod
    def read(cls, path: Path) -> Self:
        """
        Read what `write` wrote.

        Raises:
            IndexDamagedError: the file cannot be read.
        """
        ...

    def write(self, path: Path) -> None:
        """Write the index to its file, without pickle, and others beside it where it needs them."""
        ...

    def search(self, question: Vectors, k: int, allowed: Mask) -> list[tuple[int, float]]:
        """
        Find the nearest rows among those allowed.

        Args:
            question: float32 [d], unit length.
            k: How many at most.
            allowed: bool [n], which rows may be found.

        Returns:
            (place, cosine) pairs, best first; equal cosines in order of place.
        """
        ...

    def rows(self) -> Vectors:
        """Return all vectors, float32 [n, d]."""
        ...
