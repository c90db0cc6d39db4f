"""What a benchmark brings back: measured values, the limit they are held to, and the verdict."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

MEDIAN, P95, P99, LARGEST = 0.5, 0.95, 0.99, 1.0
SAID = {MEDIAN: "median", P95: "p95", P99: "p99", LARGEST: "largest"}


@dataclass(frozen=True)
class Figure:
    """One row of the table."""

    benchmark: str
    what: str
    unit: str
    #: At most, in `unit`; None for a row that is only shown for comparison.
    limit: float | None
    #: The quantile that is held against the limit.
    judged_by: float
    values: tuple[float, ...]
    note: str = ""

    @property
    def judged(self) -> float:
        """The value that is held against the limit."""
        return quantile(self.values, self.judged_by)

    @property
    def met(self) -> bool | None:
        """True when within the limit; None when there is none."""
        return None if self.limit is None else self.judged <= self.limit


class CannotMeasure(Exception):  # noqa: N818 - reads as the state it names
    """This machine lacks what the benchmark needs; the message says what."""


def quantile(values: Sequence[float], q: float) -> float:
    """
    Return the smallest value that a share `q` of all values does not exceed.

    Args:
        values: n values in any order, n at least 1.
        q: Share, above 0 and at most 1; 0.5 is the median, the lower one of two.

    >>> quantile([4.0, 1.0, 3.0, 2.0], 0.5), quantile([4.0, 1.0, 3.0, 2.0], 0.99)
    (2.0, 4.0)
    """
    return sorted(values)[math.ceil(q * len(values)) - 1]
