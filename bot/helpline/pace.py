"""
How soon a member is owed a person, by urgency.  Pure.

*Immediate* runs by the clock on the wall, day and night; everything else by working
time, so that nobody is called at night about a question that can wait.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.helpline import working_time
from bot.helpline.hours import OpeningHours

IMMEDIATE = "immediate"
WITHIN_IMMEDIATE = timedelta(minutes=2)
WITHIN_TODAY = timedelta(minutes=60)  # of working time


@dataclass(frozen=True)
class Pace:
    """What the organisation owes its members; `hours` are set."""

    hours: OpeningHours

    def first_response_due(self, urgency: str, at: datetime) -> datetime:
        """
        Return when a named person should have a concern that was raised at `at`.

        Immediate: 2 minutes, at any hour.  Today: 60 minutes of working time.  Routine, and
        everything else: the close of the next working day.
        """
        if urgency == IMMEDIATE:
            return at + WITHIN_IMMEDIATE
        if urgency == "today":
            return working_time.after(at, WITHIN_TODAY, self.hours)
        return working_time.close_of_next_day(at, self.hours)
