"""
Buttons of an earlier database: what they stand in is not about the case of that number.

Cards, status messages and Home tabs outlive a database that is lost, and numbers begin
again: then an old button names somebody else's case, and nothing may come of it.
"""

from __future__ import annotations

from bot import outbox
from bot.conversation import adviser_buttons, quoting
from bot.conversation.adviser_words import tell
from bot.conversation.member_words import show
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import register
from bot.helpline.case import CaseId
from bot.inbound import ButtonPressed, Deed, number_in
from bot.outbound import AdviserTold, Guidepost

MEMBERS = frozenset({Deed.SORTED, Deed.NOT_NEEDED})
OF_A_CASE = frozenset({*adviser_buttons.DEEDS, *quoting.DEEDS, *MEMBERS})


def is_old(tx: Tx, press: ButtonPressed) -> bool:
    """Say whether a button names a case that what it stands in is not about."""
    case_id = _case_of(press)
    if case_id is None:
        return False
    if not register.exists(tx, case_id):
        return True
    if press.ts:
        return not outbox.speaks_of(tx, press.place.channel, press.ts, case_id)
    return _is_younger(tx, case_id, press)


def refuse(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Tell who pressed such a button that nothing was done."""
    case_id = _case_of(press)
    if press.deed in MEMBERS:
        show(tx, received, Guidepost("not_open"))
    elif not received.person.is_adviser:
        show(tx, received, Guidepost("staff_only"))
    elif case_id is not None:
        tell(tx, received, AdviserTold(case_id, "old_card"))


def _case_of(press: ButtonPressed) -> CaseId | None:
    number = number_in(press.value.partition(":")[0])  # of a quote, its place follows
    return None if number is None or press.deed not in OF_A_CASE else CaseId(number)


def _is_younger(tx: Tx, case_id: CaseId, press: ButtonPressed) -> bool:
    """Say whether the case was opened after the Home tab was drawn."""
    return press.shown_at is not None and register.get(tx, case_id).opened_at > press.shown_at
