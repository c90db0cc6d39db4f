"""Turn questions and passages into vectors with the encoder that an index version carries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np

from knowledge.errors import IndexDamagedError
from knowledge.exported import ExportedModel, OnBatch
from knowledge.vectors.protocol import Vectors

DESCRIPTION_FILE = "encoder.json"
# A question is judged and then looked up; encoding it takes most of the time of either.
RECENT_QUESTIONS = 32

Kind = Literal["question", "passage"]


@dataclass(frozen=True, slots=True)
class EncoderDescription:
    """Which encoder this is."""

    name: str
    #: SHA-256 of the weights it was exported from.
    source_sha256: str
    dimension: int
    #: Longer texts are cut here, as the encoder was trained.
    max_tokens: int
    #: Put before every question and every passage, as the encoder was trained.
    question_prompt: str = ""
    passage_prompt: str = ""
    #: SHA-256 of the settings it was exported with; empty when the package is pinned instead.
    settings_sha256: str = ""


class Encoder:
    """One exported encoder, ready to run."""

    def __init__(
        self, folder: Path, threads: int = 1, load: type[ExportedModel] = ExportedModel
    ) -> None:
        """
        Load an encoder.

        Args:
            folder: Holds the graph, its weights, the tokenizer and the description.
            threads: Batches at a time, each on one core.
            load: What runs the graph.

        Raises:
            IndexDamagedError: a file is missing or cannot be read.
        """
        self.description = read_description(folder)
        self._model = load(folder, self.description.max_tokens, threads)
        self._recent = lru_cache(maxsize=RECENT_QUESTIONS)(self._encode_question)

    def encode(
        self, texts: Sequence[str], kind: Kind = "passage", on_batch: OnBatch | None = None
    ) -> Vectors:
        """
        Encode texts, each behind the prompt of its kind.

        Args:
            texts: n texts.
            kind: Whether they ask or are searched; some encoders are trained to tell.
            on_batch: Told after each batch how many texts it had.

        Returns:
            float32 [n, d], rows of unit L2 norm; n = 0 gives [0, d].
        """
        if not texts:
            return np.empty((0, self.description.dimension), dtype=np.float32)
        prompt = self.prompt(kind)
        return self._model.run([prompt + text for text in texts], on_batch)

    def encode_question(self, text: str) -> Vectors:
        """
        Encode one question; recent ones are remembered.

        Returns:
            float32 [d], of unit L2 norm, not to be written to.
        """
        return self._recent(text)

    def _encode_question(self, text: str) -> Vectors:
        vector: Vectors = self.encode([text], "question")[0]
        vector.flags.writeable = False
        return vector

    def prompt(self, kind: Kind) -> str:
        """Return what is put before texts of a kind; empty for most encoders."""
        asked = kind == "question"
        return self.description.question_prompt if asked else self.description.passage_prompt


def read_description(folder: Path) -> EncoderDescription:
    """
    Read which encoder a folder holds, without loading it.

    Raises:
        IndexDamagedError: the description is missing or malformed.
    """
    try:
        return EncoderDescription(**json.loads((folder / DESCRIPTION_FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamagedError(f"{DESCRIPTION_FILE} cannot be read: {error}") from error
