"""Whether the helpline's channel may hold members' words, as it was last found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from bot.db import Tx
from bot.tables import channel_looks


class Flaw(StrEnum):
    """Why it may not."""

    PUBLIC = "public"
    SHARED = "shared"  # with another organisation, or about to be
    ARCHIVED = "archived"
    GONE = "gone"  # deleted, or the assistant was removed from it


@dataclass(frozen=True)
class Look:
    """The channel as it was found."""

    id: int
    named: str
    channel: str
    flaw: Flaw | None
    at: datetime


def last_look(tx: Tx) -> Look | None:
    """Return how the channel was found last; None before the first look."""
    row = tx.execute(sa.select(channel_looks).order_by(channel_looks.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    return Look(row.id, row.named, row.channel, Flaw(row.flaw) if row.flaw else None, row.at)


def is_unfit(tx: Tx) -> bool:
    """Say whether members' words have to be withheld from the channel."""
    look = last_look(tx)
    return look is not None and look.flaw is not None


def unfit_since(tx: Tx) -> datetime | None:
    """Return since when members' words are withheld; None while the channel may hold them."""
    fit = sa.select(sa.func.max(channel_looks.c.id)).where(channel_looks.c.flaw.is_(None))
    after = channel_looks.c.id > sa.func.coalesce(fit.scalar_subquery(), 0)
    found: datetime | None = tx.execute(
        sa.select(sa.func.min(channel_looks.c.at)).where(after)
    ).scalar()
    return found


def note(tx: Tx, named: str, channel: str, flaw: Flaw | None, now: datetime) -> Look | None:
    """
    Note how the channel was found.

    Args:
        named: The setting that names it.

    Returns:
        The look when it differs from the one before, else None.
    """
    before = last_look(tx)
    if before is not None and (before.named, before.channel, before.flaw) == (named, channel, flaw):
        return None
    tx.execute(sa.insert(channel_looks).values(named=named, channel=channel, flaw=flaw, at=now))
    return last_look(tx)
