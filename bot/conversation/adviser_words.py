"""
What an adviser writes in a case's thread: words for the member, or a note.

A line that begins with `//` is a note; notes are kept and go nowhere else.
"""

from __future__ import annotations

from bot import outbox
from bot.conversation import notices
from bot.conversation.long_text import parts_of
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import history, queue, register
from bot.helpline.case import Case, CaseId
from bot.inbound import MessageWritten
from bot.outbound import AdviserTold, AdviserWrote, CaseLogged
from bot.outbox import Lane

NOTE_MARK = "//"


def written(tx: Tx, received: Received, message: MessageWritten, case_id: CaseId) -> None:
    """Deal with a message in the thread of a case's card."""
    if not received.person.is_adviser:
        tell(tx, received, AdviserTold(case_id, "not_an_adviser"))
    elif message.text.lstrip().startswith(NOTE_MARK):
        note(tx, received, case_id, message.text.lstrip().removeprefix(NOTE_MARK).strip())
    elif not message.text.strip():
        tell(tx, received, AdviserTold(case_id, "not_delivered"))
    else:
        reply(tx, received, case_id, message.text)


def reply(tx: Tx, received: Received, case_id: CaseId, text: str) -> bool:
    """
    Relay words to the member.  On a case that nobody has, writing is claiming it.

    Returns:
        False when the case is resolved; the adviser is told.
    """
    case = register.get(tx, case_id)
    if not case.is_open:
        tell(tx, received, AdviserTold(case_id, "resolved"))
        return False
    if case.unclaimed:
        queue.claim(tx, case_id, received.person.id, received.now)
        case = register.get(tx, case_id)
        notices.announce_claimed(tx, case, received.policy, received.now)
    history.write(tx, case_id, "replied", received.now, received.person.id, text)
    _relay(tx, received, case, text)
    return True


def note(tx: Tx, received: Received, case_id: CaseId, text: str) -> None:
    """Keep a remark among colleagues, and say in the thread that it was not sent on."""
    history.write(tx, case_id, "noted", received.now, received.person.id, text)
    line = CaseLogged(case_id, "noted", adviser=received.person.called, text=text)
    notices.log(tx, received.key("note"), line, received.now)


def tell(tx: Tx, received: Received, told: AdviserTold) -> None:
    """Tell the adviser why what they did has no effect, by direct message."""
    notices.tell(tx, received.key("told"), received.person.id, told, received.now)


def _relay(tx: Tx, received: Received, case: Case, text: str) -> None:
    parts = parts_of(text)
    for number, part in enumerate(parts, start=1):
        words = AdviserWrote(case.id, received.person.called, part, number, len(parts))
        key = received.key(f"reply:{number}")
        outbox.add(tx, key, notices.to_member(case), words, received.now, Lane.LIVE)
