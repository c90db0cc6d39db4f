"""Where passages' vectors are searched: one protocol, and the backends that keep it."""

from __future__ import annotations

from knowledge.vectors.faiss import FaissIndex
from knowledge.vectors.numpy_exact import NumpyExactIndex
from knowledge.vectors.protocol import VectorIndex

BACKENDS: dict[str, type[VectorIndex]] = {
    "numpy_exact": NumpyExactIndex,
    "faiss": FaissIndex,
}
DEFAULT_BACKEND = "faiss"

__all__ = ["BACKENDS", "DEFAULT_BACKEND", "VectorIndex"]
