"""What became of earlier cases of the same school, for the card."""

from __future__ import annotations

from bot.conversation import in_words
from bot.db import Tx
from bot.helpline import register
from bot.helpline.case import Case
from bot.outbound import EarlierCase


def earlier(tx: Tx, case: Case) -> tuple[EarlierCase, ...]:
    """
    Return the cases before this one that name the same school.

    They may be another member's: number, day and kind of outcome are shown, and no word
    that anybody wrote in them.
    """
    return tuple(
        EarlierCase(one.id, one.opened_at, one.state, in_words.outcome_kind(one.outcome or ""))
        for one in register.of_school(tx, case)
    )
