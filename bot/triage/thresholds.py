"""
Choose from which probability something is done, on examples the classifier had not seen.

Misses are judged first: all the questions that may be asked needlessly are spent on missing less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

import numpy as np
from numpy.typing import NDArray

from bot.triage.assessment import Action, Assessment
from bot.triage.decision import Likelihood, Thresholds
from bot.triage.examples import Example

# What the thresholds are to keep to, as shares of the examples concerned.
ESCALATED_NEEDLESSLY_AT_MOST = 0.03  # by the classifier; what the rules do is not its to undo
ASKED_NEEDLESSLY_AT_MOST = 0.20
DISTRESS_FOUND_AT_LEAST = 0.97
DISTRESS_WRONGLY_FOUND_AT_MOST = 0.08

_FINEST = 10_000  # thresholds are written to four places

Odds = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """An example, what the rules make of it, and the classifier that had not seen it."""

    example: Example
    rules: Assessment
    likely: Likelihood


def choose(judged: Sequence[Judged]) -> Thresholds:
    """
    Choose the thresholds.

    Args:
        judged: Cross-validated judgements, of examples both with and without need of a person.
    """
    distress_from = _distress(judged)
    calm = [one for one in judged if not one.example.needs_a_person]
    likely = np.array([one.likely.needs_a_person for one in calm], float)
    escalate_from = _highest_share(likely, ESCALATED_NEEDLESSLY_AT_MOST)
    # What the rules escalate, or distress asks about anyway, is no matter of this threshold.
    by_rules = np.array([one.rules.action is Action.ESCALATE for one in calm], bool)
    escalated = by_rules | (likely >= escalate_from)
    upset = np.array([one.likely.distress >= distress_from for one in calm], bool) & ~escalated
    allowed = int(ASKED_NEEDLESSLY_AT_MOST * len(calm)) - int(upset.sum())
    ask_from = _highest_number(likely[~escalated & ~upset], max(0, allowed))
    return Thresholds(escalate_from, min(ask_from, escalate_from), distress_from)


def _distress(judged: Sequence[Judged]) -> float:
    """Find distress as often as wished; where that finds too much, as often as is allowed."""
    label = np.array([one.example.distress for one in judged], bool)
    likely = np.array([one.likely.distress for one in judged], float)
    likely[[one.rules.distress for one in judged]] = 1.0
    as_wished = _missing(likely[label], int((1 - DISTRESS_FOUND_AT_LEAST) * label.sum()))
    allowed = _highest_share(likely[~label], DISTRESS_WRONGLY_FOUND_AT_MOST)
    return max(as_wished, allowed)


def _highest_share(likely: Odds, share: float) -> float:
    """Return the lowest threshold that at most a share reaches."""
    return _highest_number(likely, int(share * len(likely)))


def _highest_number(likely: Odds, n: int) -> float:
    """Return the lowest threshold, as it is written, that at most n reach."""
    if n >= len(likely):
        return 0.0
    just_too_low = float(np.sort(likely)[::-1][n])
    return min(1.0, (floor(just_too_low * _FINEST) + 1) / _FINEST)


def _missing(likely: Odds, n: int) -> float:
    """Return the highest threshold, as it is written, that at most n fall short of."""
    return floor(float(np.sort(likely)[n]) * _FINEST) / _FINEST if n < len(likely) else 1.0
