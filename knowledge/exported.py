"""
Run a model that was exported into an index version: onnxruntime and tokenizers, nothing else.

Encoder and reranker are both such models; no training library is imported at question time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from knowledge.errors import IndexDamagedError

MODEL_FILE = "model.onnx"
WEIGHTS_FILE = "model.weights"  # apart from the graph, so that they are held in memory once
TOKENIZER_FILE = "tokenizer.json"
BATCH = 8  # texts; larger ones fall out of the cache: 32 embed a third fewer passages a second

Text = str | tuple[str, str]  # two are read together, as a reranker does
OnBatch = Callable[[int], None]  # how many texts the batch had

# What a graph may ask for, and where the tokenizer has it.
_INPUTS: dict[str, Callable[[Encoding], list[int]]] = {
    "input_ids": lambda tokens: tokens.ids,
    "attention_mask": lambda tokens: tokens.attention_mask,
    "token_type_ids": lambda tokens: tokens.type_ids,
}


class ExportedModel:
    """A graph with its weights and its tokenizer."""

    def __init__(self, folder: Path, max_tokens: int, threads: int = 1) -> None:
        """
        Load a model.

        Args:
            folder: Holds the graph, its weights and the tokenizer.
            max_tokens: Longer texts are cut here.
            threads: Batches at a time, each on one core: that embeds faster than all cores on one
                batch, which wait for one another.

        Raises:
            IndexDamagedError: a file is missing or cannot be read.
        """
        try:
            self._session = onnxruntime.InferenceSession(
                folder / MODEL_FILE, _options(), providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        except Exception as error:  # both libraries raise bare Exception
            raise IndexDamagedError(f"the {folder.name} cannot be loaded: {error}") from error
        self._threads = threads
        self._inputs = [wanted.name for wanted in self._session.get_inputs()]
        self._tokenizer.enable_truncation(max_tokens)
        padding = self._tokenizer.padding or {}
        self._tokenizer.enable_padding(**(padding | {"length": None}))

    def run(self, texts: Sequence[Text], on_batch: OnBatch | None = None) -> NDArray[np.float32]:
        """
        Run texts, those of like length together so that little is padded.

        Args:
            texts: n texts, n at least 1.
            on_batch: Told after each batch how many texts it had.

        Returns:
            float32, one row a text, in their order.
        """
        order = sorted(range(len(texts)), key=lambda n: _length(texts[n]))
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        rows = []
        for row in self._in_turn([[texts[n] for n in batch] for batch in batches]):
            rows.append(row)
            if on_batch:
                on_batch(len(row))
        return np.concatenate(rows)[np.argsort(order)]

    def _in_turn(self, batches: Sequence[Sequence[Text]]) -> Iterator[NDArray[np.float32]]:
        if self._threads == 1 or len(batches) == 1:
            yield from map(self._run, batches)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            yield from pool.map(self._run, batches)

    def _run(self, texts: Sequence[Text]) -> NDArray[np.float32]:
        tokens = self._tokenizer.encode_batch(list(texts))
        given = {
            name: np.array([_INPUTS[name](t) for t in tokens], np.int64) for name in self._inputs
        }
        return self._infer(given)

    def _infer(self, given: dict[str, NDArray[np.int64]]) -> NDArray[np.float32]:
        output: NDArray[np.float32] = self._session.run(None, given)[0]
        return output


def _length(text: Text) -> int:
    return len(text) if isinstance(text, str) else sum(map(len, text))


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # The arena keeps the memory of the longest text ever seen; questions are too short to need it.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3  # errors only
    return options
