"""What the organisation has decided about its helpline: fixed while the program runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta

from bot.helpline.hours import OpeningHours, working_hours
from bot.helpline.pace import LADDERS, Pace
from bot.helpline.steps import Ladder
from bot.helpline.terms import TERMS, Terms
from bot.keeping.periods import Periods

SILENCE_COUNTS_AFTER = timedelta(minutes=3)  # “Is this happening now?” unanswered: taken for yes
REOPEN_WITHIN = timedelta(hours=48)  # new words on the same matter reopen a resolved case


@dataclass(frozen=True)
class Policy:
    """Hours, whom a page names, and which conversation is the helpline's."""

    hours: OpeningHours
    queue_channel: str  # where cards stand
    staff_group: str | None = None  # a user group that pages name instead of each adviser
    reopen_within: timedelta = REOPEN_WITHIN
    second_channels: tuple[str, ...] = ()  # names; called when nobody has claimed for too long
    silence_counts_after: timedelta = SILENCE_COUNTS_AFTER
    ladders: Mapping[str, Ladder] = field(default_factory=lambda: LADDERS)
    lease: Terms = TERMS
    keep: Periods = field(default_factory=Periods)
    drill_at: time | None = None  # local; None: no drill begins by itself

    @property
    def pace(self) -> Pace:
        """How soon a member is owed a person."""
        return Pace(working_hours(self.hours), self.ladders, self.lease)
