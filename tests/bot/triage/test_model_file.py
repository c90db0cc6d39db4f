"""Claims about the file of the trained classifier."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.triage.classifier import MODEL_FILE
from bot.triage.model_file import (
    FINEST,
    HEADS,
    Model,
    ModelError,
    read_model,
    rounded,
    write_model,
)
from tests.bot.triage.factories import a_model

LARGEST = 1_000_000  # bytes


def _assert_equal(first: Model, second: Model) -> None:
    assert (first.encoder_sha256, first.examples_sha256) == (
        second.encoder_sha256,
        second.examples_sha256,
    )
    assert first.vocabulary.names == second.vocabulary.names
    for part in ("vector", "features", "bias"):
        np.testing.assert_allclose(getattr(first, part), getattr(second, part), rtol=1e-6)


def test_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    model = rounded(a_model())

    write_model(model, tmp_path / "model.json")

    _assert_equal(read_model(tmp_path / "model.json"), model)


def test_rounding_moves_a_weight_by_at_most_a_half_step() -> None:
    model = a_model()

    moved = np.abs(rounded(model).vector - model.vector).max(axis=0)

    assert (moved <= np.abs(model.vector).max(axis=0) / FINEST / 2 * 1.001).all()


def test_the_same_model_is_written_the_same(tmp_path: Path) -> None:
    for name in ("first", "second"):
        write_model(a_model(), tmp_path / name)

    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_model_that_ships_is_small_json() -> None:
    text = MODEL_FILE.read_text("utf-8")

    assert len(text.encode()) < LARGEST
    assert json.loads(text)["heads"] == list(HEADS)


def _drop(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda written: written.pop(key)


def _put(key: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda written: written.update({key: value})


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param(_drop("bias"), "does not hold", id="a part is missing"),
        pytest.param(_put("more", 1), "does not hold", id="a part too many"),
        pytest.param(_put("format", 1), "another version", id="another format"),
        pytest.param(_put("heads", ["live"]), "another version", id="other heads"),
        pytest.param(_put("bias", [1.0]), "bias has the shape", id="too few numbers"),
        pytest.param(_put("bias", ["a"] * 17), "damaged", id="words for numbers"),
        pytest.param(_put("bias", [float("nan")] * 17), "no number", id="not a number"),
        pytest.param(_put("vector", []), "damaged", id="no vector"),
        pytest.param(_put("features", "AAAA"), "cut off", id="short row"),
        pytest.param(_put("features", "A"), "base64", id="no base64"),
        pytest.param(_put("names", ["word a"]), "1 names and 3", id="names of other features"),
        pytest.param(_put("features", []), "damaged", id="features are a list"),
        pytest.param(_put("encoder_sha256", ""), "encoder_sha256", id="tied to nothing"),
    ],
)
def test_faulty_model_is_refused_with_a_sentence(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], object], says: str
) -> None:
    path = tmp_path / "model.json"
    write_model(a_model(), path)
    written = json.loads(path.read_text("utf-8"))

    spoil(written)
    path.write_text(json.dumps(written), encoding="utf-8")

    with pytest.raises(ModelError, match=rf"model\.json.*{says}"):
        read_model(path)


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\x80\x04\x95pickle", b"[" * 100_000])
def test_file_that_is_no_json_object_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.json"
    path.write_bytes(content)

    with pytest.raises(ModelError, match=r"model\.json"):
        read_model(path)


def test_missing_model_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.json cannot be read"):
        read_model(tmp_path / "model.json")
