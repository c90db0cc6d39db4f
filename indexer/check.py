"""
The gates an index version must pass before it is published.

Each gate is a function that returns what is wrong; adding one is a function and a line in GATES.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from knowledge.index_version import IndexVersion
from knowledge.question import Question
from knowledge.retriever import Retriever
from knowledge.vectors.protocol import Vectors

GOLDEN_FILE = Path(__file__).parent / "golden" / "questions.jsonl"
GOLDEN_K = 5  # a golden question counts as found when a right section is among the first five
GOLDEN_FLOOR = 0.85  # share of golden questions that must be found
UNIT_TOLERANCE = 1e-3  # how far a vector's length may be from 1

Gate = Callable[[IndexVersion], list[str]]


@dataclass(frozen=True, slots=True)
class Golden:
    """A question that a good index must find an answer to."""

    question: Question
    #: (document, heading) pairs that answer it.
    right: frozenset[tuple[str, str]]


def check(version: IndexVersion) -> list[str]:
    """
    Put an index version through every gate; its sums were compared when it was opened.

    Returns:
        One line for each fault; empty when it may be published.
    """
    return [fault for gate in GATES for fault in gate(version)]


def has_content(version: IndexVersion) -> list[str]:
    """Refuse an index version without documents, passages or sentences, or with miscounts."""
    manifest, passages = version.manifest, version.passages
    found = {
        "documents": (len({p.citation.document for p in passages}), len(manifest.documents)),
        "passages": (len(passages), manifest.passages),
        "sentences": (len(version.sentences.vectors), manifest.sentences),
    }
    empty = [f"it holds no {name}" for name, (n, _) in found.items() if n == 0]
    # A document whose every section stands in a newer one has no passages of its own.
    more = [
        f"{n} {name}, the manifest says {said}"
        for name, (n, said) in found.items()
        if n != said and not (name == "documents" and n < said)
    ]
    return empty + more


def has_sound_vectors(version: IndexVersion) -> list[str]:
    """Refuse vectors that are missing, not finite or not of unit length."""
    manifest = version.manifest
    kinds = {
        "passage": (version.vectors.rows(), manifest.passages),
        "sentence": (version.sentences.vectors, manifest.sentences),
    }
    return [
        fault
        for kind, (rows, n) in kinds.items()
        for fault in _vector_faults(kind, rows, (n, manifest.encoder.dimension))
    ]


def finds_golden_questions(version: IndexVersion) -> list[str]:
    """Refuse an index of the sample guidance that no longer finds what it should."""
    golden = read_golden(GOLDEN_FILE)
    named = {document for item in golden for document, _ in item.right}
    if not named <= version.manifest.documents.keys():
        return []  # other guidance than the sample: these questions say nothing about it
    share, missed = golden_share(Retriever(version), golden)
    if share >= GOLDEN_FLOOR:
        return []
    return [f"golden questions found {share:.0%}, at least {GOLDEN_FLOOR:.0%}: {'; '.join(missed)}"]


GATES: tuple[Gate, ...] = (has_content, has_sound_vectors, finds_golden_questions)


def read_golden(path: Path) -> list[Golden]:
    """Read golden questions, one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [
        Golden(
            Question(r["text"], nation=r["nation"], as_of=date.fromisoformat(r["as_of"])),
            frozenset((document, heading) for document, heading in r["right"]),
        )
        for r in rows
    ]


def golden_share(retriever: Retriever, golden: list[Golden]) -> tuple[float, list[str]]:
    """Return the share of golden questions found at GOLDEN_K, and the words of those missed."""
    missed = [
        item.question.text
        for item in golden
        if not item.right
        & {
            (hit.passage.citation.document, hit.passage.citation.heading)
            for hit in retriever.retrieve(item.question, GOLDEN_K).hits
        }
    ]
    return 1 - len(missed) / len(golden), missed


def _vector_faults(kind: str, rows: Vectors, expected: tuple[int, int]) -> list[str]:
    if rows.shape != expected:
        return [f"{kind} vectors have shape {rows.shape}, expected {expected}"]
    if not np.isfinite(rows).all():
        return [f"a {kind} vector is not finite"]
    lengths = np.linalg.norm(rows, axis=1)
    if np.abs(lengths - 1).max(initial=0.0) > UNIT_TOLERANCE:
        return [f"a {kind} vector is not of unit length"]
    return []
