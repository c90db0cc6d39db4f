"""One question and what it was answered, from asking to feedback."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.db import Tx
from bot.helpline.case import CaseId, PersonId
from bot.inbound import Place
from bot.tables import exchanges, outbox

FOLLOW_UP_WITHIN = timedelta(minutes=30)  # in a direct message; a thread has no limit
EARLIER_TURNS = 4
MAX_ATTEMPTS = 3  # to answer; then the member is told and shown the way to a person
RETRY_AFTER = timedelta(seconds=1)
ANSWER_KEY = "answer:"  # what the key of an answer's message begins with; the id follows


@dataclass(frozen=True)
class Exchange:
    """One question of one person, and where its answer goes."""

    id: int
    person_id: PersonId
    place: Place | None  # None: the direct message
    source_ts: str | None  # the member's own message
    question: str
    nation: str | None
    state: str
    asked_at: datetime
    attempts: int
    case_id: CaseId | None
    answer: str | None
    further: str | None


@dataclass(frozen=True)
class Answered:
    """What is kept of an answer."""

    outcome: str
    confidence: float | None
    answer: str  # the outbound message, as JSON
    further: str | None  # quotes for More passages, as JSON
    index_version: str | None


def ask(
    tx: Tx,
    person_id: PersonId,
    question: str,
    now: datetime,
    place: Place | None = None,
    *,
    source_ts: str | None = None,
    nation: str | None = None,
    case_id: CaseId | None = None,
) -> int:
    """
    Keep a question for the worker to answer.

    Args:
        place: Where the answer goes; None for the direct message.
        nation: For this question alone, over the member's own.
        case_id: Answer it for this case's card, too.

    Returns:
        The exchange's id.
    """
    return int(
        tx.execute(
            sa.insert(exchanges)
            .values(
                person_id=person_id,
                channel=place.channel if place else None,
                thread=place.thread if place else None,
                private=place.private if place else True,
                source_ts=source_ts,
                question=question,
                nation=nation,
                state="waiting",
                asked_at=now,
                next_at=now,
                case_id=case_id,
            )
            .returning(exchanges.c.id)
        ).scalar_one()
    )


def get(tx: Tx, exchange_id: int) -> Exchange | None:
    """Return an exchange, or None when there is none with this id."""
    row = tx.execute(sa.select(exchanges).where(exchanges.c.id == exchange_id)).first()
    return None if row is None else _exchange(row)


def of(tx: Tx, exchange_id: int) -> Exchange:
    """Return an exchange that is surely there."""
    return _exchange(tx.execute(sa.select(exchanges).where(exchanges.c.id == exchange_id)).one())


def due(tx: Tx, now: datetime, limit: int = 20) -> list[Exchange]:
    """Return the questions that wait for an answer: those of open cases first, then oldest."""
    rows = tx.execute(
        sa.select(exchanges)
        .where(exchanges.c.state == "waiting", exchanges.c.next_at <= now)
        .order_by(exchanges.c.case_id.is_(None), exchanges.c.id)
        .limit(limit)
    )
    return [_exchange(row) for row in rows]


def finish(tx: Tx, exchange_id: int, answered: Answered) -> bool:
    """
    Keep the answer.

    Returns:
        False when the question was answered or withdrawn meanwhile: say nothing then.
    """
    changed = tx.execute(
        sa.update(exchanges)
        .where(exchanges.c.id == exchange_id, exchanges.c.state == "waiting")
        .values(
            state="answered",
            outcome=answered.outcome,
            confidence=answered.confidence,
            answer=answered.answer,
            further=answered.further,
            index_version=answered.index_version,
        )
    )
    return changed.rowcount == 1


def postpone(tx: Tx, exchange: Exchange, now: datetime) -> bool:
    """Try again later; False when that was the last try."""
    attempts = exchange.attempts + 1
    tx.execute(
        sa.update(exchanges)
        .where(exchanges.c.id == exchange.id)
        .values(attempts=attempts, next_at=now + RETRY_AFTER * attempts)
    )
    return attempts < MAX_ATTEMPTS


def withdraw(tx: Tx, exchange_id: int) -> None:
    """Forget a question whose writer deleted it; its answer, if any, keeps no words of theirs."""
    tx.execute(
        sa.update(exchanges)
        .where(exchanges.c.id == exchange_id)
        .values(
            question="",
            state=sa.case((exchanges.c.state == "waiting", "withdrawn"), else_=exchanges.c.state),
        )
    )


def set_aside(tx: Tx, exchange_id: int) -> bool:
    """
    Leave a question that waits unanswered: a case was opened for it.

    Returns:
        False when it is answered, or withdrawn.
    """
    changed = tx.execute(
        sa.update(exchanges)
        .where(exchanges.c.id == exchange_id, exchanges.c.state == "waiting")
        .values(state="set_aside")
    )
    return changed.rowcount == 1


def earlier_turns(tx: Tx, exchange: Exchange) -> Sequence[Exchange]:
    """Return the person's questions before this one in the same conversation, oldest first."""
    place = exchange.place
    channel, thread = (place.channel, place.thread) if place else (None, None)
    query = sa.select(exchanges).where(
        exchanges.c.person_id == exchange.person_id,
        exchanges.c.id < exchange.id,
        exchanges.c.question != "",
        exchanges.c.channel.is_not_distinct_from(channel),
    )
    if thread is None:
        since = exchange.asked_at - FOLLOW_UP_WITHIN
        query = query.where(exchanges.c.thread.is_(None), exchanges.c.asked_at >= since)
    else:
        # A thread begins under a question of theirs, or under our answer to it.
        query = query.where(
            sa.or_(
                exchanges.c.thread == thread,
                exchanges.c.source_ts == thread,
                exchanges.c.id.in_(_answered_at(channel, thread)),
            )
        )
    rows = tx.execute(query.order_by(exchanges.c.id.desc()).limit(EARLIER_TURNS)).all()
    return [_exchange(row) for row in reversed(rows)]


