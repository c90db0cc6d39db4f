"""
Who is on duty by the week: spans by weekday, and days that were swapped.  Pure; local time.

A span is one adviser's hours on one weekday.  A swap gives the hours of one day to a
colleague, who then has them as if they were their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.helpline.case import PersonId
from bot.helpline.hours import DAYS

Week = Mapping[int, tuple[time, time]]  # hours by weekday, 0 for Monday
SWAPS_AHEAD = timedelta(days=14)  # how far ahead a day can be given away


@dataclass(frozen=True)
class Span:
    """The hours of one adviser on one weekday, 0 for Monday."""

    person_id: PersonId
    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True)
class Swap:
    """One day's duty, given by one adviser and taken by another."""

    person_id: PersonId
    other_id: PersonId
    day: date


def spans_on(day: date, spans: Iterable[Span], swaps: Iterable[Swap]) -> Iterator[Span]:
    """Yield who has which hours on a day, swaps counted in."""
    taken_by = {swap.person_id: swap.other_id for swap in swaps if swap.day == day}
    for span in spans:
        if span.weekday == day.weekday():
            yield replace(span, person_id=taken_by.get(span.person_id, span.person_id))


def on_at(local: datetime, spans: Iterable[Span], swaps: Iterable[Swap]) -> set[PersonId]:
    """Return who is on duty at a moment of local time."""
    today = spans_on(local.date(), spans, swaps)
    return {span.person_id for span in today if span.starts <= local.time() < span.ends}


def days_to_give(local: datetime, week: Week, swaps: Iterable[Swap]) -> list[date]:
    """
    Return the days ahead whose duty an adviser can still give away.

    Args:
        week: Their own hours.
        swaps: Those in which they gave a day.
    """
    given = {swap.day for swap in swaps}
    days = (local.date() + timedelta(days=n) for n in range(SWAPS_AHEAD.days))
    return [
        day
        for day in days
        if day.weekday() in week
        and day not in given
        and (day > local.date() or local.time() < week[day.weekday()][1])
    ]


def in_words(week: Week) -> str:
    """
    Say a week as it is typed.

    >>> in_words({0: (time(8), time(18)), 2: (time(9), time(12, 30))})
    'mon 08:00-18:00, wed 09:00-12:30'
    """
    return ", ".join(
        f"{DAYS[day]} {starts:%H:%M}-{ends:%H:%M}" for day, (starts, ends) in sorted(week.items())
    )
