"""
Time in which somebody is expected to work: the helpline's hours without bank holidays.  Pure.

Hours are local, spans are real time: each day's hours are turned into UTC first, so a night
on which clocks change is an hour shorter, or longer, as it is for those who work in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from bot.helpline.hours import OpeningHours

DAY = timedelta(days=1)
FAR_ENOUGH = 400  # days to look ahead: any week with an hour in it, whatever the holidays


def after(start: datetime, span: timedelta, hours: OpeningHours) -> datetime:
    """
    Return the moment by which so much working time has passed.

    Args:
        start: Aware; outside the hours nothing passes until they begin.
        span: 0 gives the first working moment from `start` on.
        hours: Must be set.

    >>> from zoneinfo import ZoneInfo
    >>> from bot.helpline.hours import parse_hours
    >>> hours = parse_hours("mon-fri 08:00-18:00", ZoneInfo("Europe/London"))
    >>> friday = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)
    >>> f"{after(friday, timedelta(minutes=60), hours):%A %H:%M}"
    'Monday 08:30'
    """
    left = span
    for opens, closes in _windows(start, hours):
        begins = max(opens, start)
        if left < closes - begins or (left and left == closes - begins):
            return begins + left
        left -= max(closes - begins, timedelta())
    raise ValueError("the helpline is never open")


def close_of_next_day(at: datetime, hours: OpeningHours) -> datetime:
    """Return when the helpline closes on the first working day after the day of `at`."""
    today = at.astimezone(hours.timezone).date()
    for opens, closes in _windows(at, hours):
        if opens.astimezone(hours.timezone).date() > today:
            return closes
    raise ValueError("the helpline is never open")


def _windows(start: datetime, hours: OpeningHours) -> Iterator[tuple[datetime, datetime]]:
    """Yield opening and closing of each working day from that of `start` on, in UTC."""
    day: date = start.astimezone(hours.timezone).date()
    for _ in range(FAR_ENOUGH):
        span = hours.on(day)
        if span is not None:
            opens, closes = (datetime.combine(day, one, hours.timezone) for one in span)
            yield opens.astimezone(UTC), closes.astimezone(UTC)
        day += DAY
