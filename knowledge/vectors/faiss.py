"""Exact inner-product search in FAISS."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Self

import faiss
import numpy as np

from knowledge.errors import IndexDamagedError
from knowledge.vectors.protocol import Mask, Vectors

_faiss: Any = faiss  # its type stubs know the C++ signatures, not the Python ones


class FaissIndex:
    """A flat FAISS index; rows that are not allowed are skipped inside the search."""

    FILE: ClassVar[str] = "vectors.faiss"

    def __init__(self, index: Any) -> None:
        """Keep a FAISS index over inner products."""
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> Self:
        """Index vectors, float32 [n, d]."""
        index = _faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what `write` wrote."""
        try:
            return cls(_faiss.read_index(str(path)))
        except RuntimeError as error:
            raise IndexDamagedError(f"{path.name} cannot be read") from error

    def write(self, path: Path) -> None:
        """Write the index to one file."""
        _faiss.write_index(self._index, str(path))

    def search(self, question: Vectors, k: int, allowed: Mask) -> list[tuple[int, float]]:
        """Find the nearest rows among those allowed."""
        k = min(k, int(np.count_nonzero(allowed)))
        if k == 0:
            return []
        selector = _faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
        scores, places = self._index.search(
            question[None, :], k, params=_faiss.SearchParameters(sel=selector)
        )
        found = zip(places[0].tolist(), scores[0].tolist(), strict=True)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def rows(self) -> Vectors:
        """Return all vectors, float32 [n, d]."""
        rows: Vectors = self._index.reconstruct_n(0, self._index.ntotal)
        return rows
