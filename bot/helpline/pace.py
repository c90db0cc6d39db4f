"""
How soon a member is owed a person, and how soon others are called, by urgency.  Pure.

*Immediate* runs by the clock on the wall, day and night; everything else by working
time, so that nobody is called at night about a question that can wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.helpline import working_time
from bot.helpline.hours import OpeningHours
from bot.helpline.steps import Ladder, Step, parse_ladder
from bot.helpline.terms import TERMS, Terms

IMMEDIATE, TODAY, ROUTINE = "immediate", "today", "routine"
WITHIN_IMMEDIATE = timedelta(minutes=2)
WITHIN_TODAY = timedelta(minutes=60)  # of working time

#: Minutes by the clock for what is immediate, of working time for the rest; unless set otherwise.
USUAL: Mapping[str, str] = {
    IMMEDIATE: "2,5,10,10",
    TODAY: "30,60,90,60",  # those on duty hear of it when it is due
    ROUTINE: "240,600,960,600",  # a working day at the usual hours has 600
}
LADDERS: Mapping[str, Ladder] = {urgency: parse_ladder(one) for urgency, one in USUAL.items()}


@dataclass(frozen=True)
class Pace:
    """What the organisation owes its members; `hours` are set."""

    hours: OpeningHours
    ladders: Mapping[str, Ladder] = field(default_factory=lambda: LADDERS)
    lease: Terms = TERMS

    def first_response_due(self, urgency: str, at: datetime) -> datetime:
        """
        Return when a named person should have a concern that was raised at `at`.

        Immediate: 2 minutes, at any hour.  Today: 60 minutes of working time.  Routine, and
        everything else: the close of the next working day.
        """
        if urgency == IMMEDIATE:
            return self.later(urgency, at, WITHIN_IMMEDIATE)
        if urgency == TODAY:
            return self.later(urgency, at, WITHIN_TODAY)
        return working_time.close_of_next_day(at, self.hours)

    def later(self, urgency: str, at: datetime, span: timedelta) -> datetime:
        """Return when a span has passed: by the clock if it is immediate, else working time."""
        return at + span if urgency == IMMEDIATE else working_time.after(at, span, self.hours)

    def step(self, urgency: str, number: int) -> Step:
        """Return a step of the ladder of this urgency."""
        return self.ladders.get(urgency, self.ladders[ROUTINE]).step(number)

    def step_due(self, urgency: str, number: int, started_at: datetime) -> datetime:
        """Return when a step comes of a ladder that was started at `started_at`."""
        return self.later(urgency, started_at, self.step(urgency, number).after)
