"""
What is to be sent: one row a message that stands, or shall stand, in Slack.

A row is added in the same transaction as the change it speaks of.  Adding it
twice is harmless: the key decides.  To change a message that stands, its row is
revised, and the sender edits it; a row revised before it was sent is sent once.

    pending → sending → sent
                 ├────→ pending     told to wait, or surely not posted
                 ├────→ ambiguous   may stand: looked for before it is sent again
                 └────→ dead        Slack refuses it, until it is revised
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from bot.db import Tx
from bot.outbound import DESTINATION, MESSAGE, Destination, Message
from bot.tables import outbox
from bot.turn import RUNNABLE, goes_to_queue, held_back, lacks_its_card

FOR_EVER = "for ever: "  # what the error of a message to somebody who has left begins with


class Lane(IntEnum):
    """Live concerns go first; in the helpline's channel, what is most urgent among them."""

    SUMMARY = -2
    URGENT = -1
    LIVE = 0
    ORDINARY = 1
    SECOND_CHANNEL = 2  # not for Slack: a loop of its own sends these


TO_SLACK = tuple(lane for lane in Lane if lane is not Lane.SECOND_CHANNEL)


@dataclass(frozen=True)
class Due:
    """A message whose turn has come."""

    outbox_id: int
    key: str
    destination: Destination
    message: Message
    revision: int
    attempts: int
    ambiguous: bool  # an earlier try may have posted it
    channel: str | None
    ts: str | None  # set: it stands, and is to be edited


def add(
    tx: Tx,
    key: str,
    destination: Destination,
    message: Message,
    now: datetime,
    lane: Lane = Lane.ORDINARY,
    not_before: datetime | None = None,
) -> bool:
    """
    Add a message to be sent.

    Args:
        key: Names this message for ever; adding it again changes nothing.
        not_before: Hold it back until then; what follows in the same conversation waits, too.

    Returns:
        False when the key was there already.
    """
    row = tx.execute(
        insert(outbox)
        .values(
            key=key,
            lane=int(lane),
            destination=DESTINATION.dump_json(destination).decode(),
            message=MESSAGE.dump_json(message).decode(),
            state="pending",
            added_at=now,
            next_at=not_before or now,
        )
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(outbox.c.id)
    ).first()
    return row is not None


def revise(tx: Tx, key: str, message: Message, now: datetime, lane: Lane = Lane.ORDINARY) -> bool:
    """
    Let the message with this key read otherwise, from now on in `lane` if that is before its own.

    Returns:
        False when no message has the key, or it reads so already.
    """
    body = MESSAGE.dump_json(message).decode()
    for_ever = sa.func.coalesce(outbox.c.error, "").startswith(FOR_EVER)
    settled = outbox.c.state.in_(("sent", "dead")) & ~for_ever
    changed = tx.execute(
        sa.update(outbox)
        .where(outbox.c.key == key, outbox.c.message != body)
        .values(
            message=body,
            revision=outbox.c.revision + 1,
            lane=sa.func.min(outbox.c.lane, int(lane)),
            # A row in flight or in doubt settles its own state first; one that Slack refused
            # reads otherwise now and deserves another try.
            state=sa.case((settled, "pending"), else_=outbox.c.state),
            next_at=sa.case((settled, now), else_=outbox.c.next_at),
        )
    )
    return changed.rowcount == 1


def show(
    tx: Tx,
    key: str,
    destination: Destination,
    message: Message,
    now: datetime,
    lane: Lane = Lane.ORDINARY,
) -> None:
    """Let a message with this key stand and read so: add it, or revise the one there is."""
    if not add(tx, key, destination, message, now, lane):
        revise(tx, key, message, now)


def take_back(tx: Tx, key: str) -> bool:
    """
    Remove a message that no try has been made to send.

    Returns:
        False when there is none with this key, or it may be read already.
    """
    untried = outbox.c.attempts == 0, outbox.c.sent_at.is_(None), outbox.c.state == "pending"
    return tx.execute(sa.delete(outbox).where(outbox.c.key == key, *untried)).rowcount == 1


def recall(tx: Tx, lane: Lane, case_id: int) -> None:
    """Let nothing more be sent in a lane about a case: it is not needed any more."""
    about = sa.func.json_extract(outbox.c.message, "$.case_id") == case_id
    waiting = outbox.c.state.in_(RUNNABLE), outbox.c.lane == int(lane), about
    tx.execute(sa.update(outbox).where(*waiting).values(state="dead", error="not needed any more"))


def release(tx: Tx, key: str, now: datetime) -> None:
    """Let a message that was held back be sent now."""
    held = outbox.c.state == "pending", outbox.c.next_at > now
    tx.execute(sa.update(outbox).where(outbox.c.key == key, *held).values(next_at=now))


