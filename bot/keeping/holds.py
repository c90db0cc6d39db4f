"""Cases that are kept beyond their time, each for a reason that is written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from bot.db import Tx
from bot.tables import holds


@dataclass(frozen=True)
class Hold:
    """Why a case is kept, since when."""

    case_id: int
    reason: str
    at: datetime


def hold(tx: Tx, case_id: int, reason: str, now: datetime) -> None:
    """Keep a case until it is released; the latest reason counts."""
    values = {"reason": reason, "at": now}
    tx.execute(
        insert(holds)
        .values(case_id=case_id, **values)
        .on_conflict_do_update(index_elements=["case_id"], set_=values)
    )


def release(tx: Tx, case_id: int) -> bool:
    """Let a case go when its time is over; False when it was not on hold."""
    return tx.execute(sa.delete(holds).where(holds.c.case_id == case_id)).rowcount == 1


def all_of_them(tx: Tx) -> Sequence[Hold]:
    """Return what is on hold, by case."""
    rows = tx.execute(sa.select(holds).order_by(holds.c.case_id))
    return [Hold(row.case_id, row.reason, row.at) for row in rows]
