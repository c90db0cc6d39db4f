"""What is done while nobody has claimed a case: each step of the ladder, in messages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot import outbox
from bot.conversation import doubts, judging, notices
from bot.conversation.policy import Policy
from bot.db import Tx
from bot.helpline import history, ladder, people, register
from bot.helpline.case import Case
from bot.helpline.ladder import Call, StepTaken
from bot.outbound import AdviserPaged, CaseLogged, CasePaged, NobodyYet, ToPerson, ToQueue
from bot.outbox import Lane

log = logging.getLogger(__name__)


def sweep(tx: Tx, policy: Policy, now: datetime) -> int:
    """
    Take every step that is due, and let cards and status messages tell the time waited.

    Returns:
        How many steps were taken.
    """
    taken = ladder.take_due(tx, now)
    for step in taken:
        _alone(tx, "case", step.case_id, partial(_call, tx, step, policy, now))
    silent = doubts.overdue(tx, now)
    for doubt in silent:
        _alone(
            tx, "question", doubt.exchange_id, partial(judging.take_silence, tx, doubt, policy, now)
        )
    for case in register.unclaimed(tx):
        _alone(tx, "case", case.id, partial(notices.refresh, tx, case, policy, now))
    return len(taken) + len(silent)


def _alone(tx: Tx, what: str, number: int, do: Callable[[], None]) -> None:
    """Do one of several things; if it fails, undo it and go on with the others."""
    try:
        with tx.begin_nested():
            do()
    except Exception as error:  # noqa: BLE001 - one case must not keep others from being paged
        log.error("%s %d could not be swept: %s", what, number, type(error).__name__)


def _call(tx: Tx, step: StepTaken, policy: Policy, now: datetime) -> None:
    case = register.get(tx, step.case_id)
    history.write(tx, case.id, f"paged:{step.call}", now)
    CALLS[step.call](tx, case, step.after, policy, now)


def _page_queue(tx: Tx, case: Case, after: timedelta, policy: Policy, now: datetime) -> None:
    waited = _waited_min(case, now)
    page = CasePaged(case.id, waited, case.concern.urgency, notices.mention(tx, policy))
    key = _key(case, after)
    outbox.add(tx, f"{key}:queue", ToQueue(), page, now, Lane.LIVE)
    notices.log(tx, f"{key}:log", CaseLogged(case.id, "paged_again"), now)


def _page_advisers(tx: Tx, case: Case, after: timedelta, policy: Policy, now: datetime) -> None:
    del policy
    waited = _waited_min(case, now)
    key = _key(case, after)
    for adviser in people.advisers(tx):
        page = AdviserPaged(case.id, waited, case.concern.urgency, case.concern.words)
        outbox.add(tx, f"{key}:{adviser.id}", ToPerson(adviser.id), page, now, Lane.LIVE)
    notices.log(tx, f"{key}:log", CaseLogged(case.id, "paged_again"), now)


def _tell_member(tx: Tx, case: Case, after: timedelta, policy: Policy, now: datetime) -> None:
    key = _key(case, after)
    told = NobodyYet(case.id, _waited_min(case, now))
    outbox.add(tx, f"{key}:member", notices.to_member(case), told, now, Lane.LIVE)
    notices.log(tx, f"{key}:told", CaseLogged(case.id, "told_nobody_yet"), now)
    _page_queue(tx, case, after, policy, now)


CALLS: dict[Call, Callable[[Tx, Case, timedelta, Policy, datetime], None]] = {
    Call.QUEUE_AGAIN: _page_queue,
    Call.EVERY_ADVISER: _page_advisers,
    Call.MEMBER: _tell_member,
}


def _key(case: Case, after: timedelta) -> str:
    return f"case:{case.id}:{case.round}:after:{_minutes(after)}"


def _waited_min(case: Case, now: datetime) -> int:
    # The true time: after a stop of ours it is longer than the step's.
    return _minutes(now - case.queued_at)


def _minutes(span: timedelta) -> int:
    return int(span / timedelta(minutes=1))
