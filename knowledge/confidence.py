"""How sure an answer may be: signs of one retrieval turned into a probability."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Signals:
    """What tells an answered question from one the guidance does not hold."""

    #: Cosine of the best dense passage, -1 to 1.
    dense: float = 0.0
    #: Best cosine of a sentence of the first hits, -1 to 1.
    sentence: float = 0.0
    #: Dense lead of the best passage over the mean of the next ten, 0 to 2.
    margin: float = 0.0
    #: Fused lead of the first hit over the mean of the next ten candidates, 0 to 1.
    lead: float = 0.0
    #: Share of the question's words, by rarity, that stand in the first hit, 0 to 1.
    coverage: float = 0.0
    #: Cosine of the question most like it that members ask, -1 to 1.
    asked: float = 0.0
    #: Overlap in words with the question of the first hit that is most like it, 0 to 1.
    overlap: float = 0.0
    #: Cosine of the question most like it that is known to have no answer, -1 to 1.
    unanswered: float = 0.0


#: `unanswered` where no such questions are listed: its mean where they are, which tells nothing.
UNLISTED = 0.5


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic over signals."""

    intercept: float
    weights: Signals


#: Where members' questions are known.  Fitted by `guidance calibrate` on 260 questions with an
#: answer and the sample guidance's unanswered ones, none of them a development question.
WITH_ASKED = Model(
    intercept=-4.191,
    weights=Signals(
        dense=6.586,
        lead=5.355,
        coverage=4.026,
        asked=8.458,
        overlap=-1.891,
        unanswered=-12.035,
    ),
)
#: Where none are: scores of the passages alone.
WITHOUT_ASKED = Model(
    intercept=-3.844, weights=Signals(dense=1.084, sentence=0.954, margin=5.186, lead=5.715)
)


def confidence(signals: Signals) -> float:
    """
    Estimate the probability that the first quote answers the question.

        p = 1 / (1 + exp(-(b + w · signals)))

    Args:
        signals: The signs of one retrieval; `asked` is 0 where no questions are listed.

    Returns:
        Between 0 and 1.
    """
    model = WITH_ASKED if signals.asked else WITHOUT_ASKED
    pairs = zip(astuple(model.weights), astuple(signals), strict=True)
    return 1.0 / (1.0 + math.exp(-(model.intercept + sum(w * s for w, s in pairs))))
