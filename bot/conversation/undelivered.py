"""
What could not be dealt with, brought to a person: nothing is lost in silence.

A gesture that failed on every try becomes a case; that a member has left the
workspace is told to those who would go on writing to them.
"""

from __future__ import annotations

import logging
from datetime import datetime

from bot import outbox
from bot.conversation import case_words, concerns, notices, queue_wording
from bot.conversation.policy import Policy
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import history, people, register
from bot.helpline.case import Case, Concern
from bot.inbound import (
    CommandGiven,
    Inbound,
    MessageEdited,
    MessageWritten,
    PersonLeft,
    ShortcutUsed,
)
from bot.nowhere import is_nowhere
from bot.outbound import AdviserTold, CaseLogged, ToCaseThread
from bot.outbox import Lane
from bot.triage.assessment import Category, Urgency

log = logging.getLogger(__name__)


def hand_to_a_person(
    tx: Tx, inbox_id: int, inbound: Inbound, policy: Policy, now: datetime
) -> None:
    """Open a case for a gesture that could not be handled, with its words if it had any."""
    if is_nowhere(inbound.sender):
        return  # our own: the auditor misses it, and no adviser is to be called
    said = inbound.text if isinstance(inbound, _WITH_WORDS) else ""
    concern = Concern(
        Urgency.TODAY,
        Category.GENERAL,
        live=False,
        distress=False,
        words=f"{case_words.NOT_HANDLED} {said}".strip(),
    )
    person = people.find_or_add(tx, inbound.sender)
    log.error("inbox %d is handed to a person", inbox_id)
    concerns.raise_concern(tx, Received(inbox_id, person, policy, now), concern)


_WITH_WORDS = (MessageWritten, MessageEdited, CommandGiven, ShortcutUsed)


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
