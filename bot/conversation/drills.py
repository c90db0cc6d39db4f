"""
The drill: a case of our own that takes a member's way to a real adviser's *Claim*, timed.

It begins as words in the inbox, from nobody and for nobody: intake, triage, the card,
its mention and the ladder treat them as a member's.  What would be said to the member
goes nowhere.  It closes itself once somebody has claimed it; if nobody does in time
it stops paging, stays to be pressed, and members are told to ring.
"""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot import inbox, nowhere
from bot.conversation import in_words, notices, queue_wording
from bot.conversation.policy import Policy
from bot.db import DatabaseFails, Tx
from bot.helpline import drills, people, queue, register, timers
from bot.helpline.case import Case
from bot.helpline.drills import Drill
from bot.helpline.pace import IMMEDIATE
from bot.helpline.timers import Kind
from bot.outbound import CaseLogged, DrillLine, DrillShown

log = logging.getLogger(__name__)
DrillDeed = Literal["drill_answered", "drill_replaced"]

LATEST_AFTER = timedelta(minutes=30)  # later than that it would no longer be the morning's
FRIDAY = 4


def tend(tx: Tx, policy: Policy, now: datetime) -> None:
    """Start the day's drill when its time has come, and see how the running one stands."""
    try:
        with tx.begin_nested():
            if is_due(policy, now):
                start(tx, policy.hours.timezone, now)
            running = drills.not_ended(tx)
            for drill in running:
                _see_to(tx, drill, drill is running[-1], policy, now)
    except DatabaseFails:
        raise  # the database itself: nothing of the sweep may be kept
    except Exception as error:  # noqa: BLE001 - a drill must not keep anybody from being paged
        log.error("the drill could not be tended: %s", type(error).__name__)


def start(tx: Tx, timezone: ZoneInfo, now: datetime) -> Drill | None:
    """
    Start the day's drill.

    Returns:
        None when the day has had one.
    """
    drill = drills.add(tx, today(timezone, now), now)
    if drill is not None:
        body = nowhere.words(_sender(drill), queue_wording.DRILL_WORDS)
        inbox.leave(tx, f"drill:{drill.day}", "Drill", body, now)
    return drill


def is_due(policy: Policy, now: datetime) -> bool:
    """Say whether a drill belongs here: a weekday's morning, no bank holiday, not long past."""
    if policy.drill_at is None:
        return False
    local = now.astimezone(policy.hours.timezone)
    begins = datetime.combine(local.date(), policy.drill_at, policy.hours.timezone)
    school_day = local.weekday() <= FRIDAY and local.date() not in policy.hours.closed_on
    return school_day and begins <= local < begins + LATEST_AFTER


def press_within(policy: Policy) -> timedelta:
    """Return how long somebody has: until a real member would be told that nobody has it yet."""
    return policy.ladders[IMMEDIATE].member


def today(timezone: ZoneInfo, now: datetime) -> date:
    """Return the day it is where the helpline is."""
    return now.astimezone(timezone).date()


def shown(tx: Tx, policy: Policy, now: datetime) -> DrillShown | None:
    """
    Return what the Home tabs say of the last drill.

    Today's answer, or that nobody answered: that stands until somebody does, or a later
    drill is answered.
    """
    last = drills.last_decided(tx)
    if last is None or (
        last.answered_at is not None and last.day != today(policy.hours.timezone, now)
    ):
        return None
    return DrillShown(last.day, last.took_s)


def last(tx: Tx) -> DrillLine | None:
    """Return what advisers are told of the last drill, however it went; None before the first."""
    drill = drills.last_decided(tx)
    if drill is None:
        return None
    answered = drill.answered_at is not None
    by = notices.name_of(tx, drill.person_id) if answered else None
    return DrillLine(drill.started_at, by, drill.took_s)


def _see_to(tx: Tx, drill: Drill, latest: bool, policy: Policy, now: datetime) -> None:
    case = _case(tx, drill)
    if case is not None and not case.unclaimed:
        _answered(tx, drill, case, policy, now)
    elif not latest:
        _replaced(tx, drill, case, policy, now)
    elif drill.missed_at is None and now >= drill.started_at + press_within(policy):
        drills.set_missed(tx, drill, now)
        if case is not None:
            timers.end(tx, case.id, now, Kind.LADDER)
            notices.log(tx, f"drill:{drill.id}:missed", CaseLogged(case.id, "drill_missed"), now)


def _answered(tx: Tx, drill: Drill, case: Case, policy: Policy, now: datetime) -> None:
    at = case.claimed_at or case.resolved_at or now
    drills.set_answered(tx, drill, case.holder_id, at, now)
    took = in_words.duration(round((at - drill.started_at).total_seconds()))
    _close(tx, case, "drill_answered", queue_wording.DRILL_TOOK.format(took=took), policy, now)


def _replaced(tx: Tx, drill: Drill, case: Case | None, policy: Policy, now: datetime) -> None:
    drills.set_ended(tx, drill, now)
    if case is not None:
        _close(tx, case, "drill_replaced", queue_wording.DRILL_NOBODY, policy, now)


def _close(
    tx: Tx, case: Case, deed: DrillDeed, outcome: str, policy: Policy, now: datetime
) -> None:
    # The thread says what became of it, in place of "closed by": nobody closed it.
    line = CaseLogged(case.id, deed, adviser=notices.name_of(tx, case.holder_id), text=outcome)
    notices.log(tx, f"case:{case.id}:{deed}", line, now)
    queue.resolve(tx, case.id, case.holder_id or case.person_id, outcome, now)
    notices.refresh(tx, register.get(tx, case.id), policy, now)


def _case(tx: Tx, drill: Drill) -> Case | None:
    if drill.case_id is not None:
        return register.get(tx, drill.case_id)
    sender = people.find(tx, _sender(drill))
    found = register.of_person(tx, sender.id, limit=1) if sender else ()
    for case in found:
        drills.set_case(tx, drill, case.id)
    return next(iter(found), None)


def _sender(drill: Drill) -> str:
    # One for each day: a member's next concern within two days would reopen the case before.
    return nowhere.somebody(f"drill-{drill.day}")
