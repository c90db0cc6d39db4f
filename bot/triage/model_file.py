"""
The trained classifier as a JSON file: numbers and names only, so nothing in it can run.

Weights are whole numbers from -127 to 127 times a scale of their head, written as base64: a tenth
of what their digits would take, and no more readable as digits.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.triage.assessment import Category
from bot.triage.vocabulary import Vocabulary

FORMAT = 3
FINEST = 127  # the largest weight as written, in one byte
LIKELIHOODS = ("needs_a_person", "immediate", "live", "distress")
HEADS = (*LIKELIHOODS, *(category.value for category in Category))

_KEYS = {
    "format", "encoder_sha256", "examples_sha256", "heads", "scale", "bias",
    "names", "rarity", "vector", "features",
}  # fmt: skip


class ModelError(ValueError):
    """The triage model cannot be used."""


@dataclass(frozen=True, slots=True)
class Model:
    """
    Everything that was learnt, h heads over f features and d dimensions.

    encoder_sha256: which encoder the vectors must come from.
    examples_sha256: what it was trained on.
    vector: float32 [d, h]; features: float32 [f, h]; bias: float32 [h].
    """

    encoder_sha256: str
    examples_sha256: str
    vocabulary: Vocabulary
    vector: NDArray[np.float32]
    features: NDArray[np.float32]
    bias: NDArray[np.float32]


def write_model(model: Model, path: Path) -> None:
    """Write a model; its weights are rounded as `rounded` does."""
    scale = _scale(model)
    entries = {
        "format": FORMAT,
        "encoder_sha256": model.encoder_sha256,
        "examples_sha256": model.examples_sha256,
        "heads": HEADS,
        "scale": [float(one) for one in scale],
        "bias": [round(float(one), 4) for one in model.bias],
        "names": model.vocabulary.names,
        "rarity": [round(float(one), 2) for one in model.vocabulary.rarity],
        "vector": _packed(_whole(model.vector, scale)),
        "features": _packed(_whole(model.features, scale)),
    }
    lines = [f"{json.dumps(key)}:{_json(value)}" for key, value in entries.items()]
    path.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")


def read_model(path: Path) -> Model:
    """
    Read and check a model.

    Raises:
        ModelError: the file is missing, no JSON, or not such a model; the sentence says which.
    """
    try:
        written = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{path.name} cannot be read: {error}") from error
    if not isinstance(written, dict) or set(written) != _KEYS:
        raise ModelError(f"{path.name} does not hold what a triage model holds")
    if written["format"] != FORMAT or written["heads"] != list(HEADS):
        raise ModelError(f"{path.name} was written by another version: train it again")
    try:
        return _model(written)
    except (TypeError, ValueError, KeyError) as error:
        raise ModelError(f"{path.name} is damaged: {error}") from error


def rounded(model: Model) -> Model:
    """Return a model as it will be once written and read."""
    scale = _scale(model)
    return Model(
        model.encoder_sha256,
        model.examples_sha256,
        model.vocabulary,
        _whole(model.vector, scale).astype(np.float32) * scale,
        _whole(model.features, scale).astype(np.float32) * scale,
        model.bias.astype(np.float64).round(4).astype(np.float32),
    )


def _model(written: Mapping[str, Any]) -> Model:
    scale = _numbers(written["scale"], (len(HEADS),), "scale")
    names = [_text(name, "a name") for name in written["names"]]
    features = _unpacked(written["features"], "features")
    if len(features) != len(names):
        raise ValueError(f"there are {len(names)} names and {len(features)} features")
    return Model(
        _text(written["encoder_sha256"], "encoder_sha256"),
        _text(written["examples_sha256"], "examples_sha256"),
        Vocabulary(names, _numbers(written["rarity"], (len(names),), "rarity")),
        _unpacked(written["vector"], "vector") * scale,
        features * scale,
        _numbers(written["bias"], (len(HEADS),), "bias"),
    )


def _packed(whole: NDArray[np.int8]) -> str:
    return base64.b64encode(whole.tobytes()).decode()


def _unpacked(written: object, what: str) -> NDArray[np.float32]:
    """Read rows of one byte a head, float32 [n, h]."""
    try:
        numbers = np.frombuffer(base64.b64decode(_text(written, what), validate=True), np.int8)
    except binascii.Error as error:
        raise ValueError(f"{what} is no base64") from error
    if len(numbers) % len(HEADS):
        raise ValueError(f"{what} is cut off")
    return numbers.reshape(-1, len(HEADS)).astype(np.float32)


def _numbers(written: object, shape: tuple[int, ...], what: str) -> NDArray[np.float32]:
    numbers = np.array(written, np.float32)
    if numbers.shape != shape or not numbers.size:
        raise ValueError(f"{what} has the shape {numbers.shape}, not {shape}")
    if not np.isfinite(numbers).all():
        raise ValueError(f"{what} holds what is no number")
    return numbers


def _text(written: object, what: str) -> str:
    if not isinstance(written, str) or not written:
        raise ValueError(f"{what} is missing")
    return written


def _scale(model: Model) -> NDArray[np.float32]:
    largest = np.abs(np.concatenate([model.vector, model.features])).max(axis=0)
    scale: NDArray[np.float32] = (np.maximum(largest, 1e-9) / FINEST).astype(np.float32)
    return scale


def _whole(weights: NDArray[np.float32], scale: NDArray[np.float32]) -> NDArray[np.int8]:
    whole: NDArray[np.int8] = np.rint(weights / scale).astype(np.int8)
    return whole


def _json(value: object) -> str:
    as_list = list(value) if isinstance(value, tuple) else value
    return json.dumps(as_list, ensure_ascii=False, separators=(",", ":"))
