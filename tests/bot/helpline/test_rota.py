"""Who is on duty by the week."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from bot.helpline import rota
from bot.helpline.case import PersonId
from bot.helpline.rota import Span, Swap

ASH, BEX = PersonId(1), PersonId(2)
MONDAY = date(2026, 11, 23)
MORNING = Span(ASH, 0, time(8), time(12))
AFTERNOON = Span(BEX, 0, time(12), time(18))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (time(7, 59), set()),
        (time(8), {ASH}),
        (time(11, 59), {ASH}),
        (time(12), {BEX}),  # the one ends where the other begins
        (time(18), set()),
    ],
)
def test_adviser_is_on_duty_from_the_start_of_their_hours_until_the_end(
    at: time, expected: set[PersonId]
) -> None:
    local = datetime.combine(MONDAY, at)

    assert rota.on_at(local, [MORNING, AFTERNOON], []) == expected


def test_swapped_day_is_the_colleagues_duty_and_only_that_day() -> None:
    swaps = [Swap(ASH, BEX, MONDAY)]

    days = [datetime.combine(MONDAY, time(9)), datetime.combine(date(2026, 11, 30), time(9))]

    assert [rota.on_at(day, [MORNING], swaps) for day in days] == [{BEX}, {ASH}]


def test_day_given_away_and_day_that_is_over_cannot_be_given() -> None:
    week = {0: (time(8), time(12)), 1: (time(8), time(12))}
    swaps = [Swap(ASH, BEX, date(2026, 11, 24))]

    days = rota.days_to_give(datetime.combine(MONDAY, time(12)), week, swaps)

    assert days == [date(2026, 11, 30), date(2026, 12, 1)]
