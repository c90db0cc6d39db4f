"""Working time: local hours, real spans, no bank holidays, right on both nights of change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.helpline import working_time
from bot.helpline.bank_holidays import BankHolidays
from bot.helpline.hours import OpeningHours, parse_hours

LONDON = ZoneInfo("Europe/London")
MINUTE = timedelta(minutes=1)
moments = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def at(text: str) -> datetime:
    """Read London's time."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def weekdays(*nations: str) -> OpeningHours:
    return parse_hours("mon-fri 08:00-18:00", LONDON, BankHolidays(nations))


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        pytest.param("2026-11-23 10:42", 60, "2026-11-23 11:42", id="in the hours"),
        pytest.param("2026-11-23 07:00", 60, "2026-11-23 09:00", id="before they begin"),
        pytest.param("2026-11-23 17:30", 60, "2026-11-24 08:30", id="over a night"),
        pytest.param("2026-11-27 17:30", 60, "2026-11-30 08:30", id="over a weekend"),
        pytest.param("2026-11-23 17:00", 60, "2026-11-23 18:00", id="to the last minute"),
        pytest.param("2026-11-28 12:00", 0, "2026-11-30 08:00", id="the first working moment"),
        pytest.param("2026-11-23 08:00", 1260, "2026-11-25 09:00", id="days"),  # 10 + 10 + 1 h
        # Thursday 2 April 2026; Good Friday, the weekend and Easter Monday count for nothing.
        pytest.param("2026-04-02 17:30", 60, "2026-04-07 08:30", id="over easter"),
        # Thursday 24 December; 25 and the substitute for the 26th, Monday 28.
        pytest.param("2026-12-24 17:30", 60, "2026-12-29 08:30", id="over christmas"),
        # Clocks change in the night to Sunday: Monday morning begins at eight by the wall clock.
        pytest.param("2026-03-27 17:30", 60, "2026-03-30 08:30", id="over the change in march"),
        pytest.param("2026-10-23 17:30", 60, "2026-10-26 08:30", id="over the change in october"),
    ],
)
def test_working_time_passes_only_in_the_hours(start: str, minutes: int, end: str) -> None:
    passed = working_time.after(at(start), minutes * MINUTE, weekdays("england"))

    assert passed == at(end)


@pytest.mark.parametrize(
    ("night", "minutes"),
    [
        pytest.param("2026-03-29", 5 * 60, id="clocks go forward"),  # 00:00 to 06:00 less 1 h
        pytest.param("2026-10-25", 7 * 60, id="clocks go back"),  # and 1 h more
        pytest.param("2026-10-18", 6 * 60, id="any other"),
    ],
)
def test_night_of_change_is_as_long_as_it_is_for_those_who_work_in_it(
    night: str, minutes: int
) -> None:
    sundays = parse_hours("sun 00:00-06:00", LONDON)

    last = working_time.after(at(f"{night} 00:00"), minutes * MINUTE, sundays)
    one_more = working_time.after(at(f"{night} 00:00"), (minutes + 1) * MINUTE, sundays)

    assert last == at(f"{night} 06:00")
    assert one_more - last > timedelta(days=6)


@pytest.mark.parametrize(
    ("nation", "end"),
    [
        pytest.param("england", "2026-03-17 09:30", id="no holiday there"),
        pytest.param("northern-ireland", "2026-03-18 09:30", id="saint patrick"),
    ],
)
def test_each_nation_keeps_its_own_bank_holidays(nation: str, end: str) -> None:
    passed = working_time.after(at("2026-03-16 17:30"), 120 * MINUTE, weekdays(nation))

    assert passed == at(end)


@pytest.mark.parametrize(
    ("moment", "closes"),
    [
        pytest.param("2026-11-23 10:42", "2026-11-24 18:00", id="monday"),
        pytest.param("2026-11-23 23:00", "2026-11-24 18:00", id="monday night"),
        pytest.param("2026-11-24 00:10", "2026-11-25 18:00", id="past midnight"),
        pytest.param("2026-11-27 10:42", "2026-11-30 18:00", id="friday"),
        pytest.param("2026-11-28 10:42", "2026-11-30 18:00", id="saturday"),
        pytest.param("2026-04-02 10:42", "2026-04-07 18:00", id="before easter"),
        pytest.param("2026-03-27 10:42", "2026-03-30 18:00", id="before the change in march"),
    ],
)
def test_next_working_day_ends_when_the_helpline_closes(moment: str, closes: str) -> None:
    assert working_time.close_of_next_day(at(moment), weekdays("england")) == at(closes)


@given(moments, st.integers(0, 5_000), st.integers(0, 5_000))
def test_spans_add_up_whatever_lies_between(start: datetime, first: int, second: int) -> None:
    hours = weekdays("scotland")

    in_two = working_time.after(
        working_time.after(start, first * MINUTE, hours), second * MINUTE, hours
    )

    at_once = working_time.after(start, (first + second) * MINUTE, hours)
    # A span that ends at closing ends there; nothing more than none begins the next morning.
    assert in_two == at_once or working_time.after(at_once, 0 * MINUTE, hours) == in_two


@given(moments, st.integers(1, 5_000))
def test_working_time_is_never_shorter_than_the_wall_clocks(start: datetime, minutes: int) -> None:
    assert working_time.after(start, minutes * MINUTE, weekdays()) - start >= minutes * MINUTE
