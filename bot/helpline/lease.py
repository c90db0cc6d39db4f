"""
A claim is a lease: it holds while its holder acts.

Who is quiet for ten minutes is reminded, and five minutes after that the case goes back
into the queue.  Being on the phone counts for half an hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.db import Tx
from bot.helpline import timers
from bot.helpline.case import Case, CaseId
from bot.helpline.pace import Pace
from bot.helpline.timers import Kind, Timer

QUIET = timedelta(minutes=10)
ON_THE_PHONE = timedelta(minutes=30)
AFTER_THE_REMINDER = timedelta(minutes=5)
OFFER_HOLDS = timedelta(minutes=5)


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


def renew(tx: Tx, case: Case, now: datetime, pace: Pace, span: timedelta = QUIET) -> None:
    """Let the claim hold for another span: its holder did something."""
    due_at = pace.later(case.concern.urgency, now, span)
    timers.set_(tx, case.id, Kind.LEASE, now, due_at)


def take_due(tx: Tx, now: datetime, pace: Pace) -> list[Reminded | Lapsed]:
    """Return the claims whose holders are quiet: those to remind, and those that have lapsed."""
    return [_take(tx, timer, now, pace) for timer in timers.due(tx, Kind.LEASE, now)]


def hold_offer(tx: Tx, case: Case, now: datetime, pace: Pace) -> None:
    """Let an offer stand until it is taken, or has to come back."""
    due_at = pace.later(case.concern.urgency, now, OFFER_HOLDS)
    timers.set_(tx, case.id, Kind.OFFER, now, due_at)


def take_offers_back(tx: Tx, now: datetime) -> list[CaseId]:
    """Return the cases whose offer nobody took in time."""
    found = [timer.case_id for timer in timers.due(tx, Kind.OFFER, now)]
    for case_id in found:
        timers.end(tx, case_id, now, Kind.OFFER)
    return found


def _take(tx: Tx, timer: Timer, now: datetime, pace: Pace) -> Reminded | Lapsed:
    if timer.step:
        timers.end(tx, timer.case_id, now, Kind.LEASE)
        return Lapsed(timer.case_id, timer.started_at)
    # From now, not from when it was due: after a stop of ours nobody loses a case unreminded.
    due_at = pace.later(timer.urgency, now, AFTER_THE_REMINDER)
    timers.set_(tx, timer.case_id, Kind.LEASE, timer.started_at, due_at, step=1)
    return Reminded(timer.case_id, timer.started_at)
