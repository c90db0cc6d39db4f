"""A few at once, then evenly."""

from __future__ import annotations

from datetime import timedelta

from bot.rate import Rate
from tests.bot.factories import NOW


def take_all(rate: Rate, after_s: float) -> int:
    """Do as many as may be done, and return how many that were."""
    n = rate.room(NOW + timedelta(seconds=after_s))
    for _ in range(n):
        rate.take()
    return n


def test_after_a_quiet_time_a_few_go_at_once_and_then_one_a_second() -> None:
    rate = Rate(per_s=1.0, at_once=3)

    assert [take_all(rate, s) for s in (0, 0.5, 1, 1.9, 2, 3, 60)] == [3, 0, 1, 0, 1, 1, 3]


def test_clock_that_is_set_back_gives_nothing_and_stops_nothing() -> None:
    rate = Rate(per_s=1.0, at_once=1)
    take_all(rate, 100)

    assert [take_all(rate, s) for s in (0, 1, 2)] == [0, 1, 1]
