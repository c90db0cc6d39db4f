"""Passages are read from disk one by one, and are what was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.applicability import is_in_force
from knowledge.errors import IndexDamagedError
from knowledge.passage import NATIONS, Nation, Passage
from knowledge.passages import COLUMNS_FILE, PASSAGES_FILE, Passages, write_passages
from tests.knowledge.records import TODAY, a_citation, a_passage

DAYS = (None, date(2019, 9, 1), TODAY)


def passages() -> list[Passage]:
    """One for each nation and validity."""
    return [
        a_passage(
            f"Café {nation}. Work ends {start} {end}.",
            a_citation(nation=nation, valid_from=start, valid_to=end),
        )
        for nation in NATIONS
        for start in DAYS
        for end in DAYS
    ]


@pytest.fixture
def read(tmp_path: Path) -> Passages:
    write_passages(tmp_path, passages())
    return Passages.read(tmp_path)


def test_passages_are_read_as_they_were_written(read: Passages) -> None:
    assert list(read) == passages()
    assert read[-1] == passages()[-1]
    assert read[2:4] == tuple(passages()[2:4])


def test_place_beyond_the_last_is_no_passage(read: Passages) -> None:
    with pytest.raises(IndexError):
        read[len(passages())]


def test_sentences_are_counted_without_reading_them(read: Passages) -> None:
    assert read.sentence_counts.tolist() == [len(p.sentences) for p in passages()]
    assert read.asked_counts.tolist() == [0] * len(passages())


@pytest.mark.parametrize("nation", [None, "england", "wales"])
@pytest.mark.parametrize("as_of", [date(2018, 1, 1), date(2019, 9, 1), date(2022, 1, 1), TODAY])
def test_passages_in_force_are_those_whose_citation_says_so(
    read: Passages, nation: Nation | None, as_of: date
) -> None:
    mask = read.in_force(nation, as_of)

    assert mask.tolist() == [is_in_force(p.citation, nation, as_of) for p in passages()]


def test_nation_is_known_without_reading_the_passage(read: Passages) -> None:
    nations = [read.nation_of(place) for place in range(len(read))]

    assert nations == [p.citation.nation for p in passages()]


def test_truncated_file_is_reported(read: Passages, tmp_path: Path) -> None:
    path = tmp_path / PASSAGES_FILE
    path.write_bytes(path.read_bytes()[:-9])

    with pytest.raises(IndexDamagedError, match="do not belong together"):
        Passages.read(tmp_path)


def test_missing_columns_are_reported(read: Passages, tmp_path: Path) -> None:
    (tmp_path / COLUMNS_FILE).unlink()

    with pytest.raises(IndexDamagedError, match="cannot be read"):
        Passages.read(tmp_path)
