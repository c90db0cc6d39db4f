"""`helpline ask` as scripts and people use it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from bot.commands import ask

pytestmark = pytest.mark.encoder

FIELDS = {
    "outcome",
    "confidence",
    "quotes",
    "hits",
    "clarify",
    "disagree",
    "index_version",
    "took_ms",
}


def run(folder: Path, *words: str) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data-dir", type=Path)
    ask.add_parser(parser.add_subparsers())
    args = parser.parse_args(["--data-dir", str(folder), "ask", *words])
    code: int = args.func(args)
    return code


def test_answer_has_the_fields_that_scripts_rely_on(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data_dir, "--json", "what time should inspectors finish in school") == 0

    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == FIELDS
    assert (answer["outcome"], answer["clarify"]) == ("answered", None)
    assert "6pm" in answer["quotes"][0]["text"]
    assert len(answer["hits"]) == 10


def test_past_day_is_answered_from_the_page_of_that_day(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("how many settings joined the attendance trial", "--as-of", "2022-09-01", "--json")

    assert run(data_dir, *words) == 0

    quotes = json.loads(capsys.readouterr().out)["quotes"]
    assert any("70 per cent" in quote["text"] for quote in quotes)


def test_unknown_nation_is_asked_for(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data_dir, "--json", "how much notice do we get") == 0

    answer = json.loads(capsys.readouterr().out)
    assert answer["outcome"] == "clarify"
    assert set(answer["clarify"]["nations"]) == {"england", "wales", "northern-ireland"}


def test_person_reads_source_and_that_it_is_a_sample(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data_dir, "what time should inspectors finish in school") == 0

    out = capsys.readouterr().out
    assert "The 6pm limit" in out
    assert "sample guidance, for trying out" in out


def test_batch_keeps_ids_and_order(data_dir: Path, tmp_path: Path) -> None:
    rows = [
        {"id": "b", "text": "who won the cricket", "context": [], "nation": None, "as_of": None},
        {
            "id": "a",
            "text": "and in Wales?",
            "context": [{"role": "user", "text": "how much notice of an inspection do we get?"}],
            "nation": None,
            "as_of": "2026-11-01",
        },
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in rows))

    assert run(data_dir, "--batch", str(source), "--out", str(target)) == 0

    answers = [json.loads(line) for line in target.read_text().splitlines()]
    assert (answers[0]["id"], answers[0]["outcome"]) == ("b", "declined")
    assert (answers[1]["id"], answers[1]["hits"][0]["document"]) == ("a", "estyn")


def test_missing_index_is_said_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "anything") == 1
    assert "guidance publish" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [(), ("question", "--batch", "in.jsonl"), ("--batch", "in.jsonl")]
)
def test_wrong_use_is_said_in_words(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert run(tmp_path, *words) == 2
