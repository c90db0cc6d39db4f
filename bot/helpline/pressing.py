"""
Which of a member's words stand on top of their case: the most urgent, of those the latest.  Pure.

A case begins with the words it was opened with.  Later ones stand above them once they weigh
more than all before; or as much, if what they tell of is immediate.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.helpline.case import Case, Concern
from bot.triage.assessment import URGENT_FIRST

URGENCIES = tuple(reversed(URGENT_FIRST))


def on_top(case: Case, concern: Concern, said_at: datetime) -> dict[str, Any]:
    """
    Return what is to be kept of a concern that new words of the member raise.

    Args:
        case: As it stood before them.
        said_at: When they were written; they may be judged after later ones.

    Returns:
        Columns of the case: empty when other words go on standing on top.
    """
    if not concern.words.strip() or concern.words in (case.pressing, case.concern.words):
        return {}
    new, stands = _weight(concern), _weight(case.concern)
    latest = case.pressing_at is None or said_at >= case.pressing_at
    if new > stands or (new == stands and _is_immediate(concern) and latest):
        return {"pressing": concern.words, "pressing_at": said_at}
    return {}


def raised(case: Case, urgency: str, now: datetime) -> dict[str, Any]:
    """Return what is to be kept of a rise in urgency: from what, and when."""
    if urgency == case.concern.urgency:
        return {}
    return {"raised_from": case.concern.urgency, "raised_at": now}


def _weight(concern: Concern) -> tuple[bool, int]:
    return concern.distress, URGENCIES.index(concern.urgency)


def _is_immediate(concern: Concern) -> bool:
    return concern.distress or concern.urgency == URGENCIES[-1]
