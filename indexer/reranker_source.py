"""
How a reranker is exported so that it runs without a training library.

Any sentence-transformers CrossEncoder with one score a pair will do.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from indexer.errors import ModelSourceError
from indexer.model_source import model_folder, settings_sum, weights_sum
from indexer.onnx_export import export_graph, save_tokenizer, tokens_at_most
from knowledge.reranker import RERANKER_FILE, Reranker, RerankerDescription

SAME_SCORE = 1e-4  # at most, between an exported reranker's scores and the original's
_GRAPH_INPUTS = ("input_ids", "token_type_ids", "attention_mask")
_QUESTION = "Who may see the draft report?"
_PROBES = ("Only the head and the chair. " * 9, "Ysgol", "The draft is confidential.", "")


@lru_cache(maxsize=8)  # a build asks more than once
def describe_reranker(name: str) -> RerankerDescription:
    """
    Say what the exported reranker will be.

    Args:
        name: Path of its folder, or its name on the model hub.

    Raises:
        ModelSourceError: there is no such reranker, or it cannot be read.
    """
    folder = model_folder(name)
    original = _load(folder)
    return RerankerDescription(
        name=folder.resolve().name if Path(name).expanduser().is_dir() else name,
        source_sha256=weights_sum(folder),
        max_tokens=tokens_at_most(original.tokenizer, original.config),
        settings_sha256=settings_sum(folder),
    )


def export_reranker(name: str, target: Path) -> None:
    """
    Export a reranker into a folder that exists.

    Raises:
        ModelSourceError: the reranker cannot be read, or what was exported does not give its
            scores.
    """
    description = describe_reranker(name)
    original = _load(model_folder(name))
    inputs = [i for i in original.tokenizer.model_input_names if i in _GRAPH_INPUTS]
    export_graph(_traceable(original, inputs), inputs, target)
    save_tokenizer(original.tokenizer, target)
    text = json.dumps(asdict(description), indent=1, sort_keys=True)
    (target / RERANKER_FILE).write_text(text + "\n", encoding="utf-8")
    _compare(Reranker(target), original)


def _load(folder: Path) -> Any:
    from sentence_transformers import CrossEncoder
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        original = CrossEncoder(str(folder), device="cpu").eval()
    except (OSError, ValueError, KeyError) as error:
        raise ModelSourceError(f"{folder.name} cannot be read as a reranker: {error}") from error
    if not any("SequenceClassification" in kind for kind in original.config.architectures or ()):
        # It would be read all the same, with random weights for what an encoder lacks.
        raise ModelSourceError(f"{folder.name} is no reranker: it was not trained to score pairs")
    if original.num_labels != 1:
        raise ModelSourceError(f"{folder.name} gives {original.num_labels} scores a pair, not one")
    return original


def _compare(exported: Reranker, original: Any) -> None:
    scores = exported.scores(_QUESTION, _PROBES)
    expected = original.predict([(_QUESTION, text) for text in _PROBES])
    widest = float(np.abs(scores - expected).max())
    if not widest <= SAME_SCORE:  # NaN is no likeness either
        raise ModelSourceError(
            f"{exported.description.name} cannot be exported: scores differ by {widest:.2g}"
        )


def _traceable(original: Any, inputs: list[str]) -> Any:
    """The reranker and its activation as one module with plain tensors in and out."""
    import torch

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.original = original

        def forward(self, *tensors: Any) -> Any:
            scores = self.original(dict(zip(inputs, tensors, strict=True)))["scores"]
            return original.activation_fn(scores).reshape(-1)

    return Whole()
