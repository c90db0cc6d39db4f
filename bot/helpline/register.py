"""The cases on file, read: one by its number, a member's, those that wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.db import Tx
from bot.errors import CaseNotFound
from bot.helpline.case import Case, CaseId, CaseState, Concern, PersonId
from bot.tables import cases, people

#: Columns that a case holds as they are stored.
AS_STORED = (
    *("answered", "taken_over", "school"),
    *("pressing", "pressing_at", "raised_from", "raised_at"),
)


def get(tx: Tx, case_id: CaseId) -> Case:
    """
    Return a case as it stands.

    Raises:
        CaseNotFound: no case has this id.
    """
    row = tx.execute(sa.select(cases).where(cases.c.id == case_id)).first()
    if row is None:
        raise CaseNotFound
    return read(row)


def exists(tx: Tx, case_id: CaseId) -> bool:
    """Say whether a case has this number."""
    return tx.execute(sa.select(cases.c.id).where(cases.c.id == case_id)).first() is not None


def open_case_of(tx: Tx, person_id: PersonId) -> Case | None:
    """Return the member's open case; there is at most one."""
    return _first(tx, cases.c.person_id == person_id, cases.c.state != CaseState.RESOLVED)


def resolved_since(tx: Tx, person_id: PersonId, since: datetime) -> Case | None:
    """Return the member's case that was resolved last, if that was after `since`."""
    return _first(
        tx,
        cases.c.person_id == person_id,
        cases.c.state == CaseState.RESOLVED,
        cases.c.resolved_at >= since,
    )


def of_person(tx: Tx, person_id: PersonId, limit: int = 5) -> Sequence[Case]:
    """Return the member's latest cases, newest first."""
    return _some(tx, cases.c.person_id == person_id, limit=limit)


def of_school(tx: Tx, case: Case, limit: int = 3) -> Sequence[Case]:
    """Return the cases before this one that name the same school, newest first."""
    if case.school is None:
        return []
    return _some(tx, cases.c.school == case.school, cases.c.id < case.id, limit=limit)


def not_resolved(tx: Tx, limit: int = 1000) -> Sequence[Case]:
    """Return every case that is not resolved, newest first."""
    return _some(tx, cases.c.state != CaseState.RESOLVED, limit=limit)


def unclaimed(tx: Tx, limit: int = 1000) -> Sequence[Case]:
    """Return every case that nobody holds, newest first."""
    return _some(tx, cases.c.state == CaseState.OPEN, limit=limit)


def held_by_no_adviser(tx: Tx) -> Sequence[Case]:
    """Return every case whose holder takes cases no more, newest first."""
    dismissed = sa.select(people.c.id).where(~people.c.is_adviser)
    return _some(
        tx, cases.c.state == CaseState.CLAIMED, cases.c.holder_id.in_(dismissed), limit=1000
    )


def overdue(tx: Tx, now: datetime, limit: int = 1000) -> Sequence[Case]:
    """Return every case that a named person should have by now and nobody has, longest first."""
    rows = tx.execute(
        sa.select(cases)
        .where(cases.c.state == CaseState.OPEN, cases.c.due_at <= now)
        .order_by(cases.c.due_at, cases.c.id)
        .limit(limit)
    )
    return [read(row) for row in rows]


def _first(tx: Tx, *conditions: sa.ColumnElement[bool]) -> Case | None:
    found = _some(tx, *conditions, limit=1)
    return found[0] if found else None


def _some(tx: Tx, *conditions: sa.ColumnElement[bool], limit: int) -> list[Case]:
    rows = tx.execute(sa.select(cases).where(*conditions).order_by(cases.c.id.desc()).limit(limit))
    return [read(row) for row in rows]


def read(row: sa.Row[tuple[object, ...]]) -> Case:
    """Read a case from its row."""
    return Case(
        id=CaseId(row.id),
        person_id=PersonId(row.person_id),
        state=CaseState(row.state),
        version=row.version,
        round=row.round,
        concern=Concern(row.urgency, row.category, row.live, row.distress, row.words, row.unasked),
        channel=row.channel,
        thread=row.thread,
        opened_at=row.opened_at,
        queued_at=row.queued_at,
        due_at=row.due_at,
        added=row.added,
        added_at=row.added_at,
        holder_id=row.holder_id,
        claimed_at=row.claimed_at,
        offered_to_id=row.offered_to_id,
        lapsed_at=row.lapsed_at,
        resolved_at=row.resolved_at,
        outcome=row.outcome,
        guidance=row.guidance,
        **{column: getattr(row, column) for column in AS_STORED},
    )
