"""
*Send this quote*: one tap on a card sends the member a quote of the guidance, word for word.

Sending is acting on the case: one that nobody has is claimed by it, and one that a
colleague has stays theirs to answer.
"""

from __future__ import annotations

from collections.abc import Callable

from bot import outbox
from bot.conversation import notices, taking_over
from bot.conversation.adviser_words import attend, tell
from bot.conversation.member_words import show
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import history, register
from bot.helpline.case import Case, CaseId
from bot.inbound import ButtonPressed, Deed, number_in
from bot.outbound import AdviserTold, CaseLogged, Guidepost, QuoteSent, QuoteShown
from bot.outbox import Lane


def pressed(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Act on the button under a quote, if an adviser pressed it."""
    case, place = map(number_in, press.value.partition(":")[::2])
    if not received.person.is_adviser:
        show(tx, received, Guidepost("staff_only"))
    elif case is not None and place is not None:
        send(tx, received, CaseId(case), place)


def send(tx: Tx, received: Received, case_id: CaseId, place: int) -> None:
    """Send the quote that stands at this place of the card, once."""
    case = register.get(tx, case_id)
    quotes = notices.QUOTES.validate_json(case.guidance or "[]")
    told = _why_not(tx, received, case)
    if told is not None:
        tell(tx, received, told)
    elif place < len(quotes):
        _send(tx, received, attend(tx, received, case), quotes[place], place)


DEEDS: dict[Deed, Callable[[Tx, Received, ButtonPressed], None]] = {Deed.SEND_QUOTE: pressed}


def _why_not(tx: Tx, received: Received, case: Case) -> AdviserTold | None:
    if not case.is_open:
        return AdviserTold(case.id, "resolved")
    if case.holder_id is None or case.holder_id == received.person.id:
        return None
    return AdviserTold(case.id, "held", holder=notices.name_of(tx, case.holder_id))


def _send(tx: Tx, received: Received, case: Case, quote: QuoteShown, place: int) -> None:
    me, now = received.person, received.now
    sent = QuoteSent(case.id, me.called, quote)
    key = f"case:{case.id}:{case.round}:quote:{place}"
    if not outbox.add(tx, key, notices.to_member(case), sent, now, Lane.LIVE):
        tell(tx, received, AdviserTold(case.id, "quote_sent"))
        return
    history.write(tx, case.id, "quoted", now, me.id, quote.text)
    line = CaseLogged(case.id, "quoted", adviser=me.called, text=quote.text)
    notices.log(tx, received.key("quoted"), line, now)
    taking_over.ask_once(tx, received, case)
