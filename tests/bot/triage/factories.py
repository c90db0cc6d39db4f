"""Small classifiers and judgements, with defaults for what a test does not speak of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.triage.assessment import Category, Urgency
from bot.triage.decision import Likelihood
from bot.triage.examples import Example
from bot.triage.model_file import HEADS, Model
from bot.triage.vocabulary import Vocabulary

ENCODER = "e" * 64
DIMENSION = 4


def an_example(
    text: str = "they are here",
    urgency: Urgency = Urgency.IMMEDIATE,
    live: bool = True,
    category: Category = Category.CONDUCT,
    distress: bool = False,
) -> Example:
    return Example(text, urgency, live, category, distress)


def a_likelihood(
    needs_a_person: float = 0.0,
    immediate: float = 0.0,
    live: float = 0.0,
    distress: float = 0.0,
    category: Category = Category.GENERAL,
) -> Likelihood:
    return Likelihood(needs_a_person, immediate, live, distress, category)


def a_model(words: Sequence[str] = ("word here", "kind {inspector}", "sign length")) -> Model:
    """A model whose weights are all different and whose categories are alike."""
    shape = (len(words), len(HEADS))
    features = np.linspace(-1, 1, shape[0] * shape[1], dtype=np.float32).reshape(shape)
    vector = np.linspace(1, -2, DIMENSION * shape[1], dtype=np.float32).reshape(DIMENSION, -1)
    rarity = np.ones(len(words), np.float32)
    bias = np.zeros(len(HEADS), np.float32)
    return Model(ENCODER, "x" * 64, Vocabulary(words, rarity), vector, features, bias)


def made_up_vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors that depend on the letters of a text alone."""
    counts = np.array([[text.count(letter) for letter in "aeio"] for text in texts], np.float32)
    counts += 0.1
    vectors: NDArray[np.float32] = counts / np.linalg.norm(counts, axis=1, keepdims=True)
    return vectors
