"""
What is done while the helpline's channel may not hold members' words.

They wait in the outbox; nothing is lost, and all of it is posted in order once the channel
is fit again.  Until then the advisers hear of cases by direct message: an alarm without
content, each page of the ladder, and to whoever claims a case its card and the new words.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot import outbox, withheld
from bot.conversation import notices
from bot.db import Tx
from bot.helpline import channel, people, register
from bot.helpline.case import CaseId, PersonId
from bot.helpline.channel import Flaw, Look
from bot.outbound import (
    AdviserPaged,
    CaseCard,
    CaseLogged,
    CasePaged,
    ChannelAlarm,
    MemberWrote,
    Message,
    ToPerson,
)
from bot.outbox import Lane
from bot.turn import card_key
from bot.withheld import Waiting

log = logging.getLogger(__name__)


def looked(tx: Tx, named: str, address: str, flaw: Flaw | None, now: datetime) -> bool:
    """
    Take note of how the helpline's channel was found.

    Returns:
        True when it is not as it was: the advisers are being told.
    """
    before = channel.last_look(tx)
    look = channel.note(tx, named, address, flaw, now)
    if look is None:
        return False
    if before is not None and before.channel != address:
        _move(tx, address, now)
    if before is None and flaw is None:
        return True  # the first look of all, and nothing to tell
    _alarm(tx, look, now)
    if flaw is None:
        withheld.let_in(tx, now)
    return True


def go_direct(tx: Tx, now: datetime) -> int:
    """
    Bring what waits for the channel to those who need it now, by direct message.

    Returns:
        How much was brought to somebody, or is out of date once the channel is fit again.
    """
    done = 0
    for waiting in withheld.waiting(tx):
        bring = BRINGS.get(type(waiting.message), _nobody_needs_it)
        if bring(tx, waiting, now):
            withheld.mark(tx, waiting)
            done += 1
    return done


def _card(tx: Tx, waiting: Waiting, now: datetime) -> bool:
    card = waiting.message
    if isinstance(card, CaseCard) and waiting.ts is None and card.state == "open":
        _page(tx, waiting, CaseId(card.case_id), card.waited_min, now)
    return True


def _paged(tx: Tx, waiting: Waiting, now: datetime) -> bool:
    page = waiting.message
    if isinstance(page, CasePaged):
        _page(tx, waiting, CaseId(page.case_id), page.minutes, now, page.held_by)
    withheld.drop(tx, waiting)  # a page that comes late is worse than none
    return True


def _wrote(tx: Tx, waiting: Waiting, now: datetime) -> bool:
    words = waiting.message
    if not isinstance(words, MemberWrote):
        return True
    holder = register.get(tx, CaseId(words.case_id)).holder_id
    if holder is None:
        return False  # whoever claims the case will read it
    _tell(tx, waiting, holder, replace(words, mention=(), direct=True), now)
    return True


def _logged(tx: Tx, waiting: Waiting, now: datetime) -> bool:
    line = waiting.message
    if isinstance(line, CaseLogged) and line.deed == "claimed":
        case_id = CaseId(line.case_id)
        holder, card = register.get(tx, case_id).holder_id, card_key(case_id)
        shown = outbox.message_of(tx, card)
        if holder is not None and shown is not None:
            _tell(tx, waiting, holder, shown, now)
    return True


def _nobody_needs_it(tx: Tx, waiting: Waiting, now: datetime) -> bool:
    del tx, waiting, now
    return True


BRINGS: dict[type, Callable[[Tx, Waiting, datetime], bool]] = {
    CaseCard: _card,
    CasePaged: _paged,
    MemberWrote: _wrote,
    CaseLogged: _logged,
}


def _page(
    tx: Tx,
    waiting: Waiting,
    case_id: CaseId,
    minutes: int,
    now: datetime,
    held_by: str | None = None,
) -> None:
    case = register.get(tx, case_id)
    page = AdviserPaged(case_id, minutes, case.concern.urgency, case.top_words, held_by)
    for adviser in people.advisers(tx):
        _tell(tx, waiting, adviser.id, page, now)


def _tell(tx: Tx, waiting: Waiting, to: PersonId, message: Message, now: datetime) -> None:
    key = f"direct:{waiting.outbox_id}:{to}"
    outbox.add(tx, key, ToPerson(to), message, now, Lane.LIVE)


def _alarm(tx: Tx, look: Look, now: datetime) -> None:
    if look.flaw is None:
        log.info("the helpline's channel is fit again: what waited is posted")
    else:
        log.error("members' words are withheld: the helpline's channel is %s", look.flaw)
    for adviser in people.advisers(tx):
        alarm = ChannelAlarm(look.flaw.value if look.flaw else "fit")
        notices.tell(tx, f"channel:{look.id}:{adviser.id}", adviser.id, alarm, now)


def _move(tx: Tx, address: str, now: datetime) -> None:
    # Another channel: the cards of open cases are posted there, and nothing goes to the old one.
    for case in register.not_resolved(tx):
        withheld.post_anew(tx, card_key(case.id), address, now)
