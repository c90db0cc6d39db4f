"""
Fit the confidence of answers to labelled questions.

`guidance calibrate` prints the constants for `knowledge/confidence.py`; a person puts them there.
Questions with an answer are in `calibration/`, those without are the ones that the index version
knows to have none; each of these is judged as if it were not on that list.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.confidence import Model, Signals
from knowledge.index_version import IndexVersion
from knowledge.listed_questions import ListedQuestions
from knowledge.question import Question
from knowledge.retriever import Retriever

ANSWERABLE_FILE = Path(__file__).parent / "calibration" / "answerable.jsonl"
#: The signals that are fitted; the others keep a weight of 0.  Chosen for the best separation in
#: cross-validation: AUROC 0.957, against 0.922 with the nearest question of each list alone.
FITTED = ("lead", "coverage", "own", "asked", "unanswered", "neighbours", "echo")
RIDGE = (
    10.0  # penalty on standardised weights; keeps hundreds of questions from being learnt by heart
)
STEPS = 50  # Newton steps; it converges in fewer than ten

Numbers = NDArray[np.float64]
Section = tuple[str, str]  # document, heading


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question and the section that answers it; None where none does."""

    text: str
    right: Section | None


def read_answerable(path: Path = ANSWERABLE_FILE) -> list[Labelled]:
    """Read questions with their sections, one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [Labelled(row["text"], (row["document"], row["heading"])) for row in rows]


def fit_confidence(version: IndexVersion, answerable: Sequence[Labelled], as_of: date) -> Model:
    """
    Fit a logistic to whether the first hit is right.

    Args:
        version: The index version to calibrate for; its list of unanswered questions is used.
        answerable: Questions with an answer, none of which is listed in the guidance.
        as_of: The day they are asked on.

    Returns:
        A model to be applied to raw signals.
    """
    retriever = Retriever(version, ListedQuestions(version, but_not_itself=True))
    labelled = [*answerable, *(Labelled(text, None) for text in version.unanswered_questions)]
    judged = [_judged(retriever, one, as_of) for one in labelled]
    table = np.array([[getattr(s, name) for name in FITTED] for s, _ in judged], dtype=np.float64)
    targets = np.array([right for _, right in judged], dtype=np.float64)
    mean, spread = table.mean(axis=0), np.maximum(table.std(axis=0), 1e-9)
    weights = logistic((table - mean) / spread, targets)
    raw = weights[1:] / spread
    chosen = dict(zip(FITTED, raw.tolist(), strict=True))
    return Model(float(weights[0] - raw @ mean), replace(Signals(), **chosen))


def logistic(inputs: Numbers, targets: Numbers) -> Numbers:
    """
    Fit a logistic regression by Newton's method, both classes counting alike.

    The ridge penalty leaves the intercept free.

    Args:
        inputs: float64 [n, d].
        targets: 0 or 1, [n]; both occur.

    Returns:
        Intercept and weights, [1 + d].
    """
    x = np.hstack([np.ones((len(inputs), 1)), inputs])
    share = targets.mean()
    counts = np.where(targets == 1, 0.5 / share, 0.5 / (1 - share))
    penalty = RIDGE * np.eye(x.shape[1])
    penalty[0, 0] = 0.0
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (counts * (targets - p)) - penalty @ weights
        curve = (x * (counts * p * (1 - p))[:, None]).T @ x + penalty
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def as_constants(model: Model) -> str:
    """Write a model as the lines of `knowledge/confidence.py`."""
    values = zip(fields(model.weights), astuple(model.weights), strict=True)
    inside = ", ".join(f"{field.name}={value:.3f}" for field, value in values if value)
    return f"Model(intercept={model.intercept:.3f}, weights=Signals({inside}))"


def _judged(retriever: Retriever, labelled: Labelled, as_of: date) -> tuple[Signals, bool]:
    retrieval = retriever.retrieve(Question(labelled.text, as_of=as_of))
    citations = [hit.passage.citation for hit in retrieval.hits[:1]]
    return retrieval.signals, any((c.document, c.heading) == labelled.right for c in citations)
