"""
Who is on duty by the week: spans by weekday, and days that were swapped.  Pure; local time.

An adviser's week may hold several spans a day.  A swap gives the hours of somebody's week
on one day to a colleague; whoever took them last has them, and can give them on or back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from bot.helpline.case import PersonId
from bot.helpline.hours import DAYS, read_span

Hours = tuple[time, time]
Week = Mapping[int, tuple[Hours, ...]]  # by weekday, 0 for Monday; in order, none overlapping
SWAPS_AHEAD = timedelta(days=14)  # how far ahead a day can be given away


@dataclass(frozen=True)
class Swap:
    """One day of an adviser's week, taken by somebody; of several, the last counts."""

    owner_id: PersonId
    day: date
    taker_id: PersonId


@dataclass(frozen=True)
class DayOfDuty:
    """The hours of one adviser's week on one day, and who has them."""

    owner_id: PersonId
    day: date
    hours: tuple[Hours, ...]
    holder_id: PersonId


def duty_on(
    day: date, weeks: Mapping[PersonId, Week], swaps: Iterable[Swap]
) -> Iterator[DayOfDuty]:
    """
    Yield whose hours there are on a day, and who has them.

    Args:
        swaps: In the order they were taken.
    """
    taken_by = {swap.owner_id: swap.taker_id for swap in swaps if swap.day == day}
    for owner_id, week in weeks.items():
        if hours := week.get(day.weekday()):
            yield DayOfDuty(owner_id, day, hours, taken_by.get(owner_id, owner_id))


def on_at(local: datetime, weeks: Mapping[PersonId, Week], swaps: Iterable[Swap]) -> set[PersonId]:
    """Return who is on duty at a moment of local time."""
    return {
        duty.holder_id
        for duty in duty_on(local.date(), weeks, swaps)
        if any(starts <= local.time() < ends for starts, ends in duty.hours)
    }


def duty_ahead(
    local: datetime, weeks: Mapping[PersonId, Week], swaps: Iterable[Swap]
) -> list[DayOfDuty]:
    """Return everybody's duty of the days ahead that is not over yet, in order."""
    taken = list(swaps)
    days = (local.date() + timedelta(days=n) for n in range(SWAPS_AHEAD.days))
    return [
        duty
        for day in days
        for duty in duty_on(day, weeks, taken)
        if day > local.date() or local.time() < duty.hours[-1][1]
    ]


def parse_week(text: str) -> Week:
    """
    Read a week such as `mon-fri 08:00-12:00, mon 13:00-18:00`.

    Raises:
        ValueError: a span cannot be read, or overlaps another.

    >>> in_words(parse_week("tue 13:00-18:00, mon-tue 8:00-12:00"))
    'mon 08:00-12:00, tue 08:00-12:00, tue 13:00-18:00'
    """
    week: dict[int, tuple[Hours, ...]] = {}
    for part in filter(None, (piece.strip().lower() for piece in text.split(","))):
        for weekday, hours in read_span(part).items():
            week[weekday] = tuple(sorted((*week.get(weekday, ()), hours)))
            if _overlap(week[weekday]):
                raise ValueError(f"“{part}” overlaps other hours of that day")
    return week


def in_words(week: Week) -> str:
    """
    Say a week as it is typed.

    >>> in_words({0: ((time(8), time(18)),), 2: ((time(9), time(12, 30)),)})
    'mon 08:00-18:00, wed 09:00-12:30'
    """
    return ", ".join(
        f"{DAYS[day]} {_span(one)}" for day, hours in sorted(week.items()) for one in hours
    )


def hours_in_words(hours: Iterable[Hours]) -> str:
    """
    Say the hours of one day.

    >>> hours_in_words([(time(8), time(12)), (time(13), time(18))])
    '08:00-12:00 and 13:00-18:00'
    """
    return " and ".join(map(_span, hours))


def _span(hours: Hours) -> str:
    return f"{hours[0]:%H:%M}-{hours[1]:%H:%M}"


def _overlap(hours: tuple[Hours, ...]) -> bool:
    return any(later[0] < earlier[1] for earlier, later in pairwise(hours))
