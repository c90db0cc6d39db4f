"""
Who is called next while nobody has claimed a case.

The ladder starts when a case is put into the queue, anew when it becomes more urgent,
and ends when it is claimed or resolved; its last step repeats for ever.  It starts for a
claimed case, too, that becomes more urgent, until its holder acts on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.db import Tx
from bot.helpline import timers
from bot.helpline.case import CaseId
from bot.helpline.pace import Pace
from bot.helpline.steps import STEPS_THAT_DIFFER, Call
from bot.helpline.timers import Kind, Timer


@dataclass(frozen=True)
class StepTaken:
    """A step whose time has come: `number`, counted from 0, of the ladder started then."""

    case_id: CaseId
    call: Call
    after: timedelta
    number: int
    started_at: datetime


def start(tx: Tx, case_id: CaseId, urgency: str, now: datetime, pace: Pace) -> None:
    """Set the first step of a case that somebody is wanted for from `now` on."""
    timers.set_(tx, case_id, Kind.LADDER, now, pace.step_due(urgency, 0, now))


def is_running(tx: Tx, case_id: CaseId) -> bool:
    """Say whether somebody is being called about a case."""
    return timers.when(tx, case_id, Kind.LADDER) is not None


def take(tx: Tx, timer: Timer, now: datetime, pace: Pace) -> StepTaken:
    """Take the step whose time has come, and set the one after it."""
    step = pace.step(timer.urgency, timer.step)
    following = _next(timer, now, pace)
    due_at = pace.step_due(timer.urgency, following, timer.started_at)
    timers.set_(tx, timer.case_id, Kind.LADDER, timer.started_at, due_at, following)
    return StepTaken(timer.case_id, step.call, step.after, timer.step, timer.started_at)


def _next(timer: Timer, now: datetime, pace: Pace) -> int:
    # After a long stop the steps that differ are all taken, but repeats are not made up for.
    following = timer.step + 1
    while (
        following >= STEPS_THAT_DIFFER
        and pace.step_due(timer.urgency, following + 1, timer.started_at) <= now
    ):
        following += 1
    return following
