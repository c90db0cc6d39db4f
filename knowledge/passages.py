"""
The passages of an index version: words are read from disk when asked for, the rest is at hand.

A hundred thousand passages as records would take a quarter of a gigabyte; what every question
needs of all of them, such as when they are in force, takes two megabytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Self, overload

import numpy as np
from numpy.typing import NDArray

from knowledge.applicability import is_in_force
from knowledge.errors import IndexDamagedError
from knowledge.passage import Citation, Nation, Passage
from knowledge.vectors.protocol import Mask

PASSAGES_FILE = "passages.jsonl"
COLUMNS_FILE = "passages.npy"
KEPT = 2_000  # passages that stay in memory once read; a question reads a few dozen

_COLUMNS = np.dtype(
    [
        ("end", np.int64),  # of its line, in bytes
        ("sentences", np.int32),
        ("asked", np.int32),
        ("group", np.int32),  # passages of one group are in force on the same days, for the same
    ]
)
_DATES = ("published", "revised", "valid_from", "valid_to")


class Passages(Sequence[Passage]):
    """All passages of an index version, in the order of their vectors."""

    def __init__(self, lines: NDArray[np.uint8], columns: NDArray[Any]) -> None:
        """Keep the bytes of all lines, and a row of columns for each passage."""
        self._lines = lines
        self._columns = columns
        self._read = lru_cache(maxsize=KEPT)(self._read_line)
        _, firsts = np.unique(columns["group"], return_index=True)
        self._groups = tuple(self._read(int(place)).citation for place in firsts)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """
        Read what `write_passages` wrote.

        Raises:
            IndexDamagedError: a file is missing, or does not hold what it should.
        """
        try:
            columns = np.load(folder / COLUMNS_FILE, allow_pickle=False)
            lines = np.memmap(folder / PASSAGES_FILE, dtype=np.uint8, mode="r")
        except (OSError, ValueError) as error:
            raise IndexDamagedError(f"{PASSAGES_FILE} cannot be read: {error}") from error
        if columns.dtype != _COLUMNS or columns["end"][-1] != len(lines):
            raise IndexDamagedError(f"{PASSAGES_FILE} and {COLUMNS_FILE} do not belong together")
        return cls(lines, columns)

    def __len__(self) -> int:
        """Count the passages."""
        return len(self._columns)

    @overload
    def __getitem__(self, place: int) -> Passage: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Passage, ...]: ...

    def __getitem__(self, place: int | slice) -> Passage | tuple[Passage, ...]:
        """Read the passage at a place, or those in a slice."""
        places = range(len(self))[place]
        return self._read(places) if isinstance(places, int) else tuple(map(self._read, places))

    @property
    def sentence_counts(self) -> NDArray[np.int32]:
        """How many sentences each passage has, int32 [n]."""
        counts: NDArray[np.int32] = self._columns["sentences"]
        return counts

    @property
    def asked_counts(self) -> NDArray[np.int32]:
        """How many questions members ask each passage, int32 [n]."""
        counts: NDArray[np.int32] = self._columns["asked"]
        return counts

    def nation_of(self, place: int) -> Nation:
        """Return the nation of a passage without reading it."""
        group = int(self._columns["group"][place])
        return self._groups[group].nation

    def in_force(self, nation: Nation | None, as_of: date) -> Mask:
        """Say which passages are in force on a day for a nation, bool [n]."""
        applies = [is_in_force(citation, nation, as_of) for citation in self._groups]
        mask: Mask = np.array(applies, dtype=bool)[self._columns["group"]]
        return mask

    def _read_line(self, place: int) -> Passage:
        start = self._columns["end"][place - 1] if place else 0
        line = self._lines[start : self._columns["end"][place]].tobytes()
        try:
            return _passage(json.loads(line))
        except (ValueError, TypeError, KeyError) as error:
            raise IndexDamagedError(f"{PASSAGES_FILE} cannot be read: {error}") from error


def write_passages(folder: Path, passages: Iterable[Passage]) -> None:
    """Write passages, one JSON object a line, and what every question needs of them."""
    rows, end = [], 0
    groups: dict[tuple[Nation, date | None, date | None], int] = {}
    with (folder / PASSAGES_FILE).open("wb") as file:
        for passage in passages:
            line = json.dumps(asdict(passage), ensure_ascii=False, default=str) + "\n"
            end += file.write(line.encode())
            source = passage.citation
            group = (source.nation, source.valid_from, source.valid_to)
            number = groups.setdefault(group, len(groups))
            rows.append((end, len(passage.spans), len(passage.asked_as), number))
    np.save(folder / COLUMNS_FILE, np.array(rows, dtype=_COLUMNS), allow_pickle=False)


def _passage(data: dict[str, Any]) -> Passage:
    source = data["citation"]
    days = {name: date.fromisoformat(source[name]) if source[name] else None for name in _DATES}
    parsed = {
        "citation": Citation(**(source | days)),
        "spans": tuple((start, end) for start, end in data["spans"]),
        "path": tuple(data["path"]),
        "asked_as": tuple(data["asked_as"]),
    }
    return Passage(**(data | parsed))
