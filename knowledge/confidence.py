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


#: Fitted by `indexer/calibrate.py` on a development set of 115 labelled questions over the sample
#: guidance, 33 of them without an answer there.
INTERCEPT = -3.844
WEIGHTS = Signals(dense=1.084, sentence=0.954, margin=5.186, lead=5.715)


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
