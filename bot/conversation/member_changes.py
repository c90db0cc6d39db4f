"""What a member changes afterwards: a message edited, or deleted."""

from __future__ import annotations

from bot import inbox, outbox
from bot.conversation import concerns, exchanges, happening, member_words, second_looks
from bot.conversation.long_text import parts_of
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import history, register
from bot.helpline.case import CaseId
from bot.inbound import MessageDeleted, MessageEdited
from bot.outbound import Guidepost, MemberWrote, ToCaseThread
from bot.outbox import Lane
from bot.triage.assessment import Urgency
from bot.triage.rules import assess


def edited(tx: Tx, received: Received, edit: MessageEdited) -> None:
    """
    Deal with words that read otherwise now.

    Words of a case are relayed again and never replaced; a question is asked anew;
    and what an edit adds may be a concern.
    """
    kept = history.words_in(tx, received.person.id, edit.ts)
    exchange = exchanges.written_in(tx, received.person.id, edit.ts)
    before = kept[1] if kept else exchange.question if exchange else None
    if before == edit.text:
        return  # Slack also sends an edit when it unfurls a link
    if kept is not None:
        _words_of_case(tx, received, kept[0], edit)
        return
    if exchange is not None:
        _withdraw(tx, exchange.id, received)
    place = exchange.place if exchange is not None else edit.place
    if edit.text.strip():
        member_words.take(tx, received, edit.text, place, source_ts=edit.ts)


def deleted(tx: Tx, received: Received, deletion: MessageDeleted) -> None:
    """
    Deal with words that are gone: a question is forgotten, a case keeps what was said.

    The member is told which of the two it is, where something is kept.
    """
    kept = history.words_in(tx, received.person.id, deletion.ts)
    if kept is not None:
        case_id = kept[0]
        history.write(tx, case_id, "member_deleted", received.now, received.person.id)
        _relay(tx, received, MemberWrote(case_id, "", change="deleted"), 1)
        member_words.show(tx, received, Guidepost("deleted"))
        return
    exchange = exchanges.written_in(tx, received.person.id, deletion.ts)
    if exchange is not None:
        _withdraw(tx, exchange.id, received)
        inbox.forget(tx, received.inbox_id, deletion.place.channel, deletion.ts)
    else:
        inbox.empty(tx, received.inbox_id)  # its message may come yet; its words need not


def _withdraw(tx: Tx, exchange_id: int, received: Received) -> None:
    exchanges.withdraw(tx, exchange_id)
    happening.forget(tx, exchange_id, received.policy, received.now)


def _words_of_case(tx: Tx, received: Received, case_id: CaseId, edit: MessageEdited) -> None:
    case = register.get(tx, case_id)
    history.write(
        tx, case_id, "member_edited", received.now, received.person.id, edit.text, edit.ts
    )
    parts = parts_of(edit.text)
    for number, text in enumerate(parts, start=1):
        line = MemberWrote(case_id, text, change="edited", part=number, parts=len(parts))
        _relay(tx, received, line, number)
    second_looks.keep(tx, case_id, received.inbox_id, received.now)
    assessment = assess(edit.text)
    if not concerns.is_certain(assessment):
        return
    if case.is_open:
        concern = concerns.concern_of(assessment, edit.text, Urgency.NONE, live=False)
        concerns.raise_case(tx, received, case, concern, pupil=assessment.safeguarding_pupil)
    else:
        member_words.take(tx, received, edit.text, edit.place, source_ts=edit.ts)


def _relay(tx: Tx, received: Received, line: MemberWrote, number: int) -> None:
    key = received.key(f"change:{number}")
    outbox.add(tx, key, ToCaseThread(line.case_id), line, received.now, Lane.LIVE)
