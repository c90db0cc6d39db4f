"""What happened to a case, in the past tense; lines are only ever added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.db import Tx
from bot.helpline.case import CaseId, PersonId
from bot.tables import case_events


@dataclass(frozen=True)
class Happened:
    """One line of a case's history."""

    deed: str
    person_id: PersonId | None
    text: str | None
    at: datetime


def write(
    tx: Tx,
    case_id: CaseId,
    deed: str,
    now: datetime,
    person_id: PersonId | None = None,
    text: str | None = None,
    source_ts: str | None = None,
) -> None:
    """Add a line: opened, claimed, member_wrote, replied, noted, offered, resolved …"""
    tx.execute(
        sa.insert(case_events).values(
            case_id=case_id,
            deed=deed,
            person_id=person_id,
            text=text,
            source_ts=source_ts,
            at=now,
        )
    )


def of(tx: Tx, case_id: CaseId) -> list[Happened]:
    """Return a case's history, oldest line first."""
    rows = tx.execute(
        sa.select(case_events).where(case_events.c.case_id == case_id).order_by(case_events.c.id)
    )
    return [Happened(row.deed, row.person_id, row.text, row.at) for row in rows]


def of_message(tx: Tx, person_id: PersonId, source_ts: str) -> list[Happened]:
    """Return what came of one Slack message of this person, oldest line first."""
    rows = tx.execute(
        sa.select(case_events)
        .where(case_events.c.source_ts == source_ts, case_events.c.person_id == person_id)
        .order_by(case_events.c.id)
    )
    return [Happened(row.deed, row.person_id, row.text, row.at) for row in rows]


def words_in(tx: Tx, person_id: PersonId, source_ts: str) -> tuple[CaseId, str] | None:
    """Return the case that holds what this person wrote in that Slack message, and the words."""
    row = tx.execute(
        sa.select(case_events.c.case_id, case_events.c.text)
        .where(case_events.c.source_ts == source_ts, case_events.c.person_id == person_id)
        .order_by(case_events.c.id.desc())
    ).first()
    return None if row is None else (CaseId(row.case_id), row.text or "")
