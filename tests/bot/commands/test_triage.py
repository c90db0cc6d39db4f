"""Claims about `helpline triage`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from bot.commands import triage

LATE = "its 6.25 and they're still here"
QUIET = "three of them round the table now and not one has looked up at my deputy, she's white"


@pytest.fixture(autouse=True)
def nothing_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is published on this machine, these tests see the rules alone."""
    monkeypatch.setenv("HELPLINE_DATA_DIR", str(tmp_path / "var"))


def _helpline(*words: object) -> int:
    parser = argparse.ArgumentParser()
    triage.add_parser(parser.add_subparsers())
    return triage.run(parser.parse_args(["triage", *map(str, words)]))


def _without_time(line: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(line)
    assert found.pop("took_ms") >= 0
    return found


def test_one_message_is_assessed_as_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    status = _helpline(LATE, "--json")

    assert status == 0
    assert _without_time(capsys.readouterr().out) == {
        "id": None,
        "action": "escalate",
        "urgency": "immediate",
        "live": True,
        "category": "hours",
        "distress": False,
        "safeguarding_pupil": False,
        "reasons": ["past-six", "inspection-live"],
    }


def test_without_json_the_assessment_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    _helpline(LATE)

    assert capsys.readouterr().out.splitlines() == [
        "escalate · immediate · hours · live",
        "  rule past-six",
        "  rule inspection-live",
    ]


def test_a_batch_is_assessed_line_by_line(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        json.dumps({"id": "m1", "text": LATE}) + "\n\n" + '{"id": 2, "text": "\\ud83d"}\n',
        encoding="utf-8",
    )

    status = _helpline("--batch", source, "--out", target)

    lines = [_without_time(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert status == 0
    assert [(line["id"], line["action"]) for line in lines] == [("m1", "escalate"), (2, "none")]


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        (b"{", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", 'not an object with a "text"'),
        (b'{"id": 1, "text": null}', 'not an object with a "text"'),
        (b'{"text": "hello"}', 'no "id"'),
    ],
    ids=["broken", "not text", "deep", "a list", "no words", "no id"],
)
def test_a_bad_line_is_named_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bad: bytes, complaint: str
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b'{"id": 1, "text": "hello"}\n' + bad + b"\n")

    status = _helpline("--batch", source, "--out", target)

    assert status == 1
    assert f"in.jsonl, line 2: {complaint}" in capsys.readouterr().err
    assert not target.exists()


def test_a_batch_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = _helpline("--batch", tmp_path / "none.jsonl", "--out", tmp_path / "out.jsonl")

    assert status == 1
    assert "none.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["hello", "--batch", "x"], ["--batch", "x"]])
def test_unclear_usage_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status = _helpline(*words)

    assert status == 2
    assert "either one MESSAGE, or --batch with --out" in capsys.readouterr().err


@pytest.mark.parametrize(("flags", "action"), [((), "escalate"), (("--rules",), "none")])
def test_classifier_has_its_say_where_an_index_is_published_unless_rules_are_asked_for(
    data_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    flags: tuple[str, ...],
    action: str,
) -> None:
    monkeypatch.setenv("HELPLINE_DATA_DIR", str(data_dir))

    _helpline(QUIET, "--json", *flags)

    assert _without_time(capsys.readouterr().out)["action"] == action
