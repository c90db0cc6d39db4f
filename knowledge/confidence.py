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
    #: Mean cosine of the three questions of the first hit that are most like it, -1 to 1.
    own: float = 0.0
    #: As `Around` has them; 0 where no questions are listed.
    asked: float = 0.0
    unanswered: float = 0.0
    neighbours: float = 0.0
    echo: float = 0.0


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic over signals."""

    intercept: float
    weights: Signals


#: Where members' questions are known.  Fitted by `guidance calibrate` on 260 questions with an
#: answer and the sample guidance's unanswered ones, none of them a development question.
WITH_ASKED = Model(
    intercept=-7.027,
    weights=Signals(
        lead=6.310,
        coverage=5.421,
        own=6.474,
        asked=3.299,
        unanswered=-7.102,
        neighbours=4.731,
        echo=-9.463,
    ),
)
#: Where none are: scores of the passages alone.  Fitted to three public sets with questions that
#: have no answer, each counting alike; docs/decisions/0010-members-questions.md.
WITHOUT_ASKED = Model(
    intercept=-7.16,
    weights=Signals(dense=4.668, sentence=5.308, margin=0.512, lead=0.825, coverage=1.412),
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
