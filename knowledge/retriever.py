"""From a question to its hits: encode, search both ways, fuse, and weigh how sure we may be."""

from __future__ import annotations

from knowledge.question import Question, Retrieval, Turn

__all__ = ["Question", "Retrieval", "Turn"]