def due(
    tx: Tx,
    now: datetime,
    limit: int = 50,
    lanes: Sequence[Lane] = TO_SLACK,
    *,
    in_queue: bool | None = None,
    stands: bool | None = None,
) -> list[Due]:
    """
    Return the messages whose turn has come, live ones first.

    Within a destination and a lane the order of adding is kept: a message that must wait
    holds back those behind it in the same conversation, and never one of a lane before its own.

    Args:
        in_queue: Those for the helpline's channel and its threads only, or all but those.
        stands: Those that stand and are to be edited only, or all but those.
    """
    turn = outbox.c.state.in_(RUNNABLE), outbox.c.next_at <= now, outbox.c.lane.in_(lanes)
    query = sa.select(outbox).where(*turn, ~held_back(now), ~lacks_its_card())
    if in_queue is not None:
        query = query.where(goes_to_queue() == sa.literal(in_queue))
    if stands is not None:
        query = query.where(outbox.c.ts.is_not(None) == sa.literal(stands))
    # What a member is told keeps its order: only the helpline's channel knows lanes before LIVE.
    lane = outbox.c.lane if in_queue else sa.func.max(outbox.c.lane, int(Lane.LIVE))
    rows = tx.execute(query.order_by(lane, outbox.c.id).limit(limit))
    return [_due(row) for row in rows]


def begin(tx: Tx, due_row: Due) -> bool:
    """
    Note that a try begins, before Slack is called.

    Returns:
        False when the row is not runnable any more.
    """
    changed = tx.execute(
        sa.update(outbox)
        .where(outbox.c.id == due_row.outbox_id, outbox.c.state.in_(RUNNABLE))
        .where(outbox.c.revision == due_row.revision)
        .values(state="sending", attempts=outbox.c.attempts + 1)
    )
    return changed.rowcount == 1


def mark_sent(tx: Tx, due_row: Due, channel: str, ts: str, now: datetime) -> None:
    """Note where the message stands; one revised meanwhile is due again."""
    tx.execute(
        sa.update(outbox)
        .where(outbox.c.id == due_row.outbox_id)
        .values(
            state=sa.case((outbox.c.revision == due_row.revision, "sent"), else_="pending"),
            channel=channel,
            ts=ts,
            sent_at=now,
            error=None,
            attempts=0,
        )
    )


def postpone(tx: Tx, due_row: Due, until: datetime, error: str, *, ambiguous: bool) -> None:
    """Let the message wait; `ambiguous` when this try may have posted it, and so has failed."""
    _end_try(tx, due_row, "ambiguous" if ambiguous else "pending", error, until)
    if not ambiguous:
        unchanged = sa.update(outbox).where(outbox.c.id == due_row.outbox_id)
        tx.execute(unchanged.values(attempts=due_row.attempts))


def bury(tx: Tx, due_row: Due, error: str, now: datetime, *, for_ever: bool = False) -> None:
    """Note that Slack refuses this message; `for_ever` when no other words would change that."""
    _end_try(tx, due_row, "dead", f"{FOR_EVER}{error}" if for_ever else error, now)


def recover(tx: Tx) -> int:
    """Take up the tries that a crash cut off, as perhaps posted; return how many there were."""
    found = tx.execute(
        sa.update(outbox).where(outbox.c.state == "sending").values(state="ambiguous")
    )
    return found.rowcount


def standing(tx: Tx, key: str) -> tuple[str, str] | None:
    """Return (channel, ts) of the message with this key, once it stands in Slack."""
    row = tx.execute(sa.select(outbox.c.channel, outbox.c.ts).where(outbox.c.key == key)).first()
    return (row.channel, row.ts) if row is not None and row.ts else None


def message_of(tx: Tx, key: str) -> Message | None:
    """Return what the message with this key says, sent or not; None when there is none."""
    body = tx.execute(sa.select(outbox.c.message).where(outbox.c.key == key)).scalar()
    return None if body is None else MESSAGE.validate_json(body)


def key_of(tx: Tx, channel: str, ts: str) -> str | None:
    """Return the key of the message that stands at this place in Slack."""
    found: str | None = tx.execute(
        sa.select(outbox.c.key).where(outbox.c.channel == channel, outbox.c.ts == ts)
    ).scalar()
    return found


def speaks_of(tx: Tx, channel: str, ts: str, case_id: int) -> bool:
    """
    Say whether what stands at this place in Slack is about a case.

    A message is pressed on as soon as it is seen, perhaps before we have noted where it
    stands: while one about the case is on its way, it may be that one.
    """
    here = sa.and_(outbox.c.channel == channel, outbox.c.ts == ts)
    on_its_way = outbox.c.state.in_(("sending", "ambiguous"))
    about = sa.func.json_extract(outbox.c.message, "$.case_id") == case_id
    found = sa.select(outbox.c.id).where(sa.or_(here, on_its_way), about).limit(1)
    return tx.execute(found).first() is not None


def _end_try(tx: Tx, due_row: Due, state: str, error: str, next_at: datetime) -> None:
    tx.execute(
        sa.update(outbox)
        .where(outbox.c.id == due_row.outbox_id)
        .values(state=state, error=error, next_at=next_at)
    )


def _due(row: sa.Row[tuple[object, ...]]) -> Due:
    return Due(
        outbox_id=row.id,
        key=row.key,
        destination=DESTINATION.validate_json(row.destination),
        message=MESSAGE.validate_json(row.message),
        revision=row.revision,
        attempts=row.attempts,
        ambiguous=row.state == "ambiguous",
        channel=row.channel,
        ts=row.ts,
    )
