"""A broken file is refused by name and reason, and the others are read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from indexer.document import Refused
from indexer.sources import read_sources
from tests.indexer.pages import front_matter


def test_broken_files_are_refused_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a-good.md").write_text(front_matter(id="lunch"))
    (tmp_path / "b-bytes.md").write_bytes(b"# Lunch\n\n\xff\xfe")
    (tmp_path / "c-empty.txt").write_text("  \n")
    (tmp_path / "d-twice.md").write_text(front_matter(id="lunch"))
    (tmp_path / "e.xyz").write_text("?")
    (tmp_path / ".hidden").write_text("?")

    reading = read_sources([tmp_path])

    assert [document.id for document in reading.documents] == ["lunch"]
    assert reading.refused[:3] == (
        Refused("b-bytes.md", "not UTF-8: byte 9 cannot be read"),
        Refused("c-empty.txt", "empty: it holds no text"),
        Refused("d-twice.md", "duplicate id 'lunch': a-good.md has it already"),
    )
    assert [item.name for item in reading.refused[3:]] == ["e.xyz"]


def test_superseded_document_ends_before_its_successor_begins(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(front_matter(valid_from="2020-01-01", superseded_by="new"))
    (tmp_path / "new.md").write_text(front_matter(valid_from="2022-01-01"))

    ends = {d.id: d.valid_to for d in read_sources([tmp_path]).documents}

    assert ends == {"old": date(2021, 12, 31), "new": None}


def test_stated_nation_wins_over_the_one_asked_for(tmp_path: Path) -> None:
    (tmp_path / "stated.md").write_text(front_matter(nation="ni"))
    (tmp_path / "silent.md").write_text(front_matter(id="silent"))

    nations = {d.id: d.nation for d in read_sources([tmp_path], nation="wales").documents}

    assert nations == {"stated": "northern-ireland", "silent": "wales"}


def test_questions_known_to_have_no_answer_are_read_once_each(tmp_path: Path) -> None:
    (tmp_path / "lunch.md").write_text(front_matter(id="lunch"))
    (tmp_path / "unanswered.yaml").write_text('- "Who pays?"\n- Who pays?\n- " "\n- And when?\n')

    reading = read_sources([tmp_path])

    assert reading.unanswered == ("Who pays?", "And when?")
    assert reading.refused == ()


def test_list_of_unanswered_questions_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lunch.md").write_text(front_matter(id="lunch"))
    (tmp_path / "unanswered.yaml").write_text("questions: none\n")

    reading = read_sources([tmp_path])

    assert reading.refused == (Refused("unanswered.yaml", "expected a list of questions"),)