def written_in(tx: Tx, person_id: PersonId, source_ts: str) -> Exchange | None:
    """Return the question this person asked in that Slack message, the latest if several."""
    row = tx.execute(
        sa.select(exchanges)
        .where(exchanges.c.person_id == person_id, exchanges.c.source_ts == source_ts)
        .order_by(exchanges.c.id.desc())
    ).first()
    return None if row is None else _exchange(row)


def in_thread(tx: Tx, person_id: PersonId, channel: str, thread: str) -> bool:
    """Say whether this person has asked in that thread: then it is a conversation with us."""
    found = tx.execute(
        sa.select(exchanges.c.id)
        .where(
            exchanges.c.channel == channel,
            exchanges.c.thread == thread,
            exchanges.c.person_id == person_id,
        )
        .limit(1)
    ).first()
    return found is not None


def n_since(tx: Tx, person_id: PersonId, since: datetime) -> int:
    """Count the questions this person asked after a moment."""
    asked = exchanges.c.person_id == person_id, exchanges.c.asked_at > since
    return int(tx.scalar(sa.select(sa.func.count()).select_from(exchanges).where(*asked)) or 0)


def keep_feedback(tx: Tx, exchange_id: int, *, helpful: bool, reason: str | None = None) -> None:
    """Keep what the member thought of the answer."""
    tx.execute(
        sa.update(exchanges)
        .where(exchanges.c.id == exchange_id)
        .values(helpful=helpful, reason=reason)
    )


def _answered_at(channel: str | None, ts: str) -> sa.Select[int]:
    """Select the exchange whose answer stands at this place in Slack."""
    number = sa.func.substr(outbox.c.key, len(ANSWER_KEY) + 1)
    return sa.select(sa.cast(number, sa.Integer)).where(
        outbox.c.channel == channel, outbox.c.ts == ts, outbox.c.key.startswith(ANSWER_KEY)
    )


def _exchange(row: sa.Row[tuple[object, ...]]) -> Exchange:
    return Exchange(
        id=row.id,
        person_id=PersonId(row.person_id),
        place=Place(row.channel, row.thread, row.private) if row.channel else None,
        source_ts=row.source_ts,
        question=row.question,
        nation=row.nation,
        state=row.state,
        asked_at=row.asked_at,
        attempts=row.attempts,
        case_id=None if row.case_id is None else CaseId(row.case_id),
        answer=row.answer,
        further=row.further,
    )
