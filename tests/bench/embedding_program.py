"""
What the benchmark of embedding runs in a process of its own, since torch is loaded in it.

    python -m tests.bench.embedding_program < {"model": …, "encoder": …, "passages": […]}

Prints {way: {"ms": [of a passage, one a round], "cosine": the least to torch's}}.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from indexer.embed import THREADS
from indexer.openvino_model import OpenVinoModel, fastest
from knowledge.encoder import Encoder
from knowledge.exported import ExportedModel

ROUNDS = 5
MS = 1_000
Way = Callable[[Sequence[str]], Any]


def main() -> int:
    """Embed by turns, round after round, and print what it took."""
    given = json.load(sys.stdin)
    passages: list[str] = given["passages"]
    ways = _ways(given)
    expected = ways["torch"](passages)
    cosines = {
        name: float((way(passages) * expected).sum(axis=1).min()) for name, way in ways.items()
    }
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            started = time.perf_counter()
            way(passages)
            took[name].append((time.perf_counter() - started) * MS / len(passages))
    print(json.dumps({name: {"ms": took[name], "cosine": cosines[name]} for name in ways}))
    return 0


def _ways(given: dict[str, Any]) -> dict[str, Way]:
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(THREADS)
    original = SentenceTransformer(given["model"], device="cpu")

    def by_torch(texts: Sequence[str]) -> Any:
        return original.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)

    folder = Path(given["encoder"])
    ways: dict[str, Way] = {
        "torch": by_torch,
        "onnxruntime": Encoder(folder, THREADS, ExportedModel).encode,
    }
    if fastest() is OpenVinoModel:
        ways["openvino"] = Encoder(folder, THREADS, OpenVinoModel).encode
    return {name: lambda texts, way=way: np.asarray(way(texts)) for name, way in ways.items()}


if __name__ == "__main__":
    sys.exit(main())
