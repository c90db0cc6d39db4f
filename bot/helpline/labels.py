"""
What people said of triage's judgement: a case that was none, a question that should have been one.

A label points to the case and copies no words: what its member deletes is gone here, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from bot.db import Tx
from bot.helpline.case import CaseId, PersonId
from bot.tables import cases, doubts, exchanges, labels

_SLACK_MARKUP = re.compile(r"<[^<>\n]*>")  # people, channels, links


class Verdict(StrEnum):
    """What triage should have known."""

    NOT_LIVE = "not_live"  # an adviser: nobody was needed at once
    NOT_NEEDED = "not_needed"  # the member, of a case opened without asking them
    SHOULD_HAVE_BEEN_LIVE = "should_have_been_live"  # an adviser


@dataclass(frozen=True)
class Labelled:
    """The words of a message, without any Slack id, and what should have been made of it."""

    text: str
    verdict: Verdict
    category: str
    distress: bool


def keep(tx: Tx, case_id: CaseId, verdict: Verdict, person_id: PersonId, now: datetime) -> None:
    """Keep what somebody said of a case; the latest word on it counts."""
    values = {"verdict": verdict, "person_id": person_id, "at": now}
    tx.execute(
        insert(labels)
        .values(case_id=case_id, **values)
        .on_conflict_do_update(index_elements=["case_id"], set_=values)
    )


def all_labelled(tx: Tx) -> list[Labelled]:
    """Return every labelled message that still has words: the question first asked, if any."""
    rows = tx.execute(
        sa.select(
            sa.func.coalesce(exchanges.c.question, cases.c.words).label("words"),
            labels.c.verdict,
            cases.c.category,
            cases.c.distress,
        )
        .select_from(labels)
        .join(cases, cases.c.id == labels.c.case_id)
        .outerjoin(doubts, doubts.c.case_id == labels.c.case_id)
        .outerjoin(exchanges, exchanges.c.id == doubts.c.exchange_id)
        .order_by(labels.c.case_id, doubts.c.exchange_id)
    )
    found = {
        text: Labelled(text, Verdict(row.verdict), row.category, row.distress)
        for row in rows
        if (text := " ".join(_SLACK_MARKUP.sub(" ", row.words).split()))
    }
    return list(found.values())
