"""
What stands of the question *Is this happening now?*, as a member reads it.

It is never written by whoever changes something: it is read from the doubt and from the
case that it is part of, so that it cannot say what is not so.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from bot import outbox
from bot.conversation import doubts
from bot.conversation.doubts import Doubt
from bot.conversation.policy import Policy
from bot.db import Tx
from bot.helpline import people, register
from bot.helpline.case import Case
from bot.outbound import HappeningNowAsked

Stands = Literal["none", "for_this", "waiting", "held", "closed"]


def key(exchange_id: int) -> str:
    """Name the message that asks whether it is happening now."""
    return f"asked:{exchange_id}"


def message(tx: Tx, doubt: Doubt, policy: Policy) -> HappeningNowAsked:
    """Return what the question says now."""
    case = case_of(tx, doubt)
    holder = people.by_id(tx, case.holder_id) if case and case.holder_id else None
    return HappeningNowAsked(
        doubt.exchange_id,
        doubt.settled,
        within_s=int(policy.silence_counts_after.total_seconds()),
        case=_stands(doubt, case),
        holder=holder.called if holder else None,
    )


def redraw(tx: Tx, exchange_id: int, policy: Policy, now: datetime) -> None:
    """Let the question, if it was asked, say what is true now."""
    doubt = doubts.get(tx, exchange_id)
    if doubt is not None:
        outbox.revise(tx, key(exchange_id), message(tx, doubt, policy), now)


def redraw_in(tx: Tx, case: Case, policy: Policy, now: datetime) -> None:
    """Let the questions about what is part of a case say what is true now."""
    for doubt in doubts.of_case(tx, case.id):
        redraw(tx, doubt.exchange_id, policy, now)


def case_of(tx: Tx, doubt: Doubt) -> Case | None:
    """Return the case that a doubt is part of."""
    return None if doubt.case_id is None else register.get(tx, doubt.case_id)


def may_close(doubt: Doubt, case: Case) -> bool:
    """
    Say whether a No closes the case: it was opened for this question alone, without a word.

    Once somebody has it, or more is in it, a No only answers the question; and it says
    nothing of distress.
    """
    for_this = doubt.opened and case.round == 1 and case.added == 0
    unasked = doubt.settled in ("silence", "passed_on")
    return for_this and unasked and case.unclaimed and not case.concern.distress


def _stands(doubt: Doubt, case: Case | None) -> Stands:
    if case is None:
        return "none"
    if not case.is_open:
        return "closed"
    if not case.unclaimed:
        return "held"
    return "for_this" if may_close(doubt, case) else "waiting"
