"""
Write a model as a graph that runs without a training library, with its tokenizer beside it.

Torch is imported only when an export is due.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from knowledge.exported import MODEL_FILE, TOKENIZER_FILE, WEIGHTS_FILE

OPSET = 17  # the newest that the tracing exporter of torch 2.13 writes without conversion
_SMALLEST_APART = 1024  # bytes; smaller tensors stay in the graph


def export_graph(module: Any, inputs: Sequence[str], target: Path) -> None:
    """
    Trace a module and write its graph and weights.

    Args:
        module: Takes one int64 tensor [texts, tokens] for each input, gives one row a text.
        inputs: Names of the inputs, in the order in which the module takes them.
        target: Folder, which exists.
    """
    import onnx
    import torch

    whole = target / "whole.onnx"
    ones = torch.ones(2, 8, dtype=torch.long)  # any shape; both axes are declared variable
    with warnings.catch_warnings():
        # The tracer warns of constants that are constant for this model, and of its own age.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(),
            tuple(ones for _ in inputs),
            str(whole),
            dynamo=False,
            opset_version=OPSET,
            input_names=list(inputs),
            output_names=["output"],
            dynamic_axes={
                **{name: {0: "texts", 1: "tokens"} for name in inputs},
                "output": {0: "texts"},
            },
        )
    graph = onnx.load(str(whole))
    whole.unlink()
    save_graph(graph, target)


def save_graph(graph: Any, target: Path) -> None:
    """Write a graph with its weights in a file of their own."""
    import onnx

    (target / WEIGHTS_FILE).unlink(missing_ok=True)  # it would be added to
    onnx.save_model(
        graph,
        str(target / MODEL_FILE),
        save_as_external_data=True,
        location=WEIGHTS_FILE,
        size_threshold=_SMALLEST_APART,
    )


def save_tokenizer(tokenizer: Any, target: Path) -> None:
    """Write a tokenizer with the padding that its model was trained with."""
    fast = tokenizer.backend_tokenizer
    fast.enable_padding(
        direction=tokenizer.padding_side,
        pad_id=tokenizer.pad_token_id,
        pad_type_id=tokenizer.pad_token_type_id,
        pad_token=tokenizer.pad_token,
    )
    fast.save(str(target / TOKENIZER_FILE))


def tokens_at_most(tokenizer: Any, config: Any) -> int:
    """Return the length at which texts are cut, in tokens."""
    most = [tokenizer.model_max_length, getattr(config, "max_position_embeddings", None)]
    return int(min(n for n in most if n))
