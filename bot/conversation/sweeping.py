"""What is done while nobody has claimed a case: each step of the ladder, in messages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

from bot import outbox
from bot.conversation import doubts, drills, happening, leases, notices, second_calls
from bot.conversation.policy import Policy
from bot.db import DatabaseFails, Tx
from bot.helpline import duty, history, ladder, register, timers
from bot.helpline.case import Case
from bot.helpline.ladder import StepTaken
from bot.helpline.steps import Call
from bot.helpline.timers import Kind, Timer
from bot.outbound import AdviserPaged, CaseLogged, CasePaged, NobodyYet, ToPerson, ToQueue
from bot.outbox import Lane

MINUTE = timedelta(minutes=1)
log = logging.getLogger(__name__)
_Told = Literal["paged_again", "paged_beside_holder", "told_nobody_yet", "told_of_quiet_holder"]


@dataclass(frozen=True)
class _Page:
    """A step of the ladder: of which case, how its messages are named, what they say."""

    case: Case
    key: str
    minutes: int  # that somebody has been wanted for
    held_by: str | None  # who has it, and has done nothing since it became more urgent


def sweep(tx: Tx, policy: Policy, now: datetime) -> int:
    """
    Do what is due: claims lapse, offers come back, people are paged, waiting times are told.

    Returns:
        0 when nothing is left to do; what is beyond one sweep's share waits for the next.
    """
    # First: a drill that nobody answered stops before the step at which a member is told.
    drills.tend(tx, policy, now)
    done = 0
    for case in register.held_by_no_adviser(tx):
        done += _alone(tx, "case", case.id, partial(leases.holder_left, tx, case, policy, now))
    done += sum(_take(tx, kind, policy, now) for kind in DEEDS)
    for doubt in doubts.overdue(tx, now):
        take = partial(happening.take_silence, tx, doubt, policy, now)
        done += _alone(tx, "question", doubt.exchange_id, take)
    return done


def _take(tx: Tx, kind: Kind, policy: Policy, now: datetime) -> int:
    """Do what timers of a kind are due for; what fails is tried again, and the rest goes on."""
    done = 0
    for timer in timers.due(tx, kind, now):
        if _alone(tx, "case", timer.case_id, partial(DEEDS[kind], tx, timer, policy, now)):
            done += 1
        else:
            timers.postpone(tx, timer, now)
    return done


def _redraw(tx: Tx, timer: Timer, policy: Policy, now: datetime) -> None:
    timers.set_(tx, timer.case_id, Kind.REDRAW, timer.started_at, _redraw_next(timer, now))
    notices.refresh(tx, register.get(tx, timer.case_id), policy, now)


def _redraw_next(timer: Timer, now: datetime) -> datetime:
    waited = int((now - timer.started_at) / MINUTE)
    often = MINUTE if waited < notices.EVERY_MINUTE_UNTIL_MIN else 10 * MINUTE
    return timer.started_at + (int((now - timer.started_at) / often) + 1) * often


def _alone(tx: Tx, what: str, number: int, do: Callable[[], None]) -> bool:
    """
    Do one of several things; if it fails, undo all of it and go on with the others.

    Raises:
        DatabaseFails: the database itself, so nothing of the sweep is kept.
    """
    try:
        with tx.begin_nested():
            do()
    except DatabaseFails:
        raise
    except Exception as error:  # noqa: BLE001 - one case must not keep others from being paged
        log.error("%s %d could not be swept: %s", what, number, type(error).__name__)
        return False
    return True


def _call(tx: Tx, timer: Timer, policy: Policy, now: datetime) -> None:
    step = ladder.take(tx, timer, now, policy.pace)
    case = register.get(tx, step.case_id)
    history.write(tx, case.id, f"paged:{step.call}", now)
    CALLS[step.call](tx, _page(tx, case, step, now), policy, now)


def _page(tx: Tx, case: Case, step: StepTaken, now: datetime) -> _Page:
    # The true time: after a stop of ours it is longer than the step's.
    since = case.queued_at if case.unclaimed else step.started_at
    held_by = notices.name_of(tx, case.holder_id) if case.holder_id else None
    return _Page(case, _key(step), int((now - since) / MINUTE), held_by)


def _page_queue(tx: Tx, page: _Page, policy: Policy, now: datetime) -> None:
    case, key = page.case, page.key
    paged = CasePaged(
        case.id,
        page.minutes,
        case.concern.urgency,
        notices.mention(tx, policy),
        held_by=page.held_by,
        drill=notices.is_drill(tx, case),
    )
    outbox.add(tx, f"{key}:queue", ToQueue(), paged, now, Lane.LIVE)
    _log_page(tx, page, now)


def _page_on_duty(tx: Tx, page: _Page, policy: Policy, now: datetime) -> None:
    case = page.case
    paged = AdviserPaged(
        case.id,
        page.minutes,
        case.concern.urgency,
        case.top_words,
        held_by=page.held_by,
        drill=notices.is_drill(tx, case),
    )
    for adviser in duty.on_duty(tx, now, policy.hours.timezone):
        if adviser.id != case.holder_id:  # who has it was called first
            key = f"{page.key}:{adviser.id}"
            outbox.add(tx, key, ToPerson(adviser.id), paged, now, Lane.LIVE)
    _log_page(tx, page, now)


def _tell_member(tx: Tx, page: _Page, policy: Policy, now: datetime) -> None:
    case, key = page.case, page.key
    told = NobodyYet(case.id, page.minutes, page.held_by)
    outbox.add(tx, f"{key}:member", notices.to_member(case), told, now, Lane.LIVE)
    deed: _Told = "told_of_quiet_holder" if page.held_by else "told_nobody_yet"
    notices.log(tx, f"{key}:told", CaseLogged(case.id, deed, page.held_by), now)
    _page_everywhere(tx, page, policy, now)


def _page_everywhere(tx: Tx, page: _Page, policy: Policy, now: datetime) -> None:
    _page_queue(tx, page, policy, now)
    second_calls.add(tx, page.case, page.key, policy, now)


def _log_page(tx: Tx, page: _Page, now: datetime) -> None:
    deed: _Told = "paged_beside_holder" if page.held_by else "paged_again"
    notices.log(tx, f"{page.key}:log", CaseLogged(page.case.id, deed, page.held_by), now)


CALLS: dict[Call, Callable[[Tx, _Page, Policy, datetime], None]] = {
    Call.QUEUE_AGAIN: _page_queue,
    Call.ON_DUTY: _page_on_duty,
    Call.MEMBER: _tell_member,
    Call.EVERYWHERE: _page_everywhere,
}


#: What each kind of timer is for; claims lapse before anybody is paged.
DEEDS: dict[Kind, Callable[[Tx, Timer, Policy, datetime], None]] = {
    Kind.LEASE: leases.remind_or_lapse,
    Kind.OFFER: leases.take_offer_back,
    Kind.LADDER: _call,
    Kind.REDRAW: _redraw,
}


def _key(step: StepTaken) -> str:
    # A ladder is started anew when a claim lapses, so its start is part of the name.
    return f"case:{step.case_id}:ladder:{step.started_at.timestamp():.3f}:{step.number}"
