"""
Run an exported model on OpenVINO, where it is installed: passages are embedded faster.

With AMX or AVX-512 it multiplies in bfloat16, which leaves vectors at a cosine above 0.9999 to
those of onnxruntime; questions are always encoded by onnxruntime.
"""

from __future__ import annotations

import importlib.util
import threading
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.exported import MODEL_FILE, ExportedModel


class OpenVinoModel(ExportedModel):
    """The same graph, weights and tokenizer on another engine."""

    def __init__(self, folder: Path, max_tokens: int, threads: int = 1) -> None:
        """Load a model as `ExportedModel` does, and compile it for this machine."""
        super().__init__(folder, max_tokens, threads)
        from openvino import Core

        self._compiled: Any = Core().compile_model(
            str(folder / MODEL_FILE),
            "CPU",
            {"NUM_STREAMS": str(threads), "INFERENCE_NUM_THREADS": str(threads)},
        )
        self._of_thread = threading.local()  # a request serves one thread at a time

    def _infer(self, given: dict[str, NDArray[np.int64]]) -> NDArray[np.float32]:
        if not hasattr(self._of_thread, "request"):
            self._of_thread.request = self._compiled.create_infer_request()
        output = self._of_thread.request.infer(given)[0]
        return np.array(output, dtype=np.float32)  # the request writes into the same place again


def fastest() -> type[ExportedModel]:
    """Return what embeds passages fastest of what is installed."""
    return OpenVinoModel if importlib.util.find_spec("openvino") else ExportedModel
