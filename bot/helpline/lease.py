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
    """
    Let the claim hold for another span: its holder did something, so nobody else is called.

    It never ends sooner by that: a note taken on the phone does not cut the call short.
    """
    timers.end(tx, case.id, now, Kind.LADDER)
    due_at = pace.later(case.concern.urgency, now, span or pace.lease.quiet)
    holds_until = timers.when(tx, case.id, Kind.LEASE)
    timers.set_(tx, case.id, Kind.LEASE, now, max(due_at, holds_until or due_at))


def begin(tx: Tx, case: Case, now: datetime, pace: Pace) -> None:
    """Let a claim hold from now on: it is new, or its holder is wanted at another pace."""
    timers.end(tx, case.id, now, Kind.LEASE)
    renew(tx, case, now, pace)


def hold_offer(tx: Tx, case: Case, now: datetime, pace: Pace) -> None:
    """Let an offer stand until it is taken, or has to come back."""
    due_at = pace.later(case.concern.urgency, now, pace.lease.offer_holds)
    timers.set_(tx, case.id, Kind.OFFER, now, due_at)


def take(tx: Tx, timer: Timer, now: datetime, pace: Pace) -> Reminded | Lapsed:
    """Say what is to be done about a quiet holder: remind them, or let their claim lapse."""
    if timer.step:
        timers.end(tx, timer.case_id, now, Kind.LEASE)
        return Lapsed(timer.case_id, timer.started_at)
    # From now, not from when it was due: after a stop of ours nobody loses a case unreminded.
    due_at = pace.later(timer.urgency, now, pace.lease.after_the_reminder)
    timers.set_(tx, timer.case_id, Kind.LEASE, timer.started_at, due_at, step=1)
    return Reminded(timer.case_id, timer.started_at)
