"""How long `guidance build` takes when nothing has changed."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.figures import MEDIAN, Figure
from tests.bench.workplace import SAMPLE_GUIDANCE, Workplace

LIMIT_S = 3.0
RUNS = 5


def rebuilding(place: Workplace) -> Sequence[Figure]:
    """Build the sample guidance again, as its own program each time."""
    took = tuple(place.guidance("build", str(SAMPLE_GUIDANCE)) for _ in range(RUNS))
    what = "`guidance build` of the sample guidance, nothing changed"
    return (Figure("rebuild", what, "s", LIMIT_S, MEDIAN, took),)
