"""
What becomes of a claim before the case is resolved: kept, offered in vain, lapsed.
"""

from __future__ import annotations

from datetime import datetime

from bot.db import Tx
from bot.helpline import history, lease, timers
from bot.helpline.case import CaseId, CaseState, PersonId, may
from bot.helpline.pace import Pace
from bot.helpline.queue import Done, HeldBy, NotAllowed, update, wait_for_somebody
from bot.helpline.register import get
from bot.helpline.timers import Kind


def take_offer_back(tx: Tx, case_id: CaseId, now: datetime) -> PersonId | None:
    """
    End an offer that nobody took; who has the case has it still.

    Returns:
        Whom it was offered to; None when the offer has ended already.
    """
    case = get(tx, case_id)
    timers.end(tx, case_id, now, Kind.OFFER)
    if case.offered_to_id is None:
        return None
    update(tx, case, offered_to_id=None)
    history.write(tx, case_id, "offer_came_back", now, case.offered_to_id)
    return case.offered_to_id


def keep(
    tx: Tx, case_id: CaseId, adviser_id: PersonId, deed: str, now: datetime, pace: Pace
) -> Done | HeldBy | NotAllowed:
    """
    Renew a claim because its holder says so.

    Args:
        deed: `still_on_it`, or `on_the_phone`, which holds for longer.

    Returns:
        Done; HeldBy when somebody else has it; NotAllowed unless it is claimed.
    """
    case = get(tx, case_id)
    if case.state is not CaseState.CLAIMED:
        return NotAllowed(case)
    if case.holder_id is not None and case.holder_id != adviser_id:
        return HeldBy(case.holder_id)
    span = pace.lease.on_the_phone if deed == "on_the_phone" else pace.lease.quiet
    lease.renew(tx, case, now, pace, span)
    history.write(tx, case_id, deed, now, adviser_id)
    return Done(case)


def lapse(
    tx: Tx, case_id: CaseId, now: datetime, pace: Pace, deed: str = "lapsed"
) -> Done | NotAllowed:
    """
    Put a case back into the queue, with a new ladder.

    Args:
        deed: `lapsed` when its holder has been quiet, `holder_left` when they take no cases
            any more.
    """
    case = get(tx, case_id)
    if not may("lapse", case):
        return NotAllowed(case)
    update(
        tx,
        case,
        state=CaseState.OPEN,
        queued_at=now,
        due_at=pace.first_response_due(case.concern.urgency, now),
        holder_id=None,
        claimed_at=None,
        offered_to_id=None,
        lapsed_at=now,
    )
    timers.end(tx, case_id, now)
    wait_for_somebody(tx, case_id, case.concern.urgency, now, pace)
    history.write(tx, case_id, deed, now, case.holder_id)
    return Done(get(tx, case_id))
