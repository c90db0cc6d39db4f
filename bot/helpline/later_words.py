"""What later words of a member do to their case: they join it, may raise it, may stand on top."""

from __future__ import annotations

from datetime import datetime

from bot.db import Tx
from bot.helpline import history, ladder, lease
from bot.helpline.case import Case, Concern
from bot.helpline.pace import Pace
from bot.helpline.pressing import on_top, raised
from bot.helpline.queue import update
from bot.helpline.register import get
from bot.triage.assessment import more_urgent


def add_words(tx: Tx, case: Case, text: str, source_ts: str | None, now: datetime) -> Case:
    """Add new words of the member to their open case."""
    update(tx, case, added=case.added + 1, added_at=now)
    history.write(tx, case.id, "member_wrote", now, case.person_id, text, source_ts)
    return get(tx, case.id)


def raise_urgency(
    tx: Tx,
    case: Case,
    concern: Concern,
    now: datetime,
    pace: Pace,
    said_at: datetime | None = None,
) -> Case:
    """
    Let new words raise a case's urgency and bring its due time nearer; nothing lowers it.

    Somebody is called at the new pace, and whoever has the case is asked for at it.

    Args:
        said_at: When the words were written, if that was not just now.
    """
    urgency = more_urgent(case.concern.urgency, concern.urgency)
    category = case.concern.category if case.concern.category != "general" else concern.category
    update(
        tx,
        case,
        urgency=urgency,
        category=category,
        live=case.concern.live or concern.live,
        distress=case.concern.distress or concern.distress,
        due_at=min(case.due_at, pace.first_response_due(urgency, now)),
        **on_top(case, concern, said_at or now),
        **raised(case, urgency, now),
    )
    case, before = get(tx, case.id), case
    if urgency != before.concern.urgency:
        if not case.unclaimed:
            lease.begin(tx, case, now, pace)
        ladder.start(tx, case.id, urgency, now, pace)
    return case


def put_on_top(tx: Tx, case: Case, words: str, now: datetime) -> Case:
    """Let words of the member stand on top of the case, whatever they weigh."""
    update(tx, case, pressing=words, pressing_at=now)
    return get(tx, case.id)
