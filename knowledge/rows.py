"""
Rows of a matrix on disk: a small one is loaded, of a large one only what is asked for is read.

A large matrix is read, not mapped: with each page asked for the system maps fifteen more, until
the program seems to hold the whole file.
"""

from __future__ import annotations

import os
import weakref
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexDamagedError

SMALL = 32 << 20  # bytes

Matrix = NDArray[Any]
Places = NDArray[np.int64]


class Rows:
    """Rows in memory."""

    def __init__(self, matrix: Matrix) -> None:
        """Keep a matrix, [n, d]."""
        self._matrix = matrix

    @classmethod
    def read(cls, path: Path) -> Rows:
        """
        Read a .npy file, which never changes, or get ready to.

        Raises:
            IndexDamagedError: the file cannot be read.
        """
        try:
            mapped = np.load(path, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            raise IndexDamagedError(f"{path.name} cannot be read: {error}") from error
        # Where the system cannot read into a buffer at a place, mapping it is.
        if mapped.nbytes > SMALL and hasattr(os, "preadv"):
            return _RowsOnDisk(path, mapped)
        return cls(np.array(mapped) if mapped.nbytes <= SMALL else mapped)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._matrix)

    def widened(self) -> Rows:
        """Return the rows as float32 if they are few, so that no question has to widen them."""
        few = self._matrix.nbytes <= SMALL
        return Rows(self._matrix.astype(np.float32, copy=False)) if few else self

    @property
    def matrix(self) -> Matrix:
        """All rows, [n, d]; of a large file, read as far as they are looked at."""
        return self._matrix

    def take(self, starts: Places, ends: Places) -> Matrix:
        """
        Return some stretches of rows, one below the other.

        Args:
            starts: First row of each of m stretches.
            ends: The row after its last.

        Returns:
            [rows of all stretches, d].
        """
        counts = ends - starts
        total = int(counts.sum())
        stretches = np.repeat(ends - np.cumsum(counts), counts)
        taken: Matrix = self._matrix[np.arange(total) + stretches]
        return taken


class _RowsOnDisk(Rows):
    def __init__(self, path: Path, mapped: Any) -> None:
        super().__init__(mapped)
        self._path = path
        self._offset = mapped.offset
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)

    def take(self, starts: Places, ends: Places) -> Matrix:
        width, dtype = self._matrix.shape[1], self._matrix.dtype
        a_row = width * dtype.itemsize
        taken = np.empty((int((ends - starts).sum()), width), dtype=dtype)
        if not len(taken):
            return taken
        buffer, at = taken.data.cast("B"), 0
        for start, end in zip((starts * a_row).tolist(), (ends * a_row).tolist(), strict=True):
            upto = at + end - start
            if os.preadv(self._file, [buffer[at:upto]], self._offset + start) != end - start:
                raise IndexDamagedError(f"{self._path.name} is shorter than it was")
            at = upto
        return taken
