"""
Who answers the member once an adviser writes: the adviser alone, or the assistant as well.

Asked once a case, and only where the assistant has been answering.  Until somebody
decides, it is silent while somebody has the case: nothing is said over a person's head.
"""

from __future__ import annotations

from bot import outbox
from bot.conversation import notices
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import queue, register
from bot.helpline.case import Case, CaseId
from bot.outbound import AdviserTold, TakeOverAsked, ToCaseThread
from bot.outbox import Lane


def ask_once(tx: Tx, received: Received, case: Case) -> None:
    """Ask the advisers of a case who answers from now on, if the assistant has been answering."""
    if case.taken_over is None and case.answered:
        asked = TakeOverAsked(case.id)
        outbox.add(tx, _key(case), ToCaseThread(case.id), asked, received.now, Lane.LIVE)


def take_over(tx: Tx, received: Received, case_id: CaseId) -> None:
    """Silence the assistant in this conversation until the case is resolved."""
    _decide(tx, received, case_id, taken_over=True)


def only_send(tx: Tx, received: Received, case_id: CaseId) -> None:
    """Let the assistant go on answering the member's questions."""
    _decide(tx, received, case_id, taken_over=False)


def _decide(tx: Tx, received: Received, case_id: CaseId, *, taken_over: bool) -> None:
    case = register.get(tx, case_id)
    told = _why_not(tx, received, case)
    if told is not None:
        notices.tell(tx, received.key("told"), received.person.id, told, received.now)
        return
    me = received.person.id
    case = queue.decide_who_answers(tx, case, me, received.now, taken_over=taken_over)
    asked = TakeOverAsked(case_id, "take_over" if taken_over else "only_send")
    outbox.revise(tx, _key(case), asked, received.now)
    notices.refresh(tx, case, received.policy, received.now)


def _why_not(tx: Tx, received: Received, case: Case) -> AdviserTold | None:
    if not case.is_open:
        return AdviserTold(case.id, "resolved")
    if case.holder_id is None:
        return AdviserTold(case.id, "not_held")
    if case.holder_id != received.person.id:
        return AdviserTold(case.id, "held", holder=notices.name_of(tx, case.holder_id))
    return None


def _key(case: Case) -> str:
    return f"case:{case.id}:{case.round}:take-over"
