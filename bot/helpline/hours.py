"""
When advisers say they are at the telephone.  Pure; local time, daylight saving included.

What is immediate is paged at any hour; then the hours only decide what a member is
truthfully told.  With none set, nothing is promised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.helpline.bank_holidays import NONE, BankHolidays

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"(\w{3})(?:-(\w{3}))? (\d{1,2}:\d\d)-(\d{1,2}:\d\d)")
LOOK_AHEAD = 21  # days; Christmas and New Year close a helpline for less
#: What counts as working time where no hours are set: inspectors may be in school until six.
SCHOOL_DAY = "mon-fri 08:00-18:00"


@dataclass(frozen=True)
class OpeningHours:
    """Spans by weekday, 0 for Monday; empty when no hours are set."""

    spans: Mapping[int, tuple[time, time]]
    words: str
    timezone: ZoneInfo
    closed_on: BankHolidays = NONE

    @property
    def are_set(self) -> bool:
        """True when the organisation has said when it is open."""
        return bool(self.spans)

    def is_open(self, at: datetime) -> bool:
        """Say whether `at`, aware, lies in the hours; always true when none are set."""
        local = at.astimezone(self.timezone)
        if not self.spans:
            return True
        span = self.on(local.date())
        return span is not None and span[0] <= local.time() < span[1]

    def on(self, day: date) -> tuple[time, time] | None:
        """Return the hours of one day; None when it has none, or is a bank holiday."""
        return None if day in self.closed_on else self.spans.get(day.weekday())

    def next_opening(self, at: datetime) -> datetime | None:
        """Return the next moment the helpline opens after `at`; None when no hours are set."""
        local = at.astimezone(self.timezone)
        for days in range(LOOK_AHEAD + 1):
            day = (local + timedelta(days=days)).date()
            span = self.on(day)
            opens = span and datetime.combine(day, span[0], self.timezone)
            if opens and opens > local:
                return opens
        return None


def parse_hours(text: str, timezone: ZoneInfo, closed_on: BankHolidays = NONE) -> OpeningHours:
    """
    Read hours such as `mon-fri 08:00-18:00, sat 09:00-12:00`.

    Args:
        closed_on: Days without hours, whatever the weekday.

    Raises:
        ValueError: a span cannot be read, or names a day twice; the message says which.
    """
    spans: dict[int, tuple[time, time]] = {}
    for part in filter(None, (piece.strip().lower() for piece in text.split(","))):
        span = read_span(part)
        if not spans.keys().isdisjoint(span):
            raise ValueError(f"“{part}” names a day that has hours already")
        spans.update(span)
    return OpeningHours(spans, _in_words(text), timezone, closed_on)


def working_hours(hours: OpeningHours) -> OpeningHours:
    """Return the hours that count as working time: those set, or else the school day."""
    if hours.are_set:
        return hours
    return parse_hours(SCHOOL_DAY, hours.timezone, hours.closed_on)


def read_span(part: str) -> dict[int, tuple[time, time]]:
    """
    Read the hours of one day, or of several in a row: `sat 09:00-12:00`, `mon-fri 08:00-18:00`.

    Raises:
        ValueError: they cannot be read; the message says which.
    """
    match = _SPAN.fullmatch(part)
    if match is None or match[1] not in DAYS or (match[2] or match[1]) not in DAYS:
        raise ValueError(f"“{part}” is not hours such as “mon-fri 08:00-18:00”")
    first, last = DAYS.index(match[1]), DAYS.index(match[2] or match[1])
    opens, closes = (time.fromisoformat(match[n].zfill(5)) for n in (3, 4))
    if last < first or closes <= opens:
        raise ValueError(f"“{part}” ends before it begins")
    return dict.fromkeys(range(first, last + 1), (opens, closes))


def _in_words(text: str) -> str:
    return re.sub(r"\b(" + "|".join(DAYS) + r")\b", lambda m: m[0].capitalize(), text.strip())
