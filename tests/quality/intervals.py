"""95 % intervals: Wilson's for shares, the bootstrap for everything else."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import TypeVar

Interval = tuple[float, float]
T = TypeVar("T")

Z = 1.959964  # two-sided 95 % of the normal distribution
RESAMPLES = 1_000
SEED = 20261122


def wilson(share: float, n: int) -> Interval:
    """
    Return the interval of a share of n.

        (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)

    Args:
        share: Between 0 and 1.
        n: Of how many; 0 says nothing, and gives the whole range.

    Source:
        Wilson (1927), "Probable inference, the law of succession, and statistical inference",
        JASA 22(158).

    >>> [round(end, 3) for end in wilson(0.5, 10)]
    [0.237, 0.763]
    """
    if n == 0:
        return 0.0, 1.0
    middle = share + Z * Z / (2 * n)
    half = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    whole = 1 + Z * Z / n
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def bootstrap(
    groups: Sequence[Sequence[T]],
    statistic: Callable[..., float],
    resamples: int = RESAMPLES,
) -> Interval:
    """
    Return the percentile interval of a statistic under resampling.

    A calibration error comes out larger on resampled questions than on the questions themselves:
    its interval leans upwards, and may lie above the value.

    Args:
        groups: Each is resampled by itself, with replacement.
        statistic: Takes one sequence for each group.
        resamples: How many times.

    Source:
        Efron, Tibshirani (1993), "An Introduction to the Bootstrap", chapter 13.
    """
    chance = random.Random(SEED)  # noqa: S311 - the same interval on every run
    values = sorted(
        value
        for _ in range(resamples)
        if not math.isnan(value := statistic(*(chance.choices(g, k=len(g)) for g in groups)))
    )
    if not values:
        return math.nan, math.nan
    last = len(values) - 1
    return values[round(0.025 * last)], values[round(0.975 * last)]
