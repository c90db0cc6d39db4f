"""
Search among many vectors: FAISS finds candidates in the nearest cells, exact cosines order them.

The index keeps 8 bits a dimension in memory; the vectors themselves stay on disk and are read only
where a candidate is.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, ClassVar, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexDamagedError
from knowledge.ranking import best_places, cosines
from knowledge.rows import Rows
from knowledge.vectors.protocol import Mask, Vectors

_faiss: Any = faiss  # its type stubs know the C++ signatures, not the Python ones

SUFFIX = ".ivf"  # of the file with the cells, beside the one with the vectors
CELLS_A_ROOT = 4  # cells for each square root of the number of rows, as FAISS advises
ROWS_A_CELL = 40  # at least, in what the cells are learnt from
ROUNDS = 8  # of k-means; more change no recall
PROBES = 64  # cells that are searched when every row is allowed
SPARE = 100  # candidates beyond k: 8 bits a dimension do not order them exactly
EXACT_BELOW = 20  # times k: fewer allowed rows are compared one by one


class FaissIvfIndex:
    """Cells of like vectors; rows that are not allowed are skipped inside the search."""

    FILE: ClassVar[str] = "vectors.npy"

    def __init__(self, rows: Rows, cells: Any) -> None:
        """Keep the vectors, float32 [n, d], and a FAISS index over them; None when n is 0."""
        self._rows = rows
        self._cells = cells

    @classmethod
    def build(cls, vectors: Vectors) -> Self:
        """Index vectors, float32 [n, d]."""
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        return cls(Rows(vectors), _cells_of(vectors) if len(vectors) else None)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what `write` wrote; the vectors are not loaded."""
        rows, cells = Rows.read(path), path.with_suffix(SUFFIX)
        try:
            return cls(rows, _faiss.read_index(str(cells)) if len(rows) else None)
        except RuntimeError as error:
            raise IndexDamagedError(f"{cells.name} cannot be read") from error

    def write(self, path: Path) -> None:
        """Write the vectors as one .npy file, and the cells beside it."""
        np.save(path, self._rows.matrix, allow_pickle=False)
        if self._cells is not None:
            _faiss.write_index(self._cells, str(path.with_suffix(SUFFIX)))

    def search(self, question: Vectors, k: int, allowed: Mask) -> list[tuple[int, float]]:
        """Find the nearest rows among those allowed."""
        n = int(np.count_nonzero(allowed))
        if n <= k * EXACT_BELOW:
            return self._ordered(question, k, np.flatnonzero(allowed))
        # The fewer rows are allowed, the more cells it takes to hold as many of them.
        probes = min(self._cells.nlist, math.ceil(PROBES * len(allowed) / n))
        everything = n == len(allowed)
        bits = None if everything else np.packbits(allowed, bitorder="little")
        wanted = _faiss.SearchParametersIVF(
            nprobe=probes, sel=None if everything else _faiss.IDSelectorBitmap(bits)
        )
        _, places = self._cells.search(question[None, :], k + SPARE, params=wanted)
        return self._ordered(question, k, np.sort(places[0][places[0] >= 0]))

    def rows(self) -> Vectors:
        """Return all vectors, float32 [n, d]."""
        rows: Vectors = self._rows.matrix
        return rows

    def _ordered(
        self, question: Vectors, k: int, places: NDArray[np.int64]
    ) -> list[tuple[int, float]]:
        """Order rows, given in order of place, by their exact cosines."""
        scores = cosines(self._rows.take(places, places + 1), question)
        return [(int(places[n]), float(scores[n])) for n in best_places(scores, k)]


def _cells_of(vectors: Vectors) -> Any:
    n, d = vectors.shape
    n_cells = max(1, min(int(CELLS_A_ROOT * math.sqrt(n)), n // ROWS_A_CELL))
    cells = _faiss.IndexIVFScalarQuantizer(
        _faiss.IndexFlatIP(d),
        d,
        n_cells,
        _faiss.ScalarQuantizer.QT_8bit,
        _faiss.METRIC_INNER_PRODUCT,
    )
    cells.cp.niter = ROUNDS
    cells.cp.min_points_per_centroid = 1  # few rows are no reason to write to standard error
    cells.train(_sample(vectors, n_cells * ROWS_A_CELL))
    cells.add(vectors)
    return cells


def _sample(vectors: Vectors, n: int) -> Vectors:
    """Rows at equal distances, so that the same vectors always give the same cells."""
    places = np.linspace(0, len(vectors) - 1, min(n, len(vectors))).astype(np.int64)
    sample: Vectors = vectors[places]
    return sample
