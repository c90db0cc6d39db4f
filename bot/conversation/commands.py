"""
`/helpline ask · urgent · status · help`, and `duty · rota` for advisers.

Answered in the direct message, always.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation import (
    case_words,
    concerns,
    home,
    member_words,
    notices,
    on_duty,
    second_looks,
)
from bot.conversation.member_words import show
from bot.conversation.received import Received
from bot.db import Tx
from bot.inbound import CommandGiven
from bot.outbound import Guidepost
from bot.triage.assessment import Urgency
from bot.triage.rules import assess

URGENT = "urgent"


def given(tx: Tx, received: Received, command: CommandGiven) -> None:
    """Deal with the command; an unknown first word belongs to a question."""
    verb = VERBS.get(command.verb)
    if on_duty.is_meant(command.verb, command.text):
        on_duty.given(tx, received, command.text)
    elif verb is not None:
        verb(tx, received, command.text)
    else:
        ask(tx, received, f"{command.verb} {command.text}".strip())


def ask(tx: Tx, received: Received, text: str) -> None:
    """Answer a question; what sounds like a concern becomes one here, too."""
    if text.strip():
        member_words.take(tx, received, text, None)
    else:
        show(tx, received, Guidepost("ask_empty"))


def urgent(tx: Tx, received: Received, text: str) -> None:
    """Open a case at once, with or without words."""
    assessment = assess(text)
    words = text.strip() or case_words.URGENT_WITHOUT_WORDS
    concern = concerns.concern_of(assessment, words, Urgency.IMMEDIATE, live=True)
    pupil = assessment.safeguarding_pupil
    look_up = text.strip() or case_words.LOOK_UP
    case = concerns.raise_concern(tx, received, concern, pupil=pupil, look_up=look_up)
    second_looks.keep(tx, case.id, received.inbox_id, received.now)


def status(tx: Tx, received: Received, text: str) -> None:  # noqa: ARG001
    """Say where the member's cases stand."""
    shown = home.status(tx, received)
    if shown.cases:
        notices.tell(tx, received.key("status"), received.person.id, shown, received.now)
    else:
        show(tx, received, Guidepost("no_case"))


def help_(tx: Tx, received: Received, text: str) -> None:  # noqa: ARG001
    """Say what the assistant does; to an adviser, also the commands that are theirs."""
    show(tx, received, Guidepost("help"))
    if received.person.is_adviser:
        show(tx, received, Guidepost("help_adviser"))


VERBS: dict[str, Callable[[Tx, Received, str], None]] = {
    "ask": ask,
    URGENT: urgent,
    "status": status,
    "help": help_,
    "": help_,
}
