"""What is learnt from the questions that the guidance lists."""

from __future__ import annotations

import numpy as np

from indexer.adapter import FEWEST_QUESTIONS, Lesson, learn
from knowledge.adapter import Adapter
from knowledge.vectors.protocol import Vectors

D = 16
SECTIONS = 20
EACH = 15


def unit(rows: Vectors) -> Vectors:
    scaled: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return scaled


def a_lesson(each: int = EACH) -> tuple[Lesson, Vectors]:
    """Questions that lie off their sections in one and the same way, and some kept back."""
    random = np.random.default_rng(7)
    centres = unit(random.normal(size=(SECTIONS, D)).astype(np.float32))
    turn = np.linalg.qr(random.normal(size=(D, D)))[0].astype(np.float32)
    spread = random.normal(scale=0.15, size=(SECTIONS * (each + 1), D)).astype(np.float32)
    questions = unit(np.repeat(centres @ turn, each + 1, axis=0) + spread)
    sections = np.repeat(np.arange(SECTIONS), each + 1)
    kept_back = np.arange(len(sections)) % (each + 1) == 0
    lesson = Lesson(
        questions[~kept_back], sections[~kept_back], centres, np.arange(SECTIONS, dtype=np.int64)
    )
    return lesson, questions[kept_back]


def test_unseen_questions_lie_nearer_to_their_sections_once_adapted() -> None:
    lesson, unseen = a_lesson()
    matrix = learn(lesson)

    assert matrix is not None
    before = np.einsum("nd,nd->n", unseen, lesson.passages)
    after = np.einsum("nd,nd->n", Adapter(matrix).adapt(unseen), lesson.passages)
    assert after.mean() > before.mean()


def test_learning_twice_gives_the_same_matrix() -> None:
    lesson, _ = a_lesson()

    one, two = learn(lesson), learn(lesson)

    assert one is not None
    assert two is not None
    assert np.array_equal(one, two)


def test_few_questions_teach_nothing() -> None:
    lesson, _ = a_lesson(each=(FEWEST_QUESTIONS // SECTIONS) - 1)

    assert learn(lesson) is None
