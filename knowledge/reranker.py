"""
Reorder hits with a costlier model, which reads question and passage together.

Only where an index version carries one; by default none does, see docs/decisions.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexDamagedError
from knowledge.exported import ExportedModel

RERANKER_FILE = "reranker.json"


@dataclass(frozen=True, slots=True)
class RerankerDescription:
    """Which reranker this is."""

    name: str
    #: SHA-256 of the weights it was exported from.
    source_sha256: str
    #: Question and passage together are cut here, the longer of them first.
    max_tokens: int
    #: SHA-256 of the settings it was exported with.
    settings_sha256: str


class Reranker:
    """One exported reranker, ready to run."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """
        Load a reranker.

        Args:
            folder: Holds the graph, its weights, the tokenizer and the description.
            threads: Cores for one question.

        Raises:
            IndexDamagedError: a file is missing or cannot be read.
        """
        self.description = read_reranker(folder)
        self._model = ExportedModel(folder, self.description.max_tokens, threads)

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """
        Say how well each text answers a question.

        Args:
            question: Any text.
            texts: n texts, n may be 0.

        Returns:
            float32 [n], on the model's own scale, higher is better.
        """
        if not texts:
            return np.empty(0, dtype=np.float32)
        return self._model.run([(question, text) for text in texts])

    def reorder(
        self, question: str, found: Sequence[tuple[int, float]], texts: Sequence[str]
    ) -> list[tuple[int, float]]:
        """
        Rank places anew.

        Args:
            question: Any text.
            found: n (place, score) pairs, best first.
            texts: What is read of each place, n texts.

        Returns:
            (place, the reranker's score) pairs, best first; ties in the order they came in.
        """
        scores = self.scores(question, texts)
        order = np.argsort(-scores, kind="stable")
        return [(found[n][0], float(scores[n])) for n in order]


def read_reranker(folder: Path) -> RerankerDescription:
    """
    Read which reranker a folder holds, without loading it.

    Raises:
        IndexDamagedError: the description is missing or malformed.
    """
    try:
        return RerankerDescription(**json.loads((folder / RERANKER_FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamagedError(f"{RERANKER_FILE} cannot be read: {error}") from error
