"""
What the auditor found, told once: when it begins and when it is mended.

An alarm is a row, so a restart neither repeats nor forgets it.  It counts as mended
only after it has been gone for a while: a card that is refused again each minute is
one alarm, not one a minute.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot import outbox
from bot.audit.violation import Violation
from bot.db import Tx
from bot.helpline import people
from bot.outbound import AlarmShown, AlarmsTold, ToPerson
from bot.outbox import Lane
from bot.tables import alarms

log = logging.getLogger(__name__)

MENDED_AFTER = timedelta(seconds=90)  # three looks
MOST_TOLD = 15  # in one message; the log names all


def settle(tx: Tx, found: Collection[Violation], admins: Sequence[str], now: datetime) -> bool:
    """
    Raise what is new, mend what is gone, and tell administrators both.

    Args:
        admins: Slack addresses; with none, the log and `helpline doctor` say it.

    Returns:
        True when no alarm is left.
    """
    known = {Violation(row.invariant, row.subject): row for row in _unmended(tx)}
    raised = sorted(set(found) - known.keys())
    gone = sorted(
        one for one in known.keys() - set(found) if now - known[one].seen_at >= MENDED_AFTER
    )
    for one in known.keys() & set(found):
        tx.execute(_of(known[one].id).values(seen_at=now))
    turns = [f"raised:{_raise(tx, one, now)}" for one in raised]
    turns += [f"mended:{_mend(tx, known[one], now)}" for one in gone]
    if turns:
        message = _message(raised, gone, now)
        for address in admins:
            # A row is raised once and mended once, so its turn names the message for ever.
            _tell(tx, address, f"alarm:{turns[0]}", message, now)
    return len(known) + len(raised) == len(gone)


def standing(tx: Tx) -> list[AlarmShown]:
    """Return the alarms that are not mended, oldest first."""
    return [AlarmShown(row.invariant, row.subject, row.raised_at) for row in _unmended(tx)]


def _unmended(tx: Tx) -> Sequence[sa.Row[Any]]:
    return tx.execute(
        sa.select(alarms).where(alarms.c.mended_at.is_(None)).order_by(alarms.c.id)
    ).all()


def _of(alarm_id: int) -> sa.Update:
    return sa.update(alarms).where(alarms.c.id == alarm_id)


def _raise(tx: Tx, one: Violation, now: datetime) -> int:
    log.error("%s: %s", one.invariant, one.subject)
    row = sa.insert(alarms).values(**vars(one), raised_at=now, seen_at=now)
    return int(tx.execute(row.returning(alarms.c.id)).scalar_one())


def _mend(tx: Tx, row: sa.Row[Any], now: datetime) -> int:
    log.warning("%s: %s is mended", row.invariant, row.subject)
    tx.execute(_of(row.id).values(mended_at=now))
    return int(row.id)


def _message(raised: Sequence[Violation], mended: Sequence[Violation], now: datetime) -> AlarmsTold:
    def shown(all_of_them: Sequence[Violation]) -> tuple[AlarmShown, ...]:
        return tuple(AlarmShown(one.invariant, one.subject, now) for one in all_of_them[:MOST_TOLD])

    more = max(0, len(raised) - MOST_TOLD) + max(0, len(mended) - MOST_TOLD)
    return AlarmsTold(shown(raised), shown(mended), more)


def _tell(tx: Tx, address: str, turn: str, message: AlarmsTold, now: datetime) -> None:
    admin = people.find_or_add(tx, address)
    outbox.add(tx, f"{turn}:{admin.id}", ToPerson(admin.id), message, now, Lane.LIVE)
