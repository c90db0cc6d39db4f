"""The steps of a ladder: who is called, and how long after the opening.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.helpline.spans import parse_spans

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
    """When each step comes after the opening; the last repeats for ever."""

    queue_again: timedelta
    on_duty: timedelta
    member: timedelta
    then_every: timedelta

    def step(self, number: int) -> Step:
        """Return step `number`, 0 for the first; beyond those that differ the last repeats."""
        first = (
            Step(self.queue_again, Call.QUEUE_AGAIN),
            Step(self.on_duty, Call.ON_DUTY),
            Step(self.member, Call.MEMBER),
        )
        if number < STEPS_THAT_DIFFER:
            return first[number]
        beyond = number - STEPS_THAT_DIFFER + 1
        return Step(self.member + self.then_every * beyond, Call.EVERYWHERE)


def parse_ladder(text: str) -> Ladder:
    """
    Read a ladder such as `2, 5, 10, 10`, in minutes.

    Raises:
        ValueError: it is not four spans of time, the first three rising.
    """
    ladder = Ladder(*parse_spans(text, STEPS_THAT_DIFFER + 1))
    if not ladder.queue_again < ladder.on_duty < ladder.member:
        raise ValueError(f"“{text}”: each step comes later than the one before")
    return ladder
