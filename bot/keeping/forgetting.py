"""
Take the words and the person out of what is kept.

Questions, cases, their history and gestures stay as rows with times and kinds: their
numbers are not given out again, and cases can still be counted.  Messages go as a whole.
What stands in Slack is left standing: it is not ours to delete.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from bot.db import Tx
from bot.keeping.holdings import FORGOTTEN, NAMELESS, NOBODY, WAITS, Holdings, about, numbers
from bot.tables import (
    case_events,
    cases,
    doubts,
    exchanges,
    inbox,
    labels,
    outbox,
    people,
    second_looks,
    timers,
)

QUESTION_KEYS = ("answer", "asked", "more")  # before the number, in keys of their messages
NO_PERSON = {"name": None, "nation": None, "phase": None, "welcomed_at": None}
NO_QUESTION = {
    "channel": None,
    "thread": None,
    "source_ts": None,
    "question": "",
    "nation": None,
    "answer": None,
    "further": None,
    "reason": None,
}
NO_CASE = {
    "words": "",
    "channel": None,
    "thread": None,
    "holder_id": None,
    "outcome": None,
    "guidance": None,
    "school": None,
}


def forget(tx: Tx, what: Holdings) -> None:
    """Forget rows that nobody is owed anything of."""
    _gestures(tx, what.gestures)
    _keys(tx, what.keys)
    _questions(tx, what.questions)
    if what.messages:
        _messages(tx, outbox.c.id.in_(what.messages))
    _cases(tx, what.cases)
    _people(tx, what.people)


def _gestures(tx: Tx, ids: Sequence[int]) -> None:
    which = inbox.c.id.in_(ids)
    tx.execute(sa.update(inbox).where(which).values(body=b"", state=FORGOTTEN))


def _keys(tx: Tx, ids: Sequence[int]) -> None:
    nameless = sa.literal(NAMELESS) + sa.cast(inbox.c.id, sa.Text)
    tx.execute(sa.update(inbox).where(inbox.c.id.in_(ids)).values(key=nameless))


def _questions(tx: Tx, ids: Sequence[int]) -> None:
    if not ids:
        return
    values = {"person_id": _nobody(tx), "state": FORGOTTEN, **NO_QUESTION}
    tx.execute(sa.update(exchanges).where(exchanges.c.id.in_(ids)).values(**values))
    _messages(tx, outbox.c.key.in_([f"{what}:{one}" for what in QUESTION_KEYS for one in ids]))


def _messages(tx: Tx, which: sa.ColumnElement[bool]) -> None:
    tx.execute(sa.delete(outbox).where(which, outbox.c.state.not_in(WAITS)))


def _cases(tx: Tx, ids: Sequence[int]) -> None:
    if not ids:
        return
    doubted = sa.select(doubts.c.exchange_id).where(doubts.c.case_id.in_(ids))
    of_case = sa.or_(exchanges.c.case_id.in_(ids), exchanges.c.id.in_(doubted))
    _questions(tx, numbers(tx, exchanges.c.id, of_case))
    values = {"person_id": _nobody(tx), **NO_CASE}
    tx.execute(sa.update(cases).where(cases.c.id.in_(ids)).values(**values))
    lines = sa.select(case_events.c.id).where(case_events.c.case_id.in_(ids))
    tx.execute(sa.delete(second_looks).where(second_looks.c.event_id.in_(lines)))
    history = sa.update(case_events).where(case_events.c.case_id.in_(ids))
    tx.execute(history.values(person_id=None, text=None, source_ts=None))
    tx.execute(sa.delete(labels).where(labels.c.case_id.in_(ids)))
    tx.execute(sa.delete(timers).where(timers.c.case_id.in_(ids)))
    _messages(tx, about(ids))


def _people(tx: Tx, ids: Sequence[int]) -> None:
    nameless = sa.literal(NAMELESS) + sa.cast(people.c.id, sa.Text)
    tx.execute(sa.update(people).where(people.c.id.in_(ids)).values(address=nameless, **NO_PERSON))


def _nobody(tx: Tx) -> int:
    added = insert(people).values(address=NOBODY, is_adviser=False)
    tx.execute(added.on_conflict_do_nothing(index_elements=["address"]))
    return int(tx.execute(sa.select(people.c.id).where(people.c.address == NOBODY)).scalar_one())
