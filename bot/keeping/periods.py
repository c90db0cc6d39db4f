"""How long members' words are kept, as the organisation has decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Periods:
    """From when a thing is done with, until its words and its person are forgotten."""

    gestures: timedelta = timedelta(days=7)  # Slack's payloads, kept to be tried again
    questions: timedelta = timedelta(days=30)  # with their answers, and messages of no case
    cases: timedelta = timedelta(days=365)  # after they were resolved, with all that belongs to it
