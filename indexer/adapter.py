"""
Learn the adapter from the questions that the guidance lists.

Each question is pulled towards the other questions and the passages of its own section, and away
from all others, by the softmax over their cosines; the matrix is kept small.  Seconds in numpy,
and the same on every run.

    loss = -log( sum over own keys of exp(cos/T)  /  sum over all keys of exp(cos/T) )  +  λ |W|²

Source:
    Multi-positive InfoNCE: van den Oord, Li, Vinyals (2018), arXiv:1807.03748; Khosla et al.
    (2020), "Supervised Contrastive Learning", arXiv:2004.11362.  Adam: Kingma and Ba (2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.passage import Passage
from knowledge.vectors.protocol import Vectors

TEMPERATURE = 0.05
DECAY = 0.01  # λ
RATE = 1e-3
# Chosen among six settings on 260 questions written apart from the listed ones.
EPOCHS = 12
BATCH = 256
FEWEST_QUESTIONS = 200  # fewer teach a matrix of d² numbers nothing
MOST_KEYS = 20_000  # as many rivals as matter; a larger corpus is sampled
SEED = 0

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learnt from."""

    #: float32 [n, d]
    questions: Vectors
    #: Section of each question, [n].
    sections: Ids
    #: Keys that are no questions: passages, float32 [p, d], and their sections, [p].
    passages: Vectors
    passage_sections: Ids


def lesson_of(passages: Sequence[Passage], vectors: Vectors, asked: Vectors) -> Lesson:
    """
    Put together what is learnt from.

    Args:
        passages: n passages.
        vectors: Of the passages, float32 [n, d].
        asked: Of all questions in `asked_as`, in the order of the passages.
    """
    names = [(p.citation.document, p.citation.heading) for p in passages]
    number = {name: n for n, name in enumerate(dict.fromkeys(names))}
    sections = np.array([number[name] for name in names], dtype=np.int64)
    counts = [len(p.asked_as) for p in passages]
    return Lesson(asked, np.repeat(sections, counts), vectors, sections)


def learn(lesson: Lesson) -> Vectors | None:
    """
    Learn the matrix.

    Returns:
        float32 [d, d]; None when too few questions are listed.
    """
    n = len(lesson.questions)
    if n < FEWEST_QUESTIONS:
        return None
    random = np.random.default_rng(SEED)
    keep = random.permutation(len(lesson.passages))[: max(MOST_KEYS - n, 0)]
    keys = np.vstack([lesson.questions, lesson.passages[keep]])
    owners = np.concatenate([lesson.sections, lesson.passage_sections[keep]])
    adam = _Adam(lesson.questions.shape[1])
    for _ in range(EPOCHS):
        order = random.permutation(n)
        for start in range(0, n, BATCH):
            batch = order[start : start + BATCH]
            adam.step(_slope(adam.matrix, lesson, batch, keys, owners))
    return adam.matrix


def _slope(matrix: Vectors, lesson: Lesson, batch: Ids, keys: Vectors, owners: Ids) -> Vectors:
    """Slope of the loss over one batch, [d, d]."""
    x = lesson.questions[batch]
    moved = x + x @ matrix
    length = np.linalg.norm(moved, axis=1, keepdims=True)
    q = moved / length
    logits = q @ keys.T / TEMPERATURE
    rows = np.arange(len(batch))
    logits[rows, batch] = -np.inf  # a question is no key to itself
    own = owners[None, :] == lesson.sections[batch][:, None]
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    pull = np.where(own, weights, 0.0)
    push = weights / weights.sum(axis=1, keepdims=True)
    pull = pull / np.maximum(pull.sum(axis=1, keepdims=True), 1e-9)
    slope = (push - pull) @ keys / (TEMPERATURE * len(batch))
    tangent = (slope - (slope * q).sum(axis=1, keepdims=True) * q) / length
    found: Vectors = (x.T @ tangent + 2 * DECAY * matrix).astype(np.float32)
    return found


class _Adam:
    """Adam with its usual constants, from a matrix of zeros."""

    def __init__(self, d: int) -> None:
        self.matrix: Vectors = np.zeros((d, d), dtype=np.float32)
        self._mean = np.zeros_like(self.matrix)
        self._square = np.zeros_like(self.matrix)
        self._steps = 0

    def step(self, slope: Vectors) -> None:
        self._steps += 1
        self._mean = 0.9 * self._mean + 0.1 * slope
        self._square = 0.999 * self._square + 0.001 * slope * slope
        mean = self._mean / (1 - 0.9**self._steps)
        square = self._square / (1 - 0.999**self._steps)
        self.matrix = self.matrix - RATE * mean / (np.sqrt(square) + 1e-8)
