"""
Drills on file: one a day at most, when it began, and when a person answered it.

A drill whose time ran out stays open: whoever answers it late ends it, and so does
the next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from bot.db import Tx
from bot.helpline.case import CaseId, PersonId
from bot.tables import drills


@dataclass(frozen=True)
class Drill:
    """One drill; `day` is local."""

    id: int
    day: date
    started_at: datetime
    case_id: CaseId | None  # once intake has made one of it
    missed_at: datetime | None
    answered_at: datetime | None
    person_id: PersonId | None  # who answered
    ended_at: datetime | None

    @property
    def took_s(self) -> int | None:
        """Seconds until a person answered; None while nobody has."""
        if self.answered_at is None:
            return None
        return round((self.answered_at - self.started_at).total_seconds())


def add(tx: Tx, day: date, now: datetime) -> Drill | None:
    """
    Note that the day's drill begins.

    Returns:
        None when that day has had one.
    """
    row = tx.execute(
        insert(drills)
        .values(day=day.isoformat(), started_at=now)
        .on_conflict_do_nothing(index_elements=["day"])
        .returning(drills)
    ).first()
    return None if row is None else _drill(row)


def of_day(tx: Tx, day: date) -> Drill | None:
    """Return a day's drill."""
    row = tx.execute(sa.select(drills).where(drills.c.day == day.isoformat())).first()
    return None if row is None else _drill(row)


def not_ended(tx: Tx) -> list[Drill]:
    """Return the drills that nobody has answered and no later one has replaced, oldest first."""
    rows = tx.execute(sa.select(drills).where(drills.c.ended_at.is_(None)).order_by(drills.c.id))
    return [_drill(row) for row in rows]


def last_decided(tx: Tx) -> Drill | None:
    """Return the latest drill that was answered, or whose time ran out."""
    decided = sa.or_(drills.c.answered_at.is_not(None), drills.c.missed_at.is_not(None))
    row = tx.execute(sa.select(drills).where(decided).order_by(drills.c.id.desc())).first()
    return None if row is None else _drill(row)


def set_case(tx: Tx, drill: Drill, case_id: CaseId) -> None:
    """Note which case the drill became."""
    _set(tx, drill, case_id=case_id)


def set_missed(tx: Tx, drill: Drill, now: datetime) -> None:
    """Note that its time ran out."""
    _set(tx, drill, missed_at=now)


def set_answered(
    tx: Tx, drill: Drill, person_id: PersonId | None, at: datetime, now: datetime
) -> None:
    """Note who answered and when, and that the drill is over."""
    _set(tx, drill, answered_at=at, person_id=person_id, ended_at=now)


def set_ended(tx: Tx, drill: Drill, now: datetime) -> None:
    """Note that the drill is over without an answer."""
    _set(tx, drill, ended_at=now)


def _set(tx: Tx, drill: Drill, **values: object) -> None:
    tx.execute(sa.update(drills).where(drills.c.id == drill.id).values(**values))


def _drill(row: sa.Row[tuple[object, ...]]) -> Drill:
    return Drill(
        id=row.id,
        day=date.fromisoformat(row.day),
        started_at=row.started_at,
        case_id=row.case_id,
        missed_at=row.missed_at,
        answered_at=row.answered_at,
        person_id=row.person_id,
        ended_at=row.ended_at,
    )
