"""Members and advisers: one row each, found by the address they write from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from bot.db import Tx
from bot.helpline.case import PersonId
from bot.tables import people

SOMEBODY = "An adviser"  # until the name is known


@dataclass(frozen=True)
class Person:
    """A member, an adviser, or both."""

    id: PersonId
    address: str
    name: str | None
    is_adviser: bool
    nation: str | None
    phase: str | None
    welcomed: bool

    @property
    def called(self) -> str:
        """The name members and colleagues read."""
        return self.name or SOMEBODY


def find_or_add(tx: Tx, address: str) -> Person:
    """Return the person who writes from this address, known from now on."""
    tx.execute(
        insert(people)
        .values(address=address, is_adviser=False)
        .on_conflict_do_nothing(index_elements=["address"])
    )
    return _one(tx, people.c.address == address)


def find(tx: Tx, address: str) -> Person | None:
    """Return the person who writes from this address, if they are known."""
    row = tx.execute(sa.select(people).where(people.c.address == address)).first()
    return None if row is None else _person(row)


def by_id(tx: Tx, person_id: PersonId) -> Person:
    """Return the person with this id."""
    return _one(tx, people.c.id == person_id)


def advisers(tx: Tx) -> list[Person]:
    """Return everybody who takes cases, by name."""
    rows = tx.execute(sa.select(people).where(people.c.is_adviser).order_by(people.c.name))
    return [_person(row) for row in rows]


def set_advisers(tx: Tx, named: Mapping[str, str]) -> None:
    """
    Let exactly these people be advisers.

    Args:
        named: Display name by address.
    """
    tx.execute(sa.update(people).where(people.c.address.not_in(named)).values(is_adviser=False))
    for address, name in named.items():
        find_or_add(tx, address)
        tx.execute(
            sa.update(people).where(people.c.address == address).values(is_adviser=True, name=name)
        )


def dismiss(tx: Tx, person_id: PersonId) -> None:
    """Let this person be no adviser: their account is closed."""
    _set(tx, person_id, is_adviser=False)


def set_nation(tx: Tx, person_id: PersonId, nation: str | None) -> None:
    """Keep the nation whose rules apply to this member; None when not known."""
    _set(tx, person_id, nation=nation)


def set_phase(tx: Tx, person_id: PersonId, phase: str | None) -> None:
    """Keep the phase of this member's school; None when not known."""
    _set(tx, person_id, phase=phase)


def set_welcomed(tx: Tx, person_id: PersonId, at: datetime | None) -> None:
    """Note when this person was told what the assistant is and who reads it; None: not yet."""
    _set(tx, person_id, welcomed_at=at)


def _set(tx: Tx, person_id: PersonId, **values: object) -> None:
    tx.execute(sa.update(people).where(people.c.id == person_id).values(**values))


def _one(tx: Tx, condition: sa.ColumnElement[bool]) -> Person:
    return _person(tx.execute(sa.select(people).where(condition)).one())


def _person(row: sa.Row[tuple[object, ...]]) -> Person:
    return Person(
        id=PersonId(row.id),
        address=row.address,
        name=row.name,
        is_adviser=row.is_adviser,
        nation=row.nation,
        phase=row.phase,
        welcomed=row.welcomed_at is not None,
    )
