"""A member who has left the workspace is told to those who would go on writing to them."""

from __future__ import annotations

from datetime import datetime

from bot import outbox
from bot.conversation import case_words, notices, queue_wording
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import history, people, register
from bot.helpline.case import Case
from bot.inbound import PersonLeft
from bot.outbound import AdviserTold, CaseLogged, ToCaseThread
from bot.outbox import Lane


def left(tx: Tx, received: Received, gone: PersonLeft) -> None:
    """Deal with an account that was closed: of an adviser, or of a member with an open case."""
    del gone
    people.dismiss(tx, received.person.id)  # what they held goes back into the queue by that
    case = register.open_case_of(tx, received.person.id)
    if case is not None:
        tell_unreachable(tx, case, received.now)


def tell_unreachable(tx: Tx, case: Case, now: datetime) -> None:
    """Say once to the thread, and to who has the case, that the member reads nothing any more."""
    if not case.is_open:
        return
    said = (line.text or "" for line in history.of(tx, case.id))
    phone = case_words.phone_in(said)
    line = CaseLogged(case.id, "unreachable", text=phone or queue_wording.NO_NUMBER)
    key = f"case:{case.id}:{case.round}:unreachable"
    if not outbox.add(tx, key, ToCaseThread(case.id), line, now, Lane.LIVE):
        return
    history.write(tx, case.id, "member_unreachable", now)
    for adviser in [case.holder_id] if case.holder_id else [a.id for a in people.advisers(tx)]:
        told = AdviserTold(case.id, "unreachable")
        notices.tell(tx, f"{key}:{adviser}", adviser, told, now)
