"""The steps of a ladder: who is called, and how long after the opening.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

MINUTE = timedelta(minutes=1)
STEPS_THAT_DIFFER = 3


class Call(StrEnum):
    """Who hears of it at a step."""

    QUEUE_AGAIN = "queue_again"  # the helpline channel, once more
    ON_DUTY = "on_duty"  # each on duty by direct message; every adviser when nobody is
    MEMBER = "member"  # told plainly, with the phone number; queue and second channel, too
    EVERYWHERE = "everywhere"  # the helpline channel and the second channel, for ever


@dataclass(frozen=True)
class Step:
    """A step and how long after the opening it comes."""

    after: timedelta
    call: Call


@dataclass(frozen=True)
class Ladder:
    """When each step comes, in minutes after the opening; the last repeats for ever."""

    queue_again: int
    on_duty: int
    member: int
    then_every: int

    def step(self, number: int) -> Step:
        """Return step `number`, 0 for the first; beyond those that differ the last repeats."""
        first = (
            Step(self.queue_again * MINUTE, Call.QUEUE_AGAIN),
            Step(self.on_duty * MINUTE, Call.ON_DUTY),
            Step(self.member * MINUTE, Call.MEMBER),
        )
        if number < STEPS_THAT_DIFFER:
            return first[number]
        beyond = number - STEPS_THAT_DIFFER + 1
        return Step((self.member + self.then_every * beyond) * MINUTE, Call.EVERYWHERE)


def parse_ladder(text: str) -> Ladder:
    """
    Read a ladder such as `2, 5, 10, 10`.

    Raises:
        ValueError: it is not four whole numbers of minutes, the first three rising.
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != STEPS_THAT_DIFFER + 1 or not all(p.isascii() and p.isdecimal() for p in parts):
        raise ValueError(f"“{text}” is not four numbers of minutes such as “2, 5, 10, 10”")
    ladder = Ladder(*map(int, parts))
    if not 0 < ladder.queue_again < ladder.on_duty < ladder.member or not ladder.then_every:
        raise ValueError(f"“{text}”: each step comes later than the one before")
    return ladder
