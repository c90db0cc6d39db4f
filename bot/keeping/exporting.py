"""All that is kept of one person, as data that can be handed to them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.db import Tx
from bot.keeping.holdings import of_person
from bot.tables import case_events, cases, exchanges, inbox, labels, outbox, people

Rows = list[dict[str, Any]]


def export(tx: Tx, person_id: int) -> dict[str, Rows]:
    """
    Return every row that is kept of a person, by table.

    What others wrote to them or about them is among it: somebody has to read it before it
    is handed out.  `outbox` says where each message stands in Slack (`channel`, `ts`).
    """
    what = of_person(tx, person_id)
    return {
        "people": _rows(tx, people, people.c.id.in_(what.people)),
        "inbox": _rows(tx, inbox, inbox.c.id.in_(what.gestures)),
        "exchanges": _rows(tx, exchanges, exchanges.c.id.in_(what.questions)),
        "cases": _rows(tx, cases, cases.c.id.in_(what.cases)),
        "case_events": _rows(tx, case_events, case_events.c.case_id.in_(what.cases)),
        "labels": _rows(tx, labels, labels.c.case_id.in_(what.cases)),
        "outbox": _rows(tx, outbox, outbox.c.id.in_(what.messages)),
    }


def _rows(tx: Tx, table: sa.Table, which: sa.ColumnElement[bool]) -> Rows:
    first = next(iter(table.primary_key.columns))
    found = tx.execute(sa.select(table).where(which).order_by(first)).mappings()
    return [{name: _plain(value) for name, value in row.items()} for row in found]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, str) and value[:1] in ("{", "["):
        return _parsed(value)
    return value


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text  # words that begin with a bracket
