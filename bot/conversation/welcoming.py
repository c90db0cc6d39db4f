"""
The welcome: what this is and who reads it, said once, before a member's first answer.

Never beside a concern.  A first message is one for the classifier to judge, so the welcome
waits for it; nothing may stand between a member and what is being done for them.
"""

from __future__ import annotations

from datetime import datetime

from bot import outbox
from bot.conversation import notices
from bot.conversation.exchanges import Exchange
from bot.db import Tx
from bot.helpline import people, register
from bot.helpline.case import PersonId
from bot.outbound import Guidepost


def welcome(tx: Tx, exchange: Exchange, now: datetime) -> None:
    """Welcome who asked a calm question in private, unless they were or have an open case."""
    in_private = exchange.place is None or exchange.place.private
    person = people.by_id(tx, exchange.person_id)
    if person.welcomed or not in_private or register.open_case_of(tx, person.id) is not None:
        return
    people.set_welcomed(tx, person.id, now)
    destination = notices.to_place(exchange.place, person.id)
    outbox.add(tx, _key(person.id), destination, Guidepost("welcome"), now)


def withhold(tx: Tx, person_id: PersonId) -> None:
    """Let a welcome that is not sent yet wait for a calmer day: its reader has a concern."""
    if outbox.take_back(tx, _key(person_id)):
        people.set_welcomed(tx, person_id, None)


def _key(person_id: PersonId) -> str:
    return f"welcome:{person_id}"
