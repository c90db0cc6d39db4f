"""
Fit the confidence of answers to labelled questions.

Prints the constants for `knowledge/confidence.py`; a person puts them there.  Labelled questions
have the form of the golden ones; `right` is empty where the guidance holds no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, fields

import numpy as np
from numpy.typing import NDArray

from indexer.check import Golden
from knowledge.confidence import Signals
from knowledge.retriever import Retriever

RIDGE = 3.0  # penalty on standardised weights; keeps a hundred questions from being learnt by heart
STEPS = 50  # Newton steps; it converges in fewer than ten

Numbers = NDArray[np.float64]


def fit_confidence(retriever: Retriever, labelled: Sequence[Golden]) -> tuple[float, Signals]:
    """
    Fit a logistic to whether the first hit is right.

    Args:
        retriever: Of the index version to calibrate for.
        labelled: Questions with and without an answer.

    Returns:
        Intercept and weights, to be applied to raw signals.
    """
    retrievals = [retriever.retrieve(item.question) for item in labelled]
    signals = np.array([astuple(r.signals) for r in retrievals], dtype=np.float64)
    right = np.array(
        [
            any(
                (h.passage.citation.document, h.passage.citation.heading) in g.right
                for h in r.hits[:1]
            )
            for g, r in zip(labelled, retrievals, strict=True)
        ],
        dtype=np.float64,
    )
    mean, spread = signals.mean(axis=0), np.maximum(signals.std(axis=0), 1e-9)
    weights = logistic((signals - mean) / spread, right)
    raw = weights[1:] / spread
    return float(weights[0] - raw @ mean), Signals(*raw.tolist())


def logistic(inputs: Numbers, targets: Numbers) -> Numbers:
    """
    Fit a logistic regression by Newton's method with a ridge penalty on all but the intercept.

    Args:
        inputs: float64 [n, d].
        targets: 0 or 1, [n].

    Returns:
        Intercept and weights, [1 + d].
    """
    x = np.hstack([np.ones((len(inputs), 1)), inputs])
    penalty = RIDGE * np.eye(x.shape[1])
    penalty[0, 0] = 0.0
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (targets - p) - penalty @ weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + penalty
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def as_constants(intercept: float, weights: Signals) -> str:
    """Write the fit as the lines of `knowledge/confidence.py`."""
    values = zip(fields(weights), astuple(weights), strict=True)
    inside = ", ".join(f"{field.name}={value:.3f}" for field, value in values)
    return f"INTERCEPT = {intercept:.3f}\nWEIGHTS = Signals({inside})"
