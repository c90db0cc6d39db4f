"""
What an adviser changes afterwards in a case's thread: a message edited, or deleted.

The member's copy follows an edit and is marked as withdrawn after a deletion.  A message
that ever held a remark is never sent on, however it is edited: whoever takes the slashes
away is told, and writes anew what the member shall read.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from bot import inbox, outbox
from bot.conversation import adviser_words, notices, remarks
from bot.conversation.adviser_words import relay_key, tell
from bot.conversation.long_text import parts_of
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import history, register
from bot.helpline.case import Case, CaseId
from bot.helpline.history import Happened
from bot.inbound import MessageDeleted, MessageEdited, written_key
from bot.outbound import AdviserTold, AdviserWrote, CaseLogged
from bot.outbox import Lane


def edited(tx: Tx, received: Received, edit: MessageEdited, case_id: CaseId) -> None:
    """Deal with a message that reads otherwise now."""
    before = history.of_message(tx, received.person.id, edit.ts)
    said, remark = remarks.split(edit.text)
    if not received.person.is_adviser:
        tell(tx, received, AdviserTold(case_id, "not_an_adviser"))
    elif not before:
        _unseen(tx, received, edit, case_id)
    elif _latest(before) == (said, remark):
        return  # Slack also sends an edit when it unfurls a link
    elif any(one.deed == "noted" for one in before):
        _keep(tx, received, case_id, edit)
        tell(tx, received, AdviserTold(case_id, "stays_a_note"))
    elif remark is not None:
        adviser_words.note(tx, received, case_id, edit.text.strip(), edit.ts)
        _redraw(tx, received, register.get(tx, case_id), edit.ts, [])
        tell(tx, received, AdviserTold(case_id, "taken_back"))
    else:
        history.write(tx, case_id, "reply_edited", received.now, received.person.id, said, edit.ts)
        parts = parts_of(said) if said.strip() else []
        _redraw(tx, received, register.get(tx, case_id), edit.ts, parts)


def deleted(tx: Tx, received: Received, deletion: MessageDeleted, case_id: CaseId) -> None:
    """Mark what the member was sent as withdrawn; the case keeps what was said."""
    before = history.of_message(tx, received.person.id, deletion.ts)
    history.write(tx, case_id, "withdrawn", received.now, received.person.id, source_ts=deletion.ts)
    if any(one.deed == "replied" for one in before):
        _redraw(tx, received, register.get(tx, case_id), deletion.ts, [])
        line = CaseLogged(case_id, "withdrawn", adviser=received.person.called)
        notices.log(tx, received.key("withdrawn"), line, received.now)


def _unseen(tx: Tx, received: Received, edit: MessageEdited, case_id: CaseId) -> None:
    # It came before its message: this is what the message is.  One that had no effect
    # when it was written, because the case was closed, has none now either.
    if not inbox.holds(tx, written_key(edit.place.channel, edit.ts)):
        adviser_words.take(tx, received, case_id, edit.text, (), edit.ts)


def _keep(tx: Tx, received: Received, case_id: CaseId, edit: MessageEdited) -> None:
    said, remark = remarks.split(edit.text)
    if said.strip():
        history.write(tx, case_id, "reply_edited", received.now, received.person.id, said, edit.ts)
    if remark is not None:
        history.write(tx, case_id, "noted", received.now, received.person.id, remark, edit.ts)


def _latest(before: list[Happened]) -> tuple[str, str | None]:
    """What the message said to the member, and its remark, when it was last seen."""
    said = [one.text or "" for one in before if one.deed in ("replied", "reply_edited")]
    noted = [one.text for one in before if one.deed == "noted"]
    return said[-1] if said else "", noted[-1] if noted else None


def _redraw(tx: Tx, received: Received, case: Case, source_ts: str, parts: list[str]) -> None:
    """Let the member's copy read so: parts change, are added, or are withdrawn."""
    for number in count(1):
        key = relay_key(case.id, source_ts, number)
        standing = outbox.message_of(tx, key)
        if number > len(parts):
            if not isinstance(standing, AdviserWrote):
                return
            gone = replace(standing, text="", attached=(), change="withdrawn")
            outbox.revise(tx, key, gone, received.now)
            continue
        words = AdviserWrote(
            case.id,
            received.person.called,
            parts[number - 1],
            number,
            len(parts),
            attached=standing.attached if isinstance(standing, AdviserWrote) else (),
            change="edited",
        )
        outbox.show(tx, key, notices.to_member(case), words, received.now, Lane.LIVE)
