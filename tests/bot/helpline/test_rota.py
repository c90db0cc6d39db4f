"""Who is on duty by the week."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.helpline import rota
from bot.helpline.case import PersonId
from bot.helpline.rota import Swap, Week

ASH, BEX, CAT = PersonId(1), PersonId(2), PersonId(3)
MONDAY = date(2026, 11, 23)
MORNING: Week = {0: ((time(8), time(12)),)}
AFTERNOON: Week = {0: ((time(12), time(18)),)}
WITH_A_BREAK: Week = {0: ((time(8), time(12)), (time(13), time(18)))}
WEEKS = {ASH: MORNING, BEX: AFTERNOON}


def on_monday(hour: int, *swaps: Swap) -> set[PersonId]:
    return rota.on_at(datetime.combine(MONDAY, time(hour)), WEEKS, swaps)


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
    assert rota.on_at(datetime.combine(MONDAY, at), WEEKS, []) == expected


@pytest.mark.parametrize(("hour", "on"), [(9, True), (12, False), (13, True), (18, False)])
def test_day_may_hold_several_spans(hour: int, *, on: bool) -> None:
    local = datetime.combine(MONDAY, time(hour))

    assert (ASH in rota.on_at(local, {ASH: WITH_A_BREAK}, [])) is on


def test_swapped_day_is_the_colleagues_duty_and_only_that_day() -> None:
    swaps = [Swap(ASH, MONDAY, BEX)]

    days = [datetime.combine(MONDAY, time(9)), datetime.combine(date(2026, 11, 30), time(9))]

    assert [rota.on_at(day, {ASH: MORNING}, swaps) for day in days] == [{BEX}, {ASH}]


def test_swapped_day_can_be_given_on_and_given_back() -> None:
    to_bex, to_cat, back = Swap(ASH, MONDAY, BEX), Swap(ASH, MONDAY, CAT), Swap(ASH, MONDAY, ASH)

    assert on_monday(9, to_bex, to_cat) == {CAT}
    assert on_monday(9, to_bex, back) == {ASH}
    assert on_monday(9, to_bex, back, to_bex) == {BEX}


def test_who_gives_on_a_day_they_took_keeps_their_own_hours_of_it() -> None:
    swaps = Swap(ASH, MONDAY, BEX), Swap(ASH, MONDAY, CAT)

    assert (on_monday(9, *swaps), on_monday(13, *swaps)) == ({CAT}, {BEX})


def test_duty_ahead_names_who_has_it_and_leaves_out_what_is_over() -> None:
    week: Week = {0: WITH_A_BREAK[0], 1: MORNING[0]}
    swaps = [Swap(ASH, date(2026, 11, 24), BEX)]

    ahead = rota.duty_ahead(datetime.combine(MONDAY, time(18)), {ASH: week}, swaps)

    assert [(one.day.day, one.holder_id) for one in ahead] == [(24, BEX), (30, ASH), (1, ASH)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("mon 08:00-12:00, mon 11:00-18:00", id="overlapping"),
        pytest.param("mon-fri 08:00-18:00, wed 09:00-10:00", id="inside another"),
        pytest.param("mon 12:00-08:00", id="backwards"),
        pytest.param("mornings", id="words"),
    ],
)
def test_week_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="“"):
        rota.parse_week(text)


SPANS = st.lists(st.integers(0, 95), min_size=2, max_size=8, unique=True).map(sorted)


@given(st.dictionaries(st.integers(0, 6), SPANS))
def test_week_reads_back_as_it_was_typed(marks: dict[int, list[int]]) -> None:
    quarters = {day: [_at(mark) for mark in found] for day, found in marks.items()}
    week: Week = {
        day: tuple(zip(found[::2], found[1::2], strict=False)) for day, found in quarters.items()
    }

    assert rota.parse_week(rota.in_words(week)) == week


def _at(quarter: int) -> time:
    return (datetime.combine(MONDAY, time()) + timedelta(minutes=15 * quarter)).time()
