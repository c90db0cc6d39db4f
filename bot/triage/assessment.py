"""
What triage concludes about one message.

Plain values that the inbox, the queue and the worker can read without knowing how they came about.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What the assistant does: open a case, ask one question with buttons, or neither."""

    ESCALATE = "escalate"
    ASK = "ask"
    NONE = "none"


class Urgency(StrEnum):
    """How soon a person is needed; `ask` carries the urgency the answer *yes* would have."""

    IMMEDIATE = "immediate"  # within minutes
    TODAY = "today"  # the same working day
    ROUTINE = "routine"  # at leisure; guidance may do
    NONE = "none"  # nobody


URGENT_FIRST = tuple(Urgency)  # the one order of urgencies


def more_urgent(one: str, other: str) -> Urgency:
    """
    Return the more urgent of two urgencies.

    >>> more_urgent("today", "immediate"), more_urgent("routine", "none")
    (<Urgency.IMMEDIATE: 'immediate'>, <Urgency.ROUTINE: 'routine'>)
    """
    return min(Urgency(one), Urgency(other), key=URGENT_FIRST.index)


class Category(StrEnum):
    """What a concern is about; `general` holds everything that is none of the others."""

    CONDUCT = "conduct"
    JUDGEMENT = "judgement"
    ACCESS = "access"
    HOURS = "hours"
    SAFEGUARDING = "safeguarding"
    WELLBEING = "wellbeing"
    DEFERRAL = "deferral"
    EQUALITY = "equality"
    CONFIDENTIALITY = "confidentiality"
    INDIVIDUAL_STAFF = "individual_staff"
    POST_INSPECTION = "post_inspection"
    NOTIFICATION = "notification"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Assessment:
    """
    One message, assessed.

    `distress` means *possible distress: reply first*.  It is no score and may only ever raise
    what is done.  `reasons` are names of rules, most telling first, never a member's words.
    """

    action: Action
    urgency: Urgency
    live: bool
    category: Category
    distress: bool
    safeguarding_pupil: bool
    reasons: tuple[str, ...]


NOTHING_FOUND = Assessment(
    Action.NONE, Urgency.NONE, False, Category.GENERAL, False, False, reasons=()
)
