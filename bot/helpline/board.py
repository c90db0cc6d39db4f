"""
The cases as an adviser works through them: those that wait, their own, the overdue, today's.

What each adviser has chosen to see is kept, and how far the history had come when they
were last shown it: a list is drawn again only once it may read otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from bot.db import Tx
from bot.helpline.case import Case, CaseState, PersonId
from bot.helpline.register import read
from bot.tables import case_events, cases, people, staff_homes
from bot.triage.assessment import URGENT_FIRST

SHOWS = ("all", "unclaimed", "mine", "overdue", "today")
AGAIN_AFTER = timedelta(seconds=5)  # fifty cases in a burst are one drawing a person
AT_LEAST_EVERY = timedelta(seconds=60)  # what is overdue changes without anybody's doing


@dataclass(frozen=True)
class Choice:
    """What an adviser wants to see; None for every urgency, every nation."""

    show: str = "all"
    urgency: str | None = None
    nation: str | None = None


@dataclass(frozen=True)
class Board:
    """For whom, by what choice and when a list is read; `midnight` is when today began."""

    adviser_id: PersonId
    choice: Choice
    now: datetime
    midnight: datetime


def listed(tx: Tx, board: Board, show: str, limit: int) -> list[Case]:
    """
    Return the first cases of one list.

    Args:
        show: One of SHOWS but "all"; or "others", today's that the first three leave out.
    """
    conditions = _conditions(board)[show]
    query = sa.select(cases).where(*conditions, *_chosen(board.choice))
    rows = tx.execute(query.order_by(*_order(show)).limit(limit))
    return [read(row) for row in rows]


def counts(tx: Tx, board: Board) -> dict[str, int]:
    """Return how many cases each list holds, whether shown or not."""
    lists = _conditions(board)
    return {show: _count(tx, board.choice, conditions) for show, conditions in lists.items()}


def choice_of(tx: Tx, adviser_id: PersonId) -> Choice:
    """Return what an adviser has chosen to see; everything, until they choose."""
    query = sa.select(staff_homes).where(staff_homes.c.person_id == adviser_id)
    row = tx.execute(query).first()
    return Choice() if row is None else Choice(row.show, row.urgency, row.nation)


def choose(tx: Tx, adviser_id: PersonId, choice: Choice, now: datetime) -> None:
    """Keep what an adviser wants to see."""
    values = {"show": choice.show, "urgency": choice.urgency, "nation": choice.nation}
    _keep(tx, adviser_id, values, now)


def drawn(tx: Tx, adviser_id: PersonId, now: datetime) -> None:
    """Note that an adviser is shown the cases as they are now."""
    _keep(tx, adviser_id, {}, now)


def due(tx: Tx, now: datetime) -> list[PersonId]:
    """Return whose list may read otherwise by now, and was not drawn a moment ago."""
    last = sa.select(sa.func.coalesce(sa.func.max(case_events.c.id), 0)).scalar_subquery()
    rows = tx.execute(
        sa.select(staff_homes.c.person_id).where(
            staff_homes.c.drawn_at <= now - AGAIN_AFTER,
            sa.or_(
                staff_homes.c.event_id != last,
                staff_homes.c.drawn_at <= now - AT_LEAST_EVERY,
            ),
        )
    )
    return [PersonId(person_id) for person_id in rows.scalars()]


def forget(tx: Tx, person_id: PersonId) -> None:
    """Draw no list any more for somebody who is no adviser."""
    tx.execute(sa.delete(staff_homes).where(staff_homes.c.person_id == person_id))


def _conditions(board: Board) -> dict[str, tuple[sa.ColumnElement[bool], ...]]:
    unclaimed = cases.c.state == CaseState.OPEN
    mine = cases.c.holder_id == board.adviser_id
    today = cases.c.opened_at >= board.midnight
    return {
        "unclaimed": (unclaimed,),
        "mine": (mine, cases.c.state == CaseState.CLAIMED),
        "overdue": (unclaimed, cases.c.due_at <= board.now),
        "today": (today,),
        "others": (today, ~unclaimed, sa.or_(~mine, cases.c.state == CaseState.RESOLVED)),
    }


def _chosen(choice: Choice) -> list[sa.ColumnElement[bool]]:
    chosen = []
    if choice.urgency is not None:
        chosen.append(cases.c.urgency == choice.urgency)
    if choice.nation is not None:
        there = sa.select(people.c.id).where(people.c.nation == choice.nation)
        chosen.append(cases.c.person_id.in_(there))
    return chosen


def _order(show: str) -> tuple[sa.ColumnElement[Any], ...]:
    if show in ("today", "others"):
        return (cases.c.id.desc(),)
    ranks = {urgency: rank for rank, urgency in enumerate(URGENT_FIRST)}
    urgent = sa.case(ranks, value=cases.c.urgency, else_=len(ranks))
    return urgent, cases.c.due_at, cases.c.id


def _count(tx: Tx, choice: Choice, conditions: tuple[sa.ColumnElement[bool], ...]) -> int:
    query = sa.select(sa.func.count()).select_from(cases).where(*conditions, *_chosen(choice))
    return int(tx.execute(query).scalar_one())


def _keep(tx: Tx, person_id: PersonId, values: Mapping[str, Any], now: datetime) -> None:
    last = tx.execute(sa.select(sa.func.max(case_events.c.id))).scalar() or 0
    kept = {**values, "event_id": last, "drawn_at": now}
    tx.execute(
        insert(staff_homes)
        .values(person_id=person_id, **{"show": "all", **kept})
        .on_conflict_do_update(index_elements=["person_id"], set_=kept)
    )
