"""What is kept of somebody, or is over its time: rows by their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import sqlalchemy as sa

from bot import nowhere
from bot.db import Tx
from bot.tables import cases, doubts, exchanges, inbox, outbox, people
from bot.turn import RUNNABLE

WAITS = (*RUNNABLE, "sending")
FORGOTTEN = "forgotten"  # the state of a row without words, and the name of nobody
NAMELESS = f"{FORGOTTEN}:"  # what a key or an address reads then, before the row's number
NOBODY = nowhere.somebody(FORGOTTEN)


@dataclass(frozen=True)
class Holdings:
    """Rows of each table, by number."""

    gestures: Sequence[int] = ()  # of inbox, for their payloads
    keys: Sequence[int] = ()  # of inbox, for what names their place in Slack
    questions: Sequence[int] = ()  # of exchanges
    messages: Sequence[int] = ()  # of outbox
    cases: Sequence[int] = ()
    people: Sequence[int] = ()

    def counted(self) -> dict[str, int]:
        """Return how many rows there are of each; a gesture counts once."""
        found = {field.name: len(getattr(self, field.name)) for field in fields(self)}
        del found["keys"]
        return found | {"gestures": len({*self.gestures, *self.keys})}


def of_person(tx: Tx, person_id: int) -> Holdings:
    """Return all that is kept of a person."""
    address = tx.execute(sa.select(people.c.address).where(people.c.id == person_id)).scalar_one()
    theirs = numbers(tx, cases.c.id, cases.c.person_id == person_id)
    asked = numbers(tx, exchanges.c.id, exchanges.c.person_id == person_id)
    conversations = _conversations(tx, person_id)
    gestures = _gestures(tx, address, conversations)
    to_them = sa.func.json_extract(outbox.c.destination, "$.person_id") == person_id
    answers = sa.func.json_extract(outbox.c.message, "$.exchange_id").in_(asked)
    replies = sa.or_(False, *(replies_to(one) for one in gestures))
    in_private = outbox.c.channel.in_(conversations)
    said = sa.or_(to_them, in_private, answers, replies, *(_names(one) for one in theirs))
    messages = numbers(tx, outbox.c.id, said)
    return Holdings(gestures, gestures, asked, messages, theirs, (person_id,))


def _gestures(tx: Tx, address: str, conversations: Sequence[str]) -> Sequence[int]:
    # A payload names its sender, and those whom its words mention; a key may, too.
    named = sa.func.instr(inbox.c.body, address.encode()) > 0
    places = (sa.func.instr(inbox.c.key, f":{one}:") > 0 for one in (address, *conversations))
    return numbers(tx, inbox.c.id, sa.or_(named, *places))


def _conversations(tx: Tx, person_id: int) -> Sequence[str]:
    """Return the Slack conversations in which nobody but a person and we write."""
    asked = sa.select(exchanges.c.channel).where(
        exchanges.c.person_id == person_id, exchanges.c.private, exchanges.c.channel.is_not(None)
    )
    to_them = sa.func.json_extract(outbox.c.destination, "$.person_id") == person_id
    told = sa.select(outbox.c.channel).where(to_them, outbox.c.channel.is_not(None))
    return tx.execute(asked.union(told)).scalars().all()


def about(ids: Sequence[int]) -> sa.ColumnElement[bool]:
    """Say that a message is about one of these cases, or lies in the thread of its card."""
    where = (outbox.c.message, outbox.c.destination)
    return sa.or_(*(sa.func.json_extract(column, "$.case_id").in_(ids) for column in where))


def replies_to(gesture_id: int) -> sa.ColumnElement[bool]:
    """Say that a message came of a gesture."""
    return outbox.c.key.between(f"in:{gesture_id}:", f"in:{gesture_id};")


def _names(case_id: int) -> sa.ColumnElement[bool]:
    """Say that a message is about a case, or names it among others."""
    named = (outbox.c.message.contains(f'"case_id":{case_id}{end}') for end in ",}")
    return sa.or_(about([case_id]), *named)


def numbers(
    tx: Tx, number: sa.Column[int], *conditions: sa.ColumnElement[bool], most: int | None = None
) -> Sequence[int]:
    """Return the numbers of the rows for which conditions hold, lowest first."""
    return (
        tx.execute(sa.select(number).where(*conditions).order_by(number).limit(most))
        .scalars()
        .all()
    )


def is_owed() -> sa.ColumnElement[bool]:
    """Say that a question is still to be answered, judged, or settled by silence."""
    open_doubt = sa.exists().where(
        doubts.c.exchange_id == exchanges.c.id,
        sa.or_(
            doubts.c.judged_at.is_(None),
            sa.and_(doubts.c.yes_at.is_not(None), doubts.c.settled.is_(None)),
        ),
    )
    return sa.or_(exchanges.c.state == "waiting", open_doubt)
