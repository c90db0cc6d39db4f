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
    #: Share of the question's words, weighted by rarity, that the first hit holds, 0 to 1.
    coverage: float = 0.0
    #: Share of the five best dense and lexical passages that both name, 0 to 1.
    agreement: float = 0.0


# Set by hand until fitted on labelled questions.
INTERCEPT = -6.0
WEIGHTS = Signals(dense=4.0, sentence=4.0, margin=2.0, coverage=2.0, agreement=0.5)


def confidence(signals: Signals) -> float:
    """
    Estimate the probability that the first quote answers the question.

        p = 1 / (1 + exp(-(b + w · signals)))

    Args:
        signals: The signs of one retrieval.

    Returns:
        Between 0 and 1.
    """
    pairs = zip(astuple(WEIGHTS), astuple(signals), strict=True)
    return 1.0 / (1.0 + math.exp(-(INTERCEPT + sum(w * s for w, s in pairs))))
