"""Claims about `helpline triage-model`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from bot.commands import triage_model
from bot.helpline import labels
from bot.helpline.labels import Verdict
from bot.settings import read_settings
from bot.triage.assessment import Category
from bot.triage.classifier import MODEL_FILE
from bot.triage.model_file import read_model, write_model
from bot.wiring import open_database
from tests.bot.factories import NOW, a_case, an_adviser
from tests.bot.triage.factories import a_model

SUBJECTS = (
    "maths",
    "art",
    "music",
    "history",
    "french",
    "games",
    "drama",
    "sums",
    "dance",
    "latin",
)
GOLDEN_MESSAGE = "he is refusing to look at it, we have feedback in an hour"


@pytest.fixture(autouse=True)
def no_data_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELPLINE_DATA_DIR", str(tmp_path / "var"))


def _helpline(*words: object) -> int:
    parser = argparse.ArgumentParser()
    triage_model.add_parser(parser.add_subparsers())
    return triage_model.run(parser.parse_args(["triage-model", *map(str, words)]))


def _line(text: str, urgency: str, distress: bool, category: str) -> str:
    live = urgency != "none"
    labels = {"urgency": urgency, "live": live, "category": category, "distress": distress}
    return json.dumps({"text": text, **labels})


@pytest.fixture
def few_examples(tmp_path: Path) -> Path:
    """A folder of examples, enough to train on in a second; every category is among them."""
    messages = [
        ("he refuses to see our books", "immediate", False),
        ("they come back tomorrow and I worry", "today", False),
        ("she is sobbing in the hall", "immediate", True),
        ("how is it usually planned", "none", False),
    ]
    lines = [
        _line(f"{text} {subject}", urgency, distress, ("conduct", "general")[n % 2])
        for text, urgency, distress in messages
        for n, subject in enumerate(SUBJECTS)
    ]
    lines += [
        _line(f"now about {category} {n}", "immediate", False, category)
        for category in Category
        for n in range(8)
    ]
    folder = tmp_path / "examples"
    folder.mkdir()
    (folder / "few.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    path = tmp_path / "golden.toml"
    path.write_text(f'[[message]]\ntext = "{GOLDEN_MESSAGE}"\n', encoding="utf-8")
    return path


def test_train_writes_a_model_for_the_encoder_and_prints_what_it_is_worth(
    few_examples: Path, tmp_path: Path, exported_encoder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model.json"

    status = _helpline(
        "train", "--examples", few_examples, "--encoder", exported_encoder, "--out", out
    )

    assert status == 0
    assert read_model(out).encoder_sha256 == read_model(MODEL_FILE).encoder_sha256
    printed = capsys.readouterr().out
    assert "rules alone" in printed
    assert "missed" in printed


def test_check_shows_what_would_change_and_writes_nothing(
    few_examples: Path,
    golden: Path,
    tmp_path: Path,
    exported_encoder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    model = tmp_path / "model.json"

    status = _helpline(
        "check", "--examples", few_examples, "--encoder", exported_encoder,
        "--model", model, "--golden", golden,
    )  # fmt: skip

    assert status == 0
    assert not model.exists()
    printed = capsys.readouterr().out
    assert "the examples:" in printed
    assert "the golden file:" in printed


def test_check_of_the_model_in_use_shows_no_change(
    few_examples: Path, golden: Path, exported_encoder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _helpline(
        "check", "--examples", few_examples, "--encoder", exported_encoder,
        "--candidate", MODEL_FILE, "--golden", golden,
    )  # fmt: skip

    assert "the golden file: 0 of 1 would change" in capsys.readouterr().out


def test_candidate_for_another_encoder_is_refused(
    few_examples: Path, tmp_path: Path, exported_encoder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_model(a_model(), tmp_path / "other.json")

    status = _helpline(
        "check", "--examples", few_examples, "--encoder", exported_encoder,
        "--candidate", tmp_path / "other.json",
    )  # fmt: skip

    assert status == 1
    assert "another encoder" in capsys.readouterr().err


def test_without_an_index_training_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HELPLINE_DATA_DIR", str(tmp_path))

    status = _helpline("check")

    assert status == 1
    assert "guidance publish" in capsys.readouterr().err


def test_faulty_example_is_named(
    tmp_path: Path, exported_encoder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.jsonl").write_text("{", encoding="utf-8")

    status = _helpline("train", "--examples", tmp_path, "--encoder", exported_encoder)

    assert status == 1
    assert "bad.jsonl, line 1" in capsys.readouterr().err


def test_what_advisers_said_is_learnt_from_and_counted(
    few_examples: Path, tmp_path: Path, exported_encoder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = open_database(read_settings())
    with database.write() as tx:
        labels.keep(tx, a_case(tx).id, Verdict.NOT_LIVE, an_adviser(tx).id, NOW)
    database.close()

    _helpline(
        "train", "--examples", few_examples, "--encoder", exported_encoder,
        "--out", tmp_path / "model.json",
    )  # fmt: skip

    n = len((few_examples / "few.jsonl").read_text("utf-8").splitlines())
    assert f"trained on {n + 1} examples" in capsys.readouterr().out
