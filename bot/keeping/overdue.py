"""
What has been kept for as long as the organisation decided.

Nothing that is owed to anybody: no open case or what belongs to it, no case on hold, no
gesture or question that waits, no message that is not sent.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from bot.db import Tx
from bot.keeping.holdings import FORGOTTEN, NAMELESS, NOBODY, WAITS, Holdings, is_owed, numbers
from bot.keeping.periods import Periods
from bot.tables import case_events, cases, doubts, exchanges, holds, inbox, outbox, people

CANARY = "Canary"  # the auditor clears its own away, and waits for it


def find(
    tx: Tx, periods: Periods, now: datetime, most: int | None = None, among: Holdings | None = None
) -> Holdings:
    """
    Return what is over its time.

    Args:
        most: Of each table, oldest first; None for all.
        among: Look at these rows only, and only at tables of which there are any.
    """
    found = {}
    for name, (number, condition) in _KINDS.items():
        conditions = [condition(periods, now)]
        if among is not None:
            rows = getattr(among, name)
            conditions.append(number.in_(rows))
            if not rows:
                continue
        found[name] = numbers(tx, number, *conditions, most=most)
    return Holdings(**found)


def _gestures(periods: Periods, now: datetime) -> sa.ColumnElement[bool]:
    done = sa.and_(inbox.c.state == "done", inbox.c.next_at < now - periods.gestures)
    # One that failed for good is kept as long as the case that a person got instead.
    dead = sa.and_(inbox.c.state == "dead", inbox.c.next_at < now - periods.cases)
    return sa.and_(inbox.c.kind != CANARY, sa.or_(done, dead))


def _keys(periods: Periods, now: datetime) -> sa.ColumnElement[bool]:
    # Until then an edit that comes late is known to be of a message that had its effect.
    old = inbox.c.next_at < now - periods.cases
    named = ~inbox.c.key.startswith(NAMELESS)
    return sa.and_(inbox.c.state == FORGOTTEN, old, named)


def _questions(periods: Periods, now: datetime) -> sa.ColumnElement[bool]:
    answered = exchanges.c.state.in_(("answered", "withdrawn", "set_aside"))
    old = exchanges.c.asked_at < now - periods.questions
    kept = sa.select(cases.c.id).where(sa.or_(cases.c.state != "resolved", _is_held()))
    doubted = sa.select(doubts.c.exchange_id).where(doubts.c.case_id.in_(kept))
    of_case = sa.func.coalesce(exchanges.c.case_id, 0).in_(kept)
    unsent = _unsent("$.exchange_id", exchanges.c.id)
    return sa.and_(answered, old, ~is_owed(), ~of_case, exchanges.c.id.not_in(doubted), ~unsent)


def _messages(periods: Periods, now: datetime) -> sa.ColumnElement[bool]:
    settled = outbox.c.state.in_(("sent", "dead"))
    old = sa.func.coalesce(outbox.c.sent_at, outbox.c.added_at) < now - periods.questions
    case_id = sa.func.coalesce(
        sa.func.json_extract(outbox.c.message, "$.case_id"),
        sa.func.json_extract(outbox.c.destination, "$.case_id"),
    )
    of_question = sa.func.json_extract(outbox.c.message, "$.exchange_id")
    kept = sa.exists().where(exchanges.c.id == of_question, exchanges.c.state != FORGOTTEN)
    return sa.and_(settled, old, ~_is_of_the_canary(), case_id.is_(None), ~kept)


def _is_of_the_canary() -> sa.ColumnElement[bool]:
    last = sa.select(sa.func.max(inbox.c.id)).where(inbox.c.kind == CANARY).scalar_subquery()
    number = sa.func.coalesce(sa.cast(last, sa.Text), "")
    return outbox.c.key.between("in:" + number + ":", "in:" + number + ";")


def _cases(periods: Periods, now: datetime) -> sa.ColumnElement[bool]:
    known = sa.exists().where(people.c.id == cases.c.person_id, people.c.address != NOBODY)
    old = cases.c.resolved_at < now - periods.cases
    return sa.and_(
        cases.c.state == "resolved", old, known, ~_is_held(), ~_unsent("$.case_id", cases.c.id)
    )


def _people(periods: Periods, now: datetime) -> sa.ColumnElement[bool]:
    """Say that a member has been silent for so long that nothing else is kept of them."""
    columns = exchanges.c.person_id, cases.c.person_id, cases.c.holder_id, case_events.c.person_id
    # A list that is made once, rather than a search for each person.
    named = [
        people.c.id.in_(sa.select(column).where(column.is_not(None)).correlate(None))
        for column in columns
    ]
    to_person = sa.func.json_extract(outbox.c.destination, "$.person_id")
    named.append(people.c.id.in_(sa.select(to_person).where(to_person.is_not(None))))
    old = people.c.welcomed_at < now - periods.cases
    return sa.and_(~people.c.is_adviser, old, ~sa.or_(*named))


def _unsent(field: str, number: sa.Column[int]) -> sa.ColumnElement[bool]:
    """Say that a message about this one is still to be sent."""
    about = sa.func.json_extract(outbox.c.message, field)
    # A list that is made once: few messages wait.
    return number.in_(sa.select(about).where(outbox.c.state.in_(WAITS), about.is_not(None)))


def _is_held() -> sa.ColumnElement[bool]:
    return cases.c.id.in_(sa.select(holds.c.case_id))


_KINDS: dict[str, tuple[sa.Column[int], Callable[[Periods, datetime], sa.ColumnElement[bool]]]] = {
    "gestures": (inbox.c.id, _gestures),
    "keys": (inbox.c.id, _keys),
    "questions": (exchanges.c.id, _questions),
    "messages": (outbox.c.id, _messages),
    "cases": (cases.c.id, _cases),
    "people": (people.c.id, _people),
}
