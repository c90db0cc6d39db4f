"""
What an adviser writes in a case's thread: words and files for the member, or a remark.

`remarks` decides which is which; remarks are kept and go nowhere else, and the files
of a message that holds one stay with it.
"""

from __future__ import annotations

from bot import outbox
from bot.conversation import notices, remarks, taking_over
from bot.conversation.long_text import parts_of
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import history, lease, queue, register
from bot.helpline.case import Case, CaseId
from bot.inbound import FileLink, MessageWritten
from bot.outbound import AdviserTold, AdviserWrote, CaseLogged
from bot.outbox import Lane


def written(tx: Tx, received: Received, message: MessageWritten, case_id: CaseId) -> None:
    """Deal with a message in the thread of a case's card."""
    if not received.person.is_adviser:
        tell(tx, received, AdviserTold(case_id, "not_an_adviser"))
    elif not history.of_message(tx, received.person.id, message.ts):
        take(tx, received, case_id, message.text, message.files, message.ts)
    # Else its edit or its deletion came first, and that is what it is now.


def take(
    tx: Tx,
    received: Received,
    case_id: CaseId,
    text: str,
    files: tuple[FileLink, ...],
    source_ts: str,
) -> None:
    """Relay what is for the member, and keep what is not."""
    said, remark = remarks.split(text)
    if remark is not None:
        note(tx, received, case_id, remark, source_ts)
        files = ()
    if said.strip() or files:
        reply(tx, received, case_id, said, files=files, source_ts=source_ts)
    elif remark is None:
        tell(tx, received, AdviserTold(case_id, "not_delivered"))


def reply(
    tx: Tx,
    received: Received,
    case_id: CaseId,
    text: str,
    *,
    files: tuple[FileLink, ...] = (),
    source_ts: str | None = None,
) -> bool:
    """
    Relay words to the member.  On a case that nobody has, writing is claiming it.

    Returns:
        False when the case is resolved; the adviser is told.
    """
    case = register.get(tx, case_id)
    if not case.is_open:
        tell(tx, received, AdviserTold(case_id, "resolved"))
        return False
    case = attend(tx, received, case)
    history.write(tx, case_id, "replied", received.now, received.person.id, text, source_ts)
    _relay(tx, received, case, text, files, source_ts)
    if files:
        tell(tx, received, AdviserTold(case_id, "file_linked"))
    taking_over.ask_once(tx, received, case)
    return True


def attend(tx: Tx, received: Received, case: Case) -> Case:
    """Note that somebody writes to the member: they have the case if nobody had it."""
    if case.unclaimed:
        queue.claim(tx, case.id, received.person.id, received.now, received.policy.pace)
        case = register.get(tx, case.id)
        notices.announce_claimed(tx, case, received.policy, received.now)
    lease.renew(tx, case, received.now, received.policy.pace)  # whoever wrote: it is attended to
    return case


def note(
    tx: Tx, received: Received, case_id: CaseId, text: str, source_ts: str | None = None
) -> None:
    """Keep a remark among colleagues, and say in the thread that it was not sent on."""
    case = register.get(tx, case_id)
    if case.holder_id == received.person.id and case.is_open:
        lease.renew(tx, case, received.now, received.policy.pace)
    history.write(tx, case_id, "noted", received.now, received.person.id, text, source_ts)
    line = CaseLogged(case_id, "noted", adviser=received.person.called, text=text)
    notices.log(tx, received.key("note"), line, received.now)


def tell(tx: Tx, received: Received, told: AdviserTold) -> None:
    """Tell the adviser why what they did has no effect, by direct message."""
    notices.tell(tx, received.key("told"), received.person.id, told, received.now)


def relay_key(case_id: CaseId, source_ts: str, part: int) -> str:
    """Name a part of what was relayed of a message in a case's thread."""
    return f"relay:{case_id}:{source_ts}:{part}"


def _relay(
    tx: Tx,
    received: Received,
    case: Case,
    text: str,
    files: tuple[FileLink, ...],
    source_ts: str | None,
) -> None:
    parts = parts_of(text)
    for number, part in enumerate(parts, start=1):
        words = AdviserWrote(
            case.id,
            received.person.called,
            part,
            number,
            len(parts),
            attached=files if number == 1 else (),
        )
        named = source_ts and relay_key(case.id, source_ts, number)
        key = named or received.key(f"reply:{number}")
        outbox.add(tx, key, notices.to_member(case), words, received.now, Lane.LIVE)
