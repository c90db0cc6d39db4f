"""
A gesture that failed on every try becomes a case, with whatever can still be read of it.

What made it fail may be anything, so as little as possible happens here; and it is taken to
be as urgent as it may have been.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

from bot.conversation import case_words, commands, concerns, exchanges, second_looks
from bot.conversation.policy import Policy
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import people
from bot.inbound import (
    ButtonPressed,
    CommandGiven,
    Deed,
    Form,
    FormSubmitted,
    Inbound,
    MessageEdited,
    MessageWritten,
    ShortcutUsed,
)
from bot.nowhere import is_nowhere
from bot.triage.assessment import NOTHING_FOUND, Action, Assessment, Urgency
from bot.triage.rules import assess

log = logging.getLogger(__name__)


def hand_to_a_person(
    tx: Tx, inbox_id: int, inbound: Inbound, policy: Policy, now: datetime
) -> None:
    """Open a case for a gesture that could not be handled, as urgent as it may have been."""
    if is_nowhere(inbound.sender):
        return  # our own: the auditor misses it, and no adviser is to be called
    received = Received(inbox_id, people.find_or_add(tx, inbound.sender), policy, now)
    log.error("inbox %d is handed to a person", inbox_id)
    said = _said(tx, received, inbound)
    assessment = _assess(inbox_id, said)
    # Nobody is asked whether it is happening now: doubt counts as yes, as silence would.
    live = _says_that_it_is_now(inbound) or assessment.action is Action.ASK
    at_least = Urgency.IMMEDIATE if live else Urgency.TODAY
    words = f"{case_words.NOT_HANDLED} {said}".strip()
    concern = concerns.concern_of(assessment, words, at_least, live=live)
    pupil = assessment.safeguarding_pupil
    case = concerns.raise_concern(tx, received, concern, pupil=pupil)
    second_looks.keep(tx, case.id, inbox_id, now)


_WITH_WORDS = (MessageWritten, MessageEdited, CommandGiven, ShortcutUsed)
_ABOUT_A_QUESTION = (Deed.TALK_TO_A_PERSON, Deed.HAPPENING_NOW)


def _says_that_it_is_now(inbound: Inbound) -> bool:
    if isinstance(inbound, CommandGiven):
        return inbound.verb == commands.URGENT
    now = (Deed.INSPECTOR_HERE, Deed.HAPPENING_NOW)
    return isinstance(inbound, ButtonPressed) and inbound.deed in now


def _said(tx: Tx, received: Received, inbound: Inbound) -> str:
    """Return a member's words: written, filled in, or those that a button stood under."""
    if isinstance(inbound, CommandGiven) and inbound.verb not in commands.VERBS:
        return f"{inbound.verb} {inbound.text}".strip()
    if isinstance(inbound, _WITH_WORDS):
        return inbound.text
    if isinstance(inbound, FormSubmitted):
        return case_words.detail(inbound.fields) if inbound.form is Form.DETAIL else ""
    if not isinstance(inbound, ButtonPressed):
        return ""
    if inbound.deed is Deed.INSPECTOR_HERE:
        return case_words.INSPECTOR_IS_HERE
    return _question(tx, received, inbound) if inbound.deed in _ABOUT_A_QUESTION else ""


def _question(tx: Tx, received: Received, press: ButtonPressed) -> str:
    if not (press.value.isascii() and press.value.isdecimal()):
        return ""
    exchange = exchanges.get(tx, int(press.value))
    return exchange.question if exchange and exchange.person_id == received.person.id else ""


def _assess(inbox_id: int, said: str) -> Assessment:
    try:
        return assess(said)
    except Exception as error:  # noqa: BLE001 - it may be what the gesture failed on
        log.error("the words of inbox %d cannot be judged: %s", inbox_id, type(error).__name__)
        return replace(NOTHING_FOUND, action=Action.ASK)
