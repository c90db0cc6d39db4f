"""Where in Slack a destination is, at the moment of sending."""

from __future__ import annotations

from dataclasses import dataclass

from bot import outbox
from bot.db import Tx
from bot.helpline import people
from bot.helpline.case import CaseId, PersonId
from bot.outbound import Destination, ToCaseThread, ToHome, ToPerson, ToPlace
from bot.turn import card_key


@dataclass(frozen=True)
class Address:
    """A channel, or a person's id for their direct message; and a thread if there is one."""

    channel: str
    thread: str | None = None


def address_of(tx: Tx, destination: Destination, queue_channel: str) -> Address | None:
    """Return where a message goes; None while the card whose thread it belongs to is not up."""
    if isinstance(destination, ToPerson | ToHome):
        return Address(people.by_id(tx, PersonId(destination.person_id)).address)
    if isinstance(destination, ToPlace):
        return Address(destination.channel, destination.thread)
    if isinstance(destination, ToCaseThread):
        card = outbox.standing(tx, card_key(CaseId(destination.case_id)))
        # A card that stands in a channel we had before is posted anew: its thread waits for it.
        return Address(*card) if card is not None and card[0] == queue_channel else None
    return Address(queue_channel)
