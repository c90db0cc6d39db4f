"""Forget all that is kept of one person, if nothing is owed to them or must be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from bot.db import Tx
from bot.keeping import forgetting
from bot.keeping.holdings import WAITS, Holdings, is_owed, of_person
from bot.tables import cases, exchanges, holds, inbox, outbox, people

Reason = Literal["adviser", "open_case", "on_hold", "on_its_way"]


@dataclass(frozen=True)
class Kept:
    """Why somebody cannot be forgotten now; the case that stands in the way, if one does."""

    reason: Reason
    case_id: int | None = None


def why_not(tx: Tx, person_id: int, what: Holdings) -> Kept | None:
    """Return what stands in the way of forgetting a person; None when nothing does."""
    if tx.execute(sa.select(people.c.is_adviser).where(people.c.id == person_id)).scalar():
        return Kept("adviser")
    theirs = sa.select(cases.c.id).where(cases.c.id.in_(what.cases)).order_by(cases.c.id)
    if (number := tx.execute(theirs.where(cases.c.state != "resolved")).scalar()) is not None:
        return Kept("open_case", number)
    held = sa.exists().where(holds.c.case_id == cases.c.id)
    if (number := tx.execute(theirs.where(held)).scalar()) is not None:
        return Kept("on_hold", number)
    return Kept("on_its_way") if _is_on_its_way(tx, what) else None


def erase(tx: Tx, person_id: int) -> Holdings | Kept:
    """
    Forget a person.

    Returns:
        What is forgotten; or why nothing is.
    """
    what = of_person(tx, person_id)
    kept = why_not(tx, person_id, what)
    if kept is not None:
        return kept
    forgetting.forget(tx, what)
    return what


def _is_on_its_way(tx: Tx, what: Holdings) -> bool:
    waits = (
        sa.select(inbox.c.id).where(inbox.c.id.in_(what.gestures), inbox.c.state == "waiting"),
        sa.select(outbox.c.id).where(outbox.c.id.in_(what.messages), outbox.c.state.in_(WAITS)),
        sa.select(exchanges.c.id).where(exchanges.c.id.in_(what.questions), is_owed()),
    )
    return any(tx.execute(query.limit(1)).first() is not None for query in waits)
