"""
Who is on duty now: by hand, by the rota, or, when nobody is, everybody.

What an adviser says by hand holds until a moment that is kept with it; then the rota
counts again.  Nobody on duty never means that nobody is paged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from bot.db import Tx
from bot.helpline import people, rota
from bot.helpline.case import PersonId
from bot.helpline.people import Person
from bot.helpline.rota import DayOfDuty, Hours, Swap, Week
from bot.tables import duty_by_hand, duty_spans, duty_swaps


@dataclass(frozen=True)
class SwapOffer:
    """One day of duty that whoever has it asks a colleague to take; `taken` once they did."""

    id: int
    person_id: PersonId
    other_id: PersonId
    owner_id: PersonId  # whose week the hours are of
    day: date
    taken: bool


def on_duty(tx: Tx, now: datetime, timezone: ZoneInfo) -> list[Person]:
    """
    Return who is to be called, by name: those on duty, or every adviser when nobody is.

    Args:
        timezone: That of the rota's hours.
    """
    return named_on_duty(tx, now, timezone) or people.advisers(tx)


def named_on_duty(tx: Tx, now: datetime, timezone: ZoneInfo) -> list[Person]:
    """Return the advisers who are on duty by hand or by the rota; perhaps nobody."""
    by_hand = _by_hand(tx, now)
    by_rota = rota.on_at(now.astimezone(timezone), _weeks(tx), _swaps(tx))
    return [one for one in people.advisers(tx) if by_hand.get(one.id, one.id in by_rota)]


def set_by_hand(tx: Tx, person_id: PersonId, *, on: bool, until: datetime) -> None:
    """Put an adviser on duty, or off, until a moment."""
    values = {"is_on": on, "until": until}
    tx.execute(
        insert(duty_by_hand)
        .values(person_id=person_id, **values)
        .on_conflict_do_update(index_elements=["person_id"], set_=values)
    )


def until_by_hand(tx: Tx, person_id: PersonId, now: datetime) -> datetime | None:
    """Return until when what an adviser said by hand holds; None when the rota counts."""
    query = sa.select(duty_by_hand.c.until).where(duty_by_hand.c.person_id == person_id)
    found: datetime | None = tx.execute(query.where(duty_by_hand.c.until > now)).scalar()
    return found


def week_of(tx: Tx, person_id: PersonId) -> Week:
    """Return an adviser's own week."""
    return _weeks(tx).get(person_id, {})


def set_week(tx: Tx, person_id: PersonId, week: Week) -> None:
    """Keep an adviser's week in place of the one before."""
    tx.execute(sa.delete(duty_spans).where(duty_spans.c.person_id == person_id))
    for weekday, hours in week.items():
        for starts, ends in hours:
            tx.execute(
                sa.insert(duty_spans).values(
                    person_id=person_id,
                    weekday=weekday,
                    starts=starts.isoformat("minutes"),
                    ends=ends.isoformat("minutes"),
                )
            )


def days_to_give(tx: Tx, person_id: PersonId, now: datetime, timezone: ZoneInfo) -> list[DayOfDuty]:
    """Return the duty of the next two weeks that an adviser has, and so can give away."""
    ahead = rota.duty_ahead(now.astimezone(timezone), _weeks(tx), _swaps(tx))
    return [duty for duty in ahead if duty.holder_id == person_id]


def swapped(tx: Tx, person_id: PersonId, now: datetime, timezone: ZoneInfo) -> list[DayOfDuty]:
    """Return the days ahead that an adviser has in somebody's place, or somebody in theirs."""
    ahead = rota.duty_ahead(now.astimezone(timezone), _weeks(tx), _swaps(tx))
    moved = (duty for duty in ahead if duty.holder_id != duty.owner_id)
    return [duty for duty in moved if person_id in (duty.holder_id, duty.owner_id)]


def offer_swap(
    tx: Tx, person_id: PersonId, other_id: PersonId, duty: DayOfDuty, now: datetime
) -> int:
    """Ask a colleague to take one day's duty; nothing changes until they do.  Returns its id."""
    offered = sa.insert(duty_swaps).values(
        person_id=person_id,
        other_id=other_id,
        owner_id=duty.owner_id,
        day=duty.day.isoformat(),
        offered_at=now,
    )
    return int(tx.execute(offered.returning(duty_swaps.c.id)).scalar_one())


def swap(tx: Tx, swap_id: int) -> SwapOffer | None:
    """Return an offer, or None when there is none with this id."""
    row = tx.execute(sa.select(duty_swaps).where(duty_swaps.c.id == swap_id)).first()
    return None if row is None else _offer(row)


def take_swap(tx: Tx, offer: SwapOffer, now: datetime, timezone: ZoneInfo) -> bool:
    """
    Take the day that was offered.

    Returns:
        False when it is over, or the colleague does not have it any more.
    """
    has = days_to_give(tx, offer.person_id, now, timezone)
    if (offer.owner_id, offer.day) not in {(duty.owner_id, duty.day) for duty in has}:
        return False
    tx.execute(sa.update(duty_swaps).where(duty_swaps.c.id == offer.id).values(taken_at=now))
    return True


def _by_hand(tx: Tx, now: datetime) -> dict[PersonId, bool]:
    rows = tx.execute(sa.select(duty_by_hand).where(duty_by_hand.c.until > now))
    return {PersonId(row.person_id): row.is_on for row in rows}


def _weeks(tx: Tx) -> dict[PersonId, Week]:
    rows = tx.execute(sa.select(duty_spans).order_by(duty_spans.c.weekday, duty_spans.c.starts))
    weeks: dict[PersonId, dict[int, tuple[Hours, ...]]] = {}
    for row in rows:
        hours = time.fromisoformat(row.starts), time.fromisoformat(row.ends)
        week = weeks.setdefault(PersonId(row.person_id), {})
        week[row.weekday] = (*week.get(row.weekday, ()), hours)
    return dict(weeks)


def _swaps(tx: Tx) -> list[Swap]:
    taken = sa.select(duty_swaps).where(duty_swaps.c.taken_at.is_not(None))
    rows = tx.execute(taken.order_by(duty_swaps.c.taken_at, duty_swaps.c.id))
    return [
        Swap(PersonId(row.owner_id), date.fromisoformat(row.day), PersonId(row.other_id))
        for row in rows
    ]


def _offer(row: sa.Row[tuple[object, ...]]) -> SwapOffer:
    return SwapOffer(
        id=row.id,
        person_id=PersonId(row.person_id),
        other_id=PersonId(row.other_id),
        owner_id=PersonId(row.owner_id),
        day=date.fromisoformat(row.day),
        taken=row.taken_at is not None,
    )
