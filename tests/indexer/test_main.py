"""The command `guidance` as a person types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.__main__ import main

pytestmark = pytest.mark.encoder


def run(data_dir: Path, *words: str) -> int:
    return main(["--data-dir", str(data_dir), *words])


def test_published_index_passes_its_check(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data_dir, "check") == 0
    assert "sound" in capsys.readouterr().out


def test_list_marks_the_current_version(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data_dir, "list") == 0
    assert "current" in capsys.readouterr().out


def test_show_prints_a_document_with_its_citation(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data_dir, "show", "onsite-hours") == 0
    out = capsys.readouterr().out
    assert "The 6pm limit" in out
    assert "sample guidance" in out


def test_show_of_an_unknown_name_fails(data_dir: Path) -> None:
    assert run(data_dir, "show", "no-such-document") == 1


def test_roll_back_without_an_earlier_version_fails(data_dir: Path) -> None:
    assert run(data_dir, "rollback") == 1


def test_build_of_a_missing_folder_is_wrong_use(tmp_path: Path) -> None:
    assert run(tmp_path, "build", str(tmp_path / "absent")) == 2


def test_publish_without_a_version_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "publish") == 1
    assert "guidance build" in capsys.readouterr().err
