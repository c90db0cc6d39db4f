"""
Bring a question's vector nearer to the sections that such questions are asked of.

The encoder was trained on the language of everybody; how school leaders put things is learnt
from the questions listed in the guidance (`asked_as`), as one matrix that an index version
carries.  Passages keep their vectors.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np

from knowledge.errors import IndexDamagedError
from knowledge.vectors.protocol import Vectors

ADAPTER_FILE = "adapter.npy"  # float32 [d, d]; absent where no questions are listed


class Adapter:
    """A residual linear map: q ↦ (q + q W) / |q + q W|."""

    def __init__(self, matrix: Vectors) -> None:
        """Keep the matrix W, float32 [d, d]."""
        self._matrix = matrix

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """
        Read the adapter of an index version.

        Returns:
            None where it carries none.

        Raises:
            IndexDamagedError: the file cannot be read.
        """
        path = folder / ADAPTER_FILE
        if not path.exists():
            return None
        try:
            return cls(np.load(path, allow_pickle=False))
        except (OSError, ValueError) as error:
            raise IndexDamagedError(f"{ADAPTER_FILE} cannot be read: {error}") from error

    def adapt(self, vectors: Vectors) -> Vectors:
        """
        Adapt vectors of questions.

        Args:
            vectors: float32 [d] or [n, d].

        Returns:
            The same shape, of unit length.
        """
        moved = vectors + vectors @ self._matrix
        adapted: Vectors = moved / np.linalg.norm(moved, axis=-1, keepdims=True)
        return adapted
