"""Where passages' vectors are searched: one protocol, and the backends that keep it."""

from __future__ import annotations

from knowledge.vectors.faiss import FaissIndex
from knowledge.vectors.faiss_ivf import FaissIvfIndex
from knowledge.vectors.numpy_exact import NumpyExactIndex
from knowledge.vectors.protocol import VectorIndex

BACKENDS: dict[str, type[VectorIndex]] = {
    "numpy_exact": NumpyExactIndex,
    "faiss": FaissIndex,
    "faiss_ivf": FaissIvfIndex,
}
DEFAULT_BACKEND = "faiss"
DEFAULT_FOR_MANY = "faiss_ivf"
MANY = 50_000  # vectors from which comparing them all takes longer than encoding the question


def backend_for(n: int) -> str:
    """Name the backend that suits n vectors."""
    return DEFAULT_BACKEND if n < MANY else DEFAULT_FOR_MANY


__all__ = ["BACKENDS", "DEFAULT_BACKEND", "VectorIndex", "backend_for"]
