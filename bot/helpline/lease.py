"""
A claim is a lease: it holds while its holder acts.

Who is quiet is reminded, and a while after that the case goes back into the queue; `terms`
says how long each takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.db import Tx
from bot.helpline import timers
from bot.helpline.case import Case, CaseId
from bot.helpline.pace import Pace
from bot.helpline.timers import Kind, Timer

AGAIN_AFTER = timedelta(minutes=1)  # until what is due ends the timer: it may fail, and be undone


@dataclass(frozen=True)
class Reminded:
    """The holder has been quiet since, and is to be reminded."""

    case_id: CaseId
    since: datetime


@dataclass(frozen=True)
class Lapsed:
    """The holder has been quiet since, and did not answer the reminder."""

    case_id: CaseId
    since: datetime


def renew(tx: Tx, case: Case, now: datetime, pace: Pace, span: timedelta | None = None) -> None:
    """Let the claim hold for another span: its holder did something."""
    due_at = pace.later(case.concern.urgency, now, span or pace.lease.quiet)
    timers.set_(tx, case.id, Kind.LEASE, now, due_at)


def take_due(tx: Tx, now: datetime, pace: Pace) -> list[Reminded | Lapsed]:
    """Return the claims whose holders are quiet: those to remind, and those that have lapsed."""
    return [_take(tx, timer, now, pace) for timer in timers.due(tx, Kind.LEASE, now)]


def hold_offer(tx: Tx, case: Case, now: datetime, pace: Pace) -> None:
    """Let an offer stand until it is taken, or has to come back."""
    due_at = pace.later(case.concern.urgency, now, pace.lease.offer_holds)
    timers.set_(tx, case.id, Kind.OFFER, now, due_at)


def take_offers_back(tx: Tx, now: datetime) -> list[CaseId]:
    """Return the cases whose offer nobody took in time."""
    found = timers.due(tx, Kind.OFFER, now)
    for timer in found:
        timers.set_(tx, timer.case_id, Kind.OFFER, timer.started_at, now + AGAIN_AFTER)
    return [timer.case_id for timer in found]


def _take(tx: Tx, timer: Timer, now: datetime, pace: Pace) -> Reminded | Lapsed:
    if timer.step:
        again_at = now + AGAIN_AFTER
        timers.set_(tx, timer.case_id, Kind.LEASE, timer.started_at, again_at, step=1)
        return Lapsed(timer.case_id, timer.started_at)
    # From now, not from when it was due: after a stop of ours nobody loses a case unreminded.
    due_at = pace.later(timer.urgency, now, pace.lease.after_the_reminder)
    timers.set_(tx, timer.case_id, Kind.LEASE, timer.started_at, due_at, step=1)
    return Reminded(timer.case_id, timer.started_at)
