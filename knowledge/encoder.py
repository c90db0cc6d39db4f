"""
Turn questions and passages into vectors with the encoder that an index version carries.

Runs on onnxruntime and tokenizers alone: at question time no training library is imported.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from knowledge.errors import IndexDamagedError
from knowledge.vectors.protocol import Vectors

MODEL_FILE = "model.onnx"
WEIGHTS_FILE = "model.weights"  # apart from the graph, so that they are held in memory once
TOKENIZER_FILE = "tokenizer.json"
DESCRIPTION_FILE = "encoder.json"
BATCH = 32  # texts; larger batches gain nothing on two cores


@dataclass(frozen=True, slots=True)
class EncoderDescription:
    """Which encoder this is."""

    name: str
    #: SHA-256 of the weights it was exported from.
    source_sha256: str
    dimension: int
    #: Longer texts are cut here, as the encoder was trained.
    max_tokens: int


class Encoder:
    """One exported encoder, ready to run."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """
        Load an encoder.

        Args:
            folder: Holds the graph, its weights, the tokenizer and the description.
            threads: Cores for one text or batch.

        Raises:
            IndexDamagedError: a file is missing or cannot be read.
        """
        self.description = read_description(folder)
        try:
            self._session = onnxruntime.InferenceSession(
                folder / MODEL_FILE, _options(threads), providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        except Exception as error:  # both libraries raise bare Exception
            raise IndexDamagedError(f"the encoder cannot be loaded: {error}") from error
        self._tokenizer.enable_truncation(self.description.max_tokens)
        self._tokenizer.enable_padding()

    def encode(
        self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None
    ) -> Vectors:
        """
        Encode texts, those of like length together so that little is padded.

        Args:
            texts: n texts.
            on_batch: Told after each batch how many texts it had.

        Returns:
            float32 [n, d], rows of unit L2 norm; n = 0 gives [0, d].
        """
        vectors = np.empty((len(texts), self.description.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            vectors[batch] = self._run([texts[n] for n in batch])
            if on_batch:
                on_batch(len(batch))
        return vectors

    def _run(self, texts: Sequence[str]) -> Vectors:
        tokens = self._tokenizer.encode_batch(list(texts))
        outputs = self._session.run(
            None,
            {
                "input_ids": np.array([t.ids for t in tokens], dtype=np.int64),
                "attention_mask": np.array([t.attention_mask for t in tokens], dtype=np.int64),
            },
        )
        return cast(Vectors, outputs[0])


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


def _options(threads: int) -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # The arena keeps the memory of the longest text ever seen; questions are too short to need it.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3  # errors only
    return options
