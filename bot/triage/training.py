"""
Train the classifier from the examples, and calibrate it by cross-validation.

Needs scikit-learn, which the indexer's extra brings; the assistant itself never imports this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.triage.assessment import Assessment, Urgency
from bot.triage.classifier import VECTOR_WEIGHT, likelihood_of
from bot.triage.decision import Likelihood
from bot.triage.examples import Example, digest
from bot.triage.features import Features, read_features
from bot.triage.model_file import HEADS, LIKELIHOODS, Model, rounded
from bot.triage.rules import assess
from bot.triage.vocabulary import Vocabulary

FOLDS = 10
SEED = 20261122
# Inverse strength of the L2 penalty, found by cross-validation on the examples.
_LOOSE = 1.0
_LOOSE_CATEGORY = 0.2
_UNBOUND = 1e6  # no penalty: two numbers from thousands of examples
_MOST_STEPS = 1000
_LEARNT_FROM_ALL = {"needs_a_person", "live", "distress"}
_SAYS: dict[str, Callable[[Example], bool]] = {
    "needs_a_person": lambda one: one.needs_a_person,
    "immediate": lambda one: one.urgency is Urgency.IMMEDIATE,
    "live": lambda one: one.live,
    "distress": lambda one: one.distress,
}

Floats = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Floats]
OnFold = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Judged:
    """An example, what the rules make of it, and a classifier that had not seen it."""

    example: Example
    rules: Assessment
    likely: Likelihood


@dataclass(frozen=True, slots=True)
class Trained:
    """A model, and what it makes of each example when it has not seen it."""

    model: Model
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class _Messages:
    """Examples with all that can be known of them: rules [n], features [n], vectors [n, d]."""

    examples: tuple[Example, ...]
    rules: tuple[Assessment, ...]
    features: tuple[Features, ...]
    vectors: Floats

    def only(self, rows: NDArray[np.intp]) -> _Messages:
        """Pick some of them, in the order of their rows."""
        return _Messages(
            tuple(self.examples[row] for row in rows),
            tuple(self.rules[row] for row in rows),
            tuple(self.features[row] for row in rows),
            self.vectors[rows],
        )


@dataclass(frozen=True, slots=True)
class _Fitted:
    """Weights of every head: [d + f, h] and [h]."""

    vocabulary: Vocabulary
    weights: Floats
    bias: Floats

    def scores(self, messages: _Messages) -> Floats:
        """Return scores, [n, h]."""
        scores: Floats = _matrix(messages, self.vocabulary) @ self.weights + self.bias
        return scores


def train(
    examples: Sequence[Example], encode: Encode, encoder_sha256: str, on_fold: OnFold
) -> Trained:
    """
    Train a classifier.

    Args:
        examples: n examples.
        encode: n texts → float32 [n, d], rows of unit length.
        encoder_sha256: `identity` of the encoder behind `encode`.
        on_fold: Told the number of each fold that is done.

    Returns:
        The model, rounded as its file has it, and the cross-validated judgements.
    """
    messages = _read(examples, encode)
    scores = _unseen_scores(messages, on_fold)
    slope, shift = _calibration(scores, messages.examples)
    calibrated = scores * slope + shift
    judged = tuple(
        Judged(example, rules, likelihood_of(row))
        for example, rules, row in zip(messages.examples, messages.rules, calibrated, strict=True)
    )
    fitted = _fit(messages)
    n_dimensions = messages.vectors.shape[1]
    weights = fitted.weights * slope
    model = Model(
        encoder_sha256,
        digest(examples),
        fitted.vocabulary,
        weights[:n_dimensions],
        weights[n_dimensions:],
        fitted.bias * slope + shift,
    )
    return Trained(rounded(model), judged)


def _read(examples: Sequence[Example], encode: Encode) -> _Messages:
    rules = tuple(assess(one.text) for one in examples)
    features = tuple(read_features(e.text, r) for e, r in zip(examples, rules, strict=True))
    return _Messages(tuple(examples), rules, features, encode([one.text for one in examples]))


def _unseen_scores(messages: _Messages, on_fold: OnFold) -> Floats:
    """Score each example with a model that was fitted without it."""
    labels = [f"{one.needs_a_person} {one.distress}" for one in messages.examples]
    scores = np.zeros((len(labels), len(HEADS)), np.float32)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    for number, (seen, unseen) in enumerate(folds.split(labels, labels), start=1):
        scores[unseen] = _fit(messages.only(seen)).scores(messages.only(unseen))
        on_fold(number)
    return scores


def _fit(messages: _Messages) -> _Fitted:
    # Only words that we invented: a model holds nothing that just a member has said.
    invented = zip(messages.features, messages.examples, strict=True)
    vocabulary = Vocabulary.learn([features for features, one in invented if not one.real])
    known = _matrix(messages, vocabulary)
    weights = np.zeros((known.shape[1], len(HEADS)), np.float32)
    bias = np.zeros(len(HEADS), np.float32)
    for at, head in enumerate(HEADS):
        rows, labels = _labels(messages.examples, head)
        fitted = _logistic(head).fit(known[rows], labels)
        weights[:, at], bias[at] = fitted.coef_[0], fitted.intercept_[0]
    return _Fitted(vocabulary, weights, bias)


def _logistic(head: str) -> LogisticRegression:
    # Categories compete with each other, so the rare ones are given the same voice.
    likelihood = head in LIKELIHOODS
    return LogisticRegression(
        C=_LOOSE if likelihood else _LOOSE_CATEGORY,
        solver="liblinear",
        dual=True,  # there are more features than examples
        class_weight=None if likelihood else "balanced",
        max_iter=_MOST_STEPS,
        random_state=SEED,
    )


def _labels(examples: Sequence[Example], head: str) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Rows that a head is learnt from, and their labels; some only of those that need a person."""
    says = _SAYS.get(head) or _is_about(head)
    every = head in _LEARNT_FROM_ALL
    rows = [row for row, one in enumerate(examples) if every or one.needs_a_person]
    return np.array(rows, np.intp), np.array([says(examples[row]) for row in rows], np.bool_)


def _is_about(category: str) -> Callable[[Example], bool]:
    return lambda one: one.category.value == category


def _calibration(scores: Floats, examples: Sequence[Example]) -> tuple[Floats, Floats]:
    """
    Find a slope and a shift for each head that make its scores log odds (Platt 1999).

    Returns:
        float32 [h] and [h]; 1 and 0 for the categories, of which only the highest counts.
    """
    slope, shift = np.ones(len(HEADS), np.float32), np.zeros(len(HEADS), np.float32)
    for at, head in enumerate(LIKELIHOODS):
        rows, labels = _labels(examples, head)
        fitted = LogisticRegression(C=_UNBOUND).fit(scores[rows, at : at + 1], labels)
        slope[at], shift[at] = fitted.coef_[0, 0], fitted.intercept_[0]
    return slope, shift


def _matrix(messages: _Messages, vocabulary: Vocabulary) -> sparse.csr_matrix:
    """Put vectors and features side by side, [n, d + f]."""
    placed = [vocabulary.place(one) for one in messages.features]
    starts = np.cumsum([0, *(len(rows) for rows, _ in placed)])
    columns = np.concatenate([rows for rows, _ in placed])
    values = np.concatenate([values for _, values in placed])
    shape = (len(placed), len(vocabulary.names))
    features = sparse.csr_matrix((values, columns, starts), shape)
    return sparse.hstack([sparse.csr_matrix(VECTOR_WEIGHT * messages.vectors), features]).tocsr()
