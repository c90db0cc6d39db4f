"""Days on a stage: time that passes to an hour, and what was said to whom, when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.conversation.policy import Policy
from bot.db import Database
from bot.helpline.bank_holidays import BankHolidays
from bot.helpline.hours import parse_hours
from bot.outbound import (
    DESTINATION,
    MESSAGE,
    CaseCard,
    CaseStatus,
    Destination,
    MemberHome,
    SecondChannelCalled,
    ToCaseThread,
    ToPerson,
    ToPlace,
    ToQueue,
)
from bot.slack.views import Rendered, Scene, render
from bot.tables import outbox as outbox_table
from tests.bot.factories import ADVISER, COLLEAGUE, MEMBER, QUEUE_CHANNEL, FrozenClock
from tests.bot.stage import PHONE, Stage

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    """Read London's time."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@dataclass(frozen=True)
class Line:
    """What was said to somebody, when, in the words a telephone shows."""

    to: str
    at: str
    text: str


def goes_on_until(stage: Stage, clock: str) -> None:
    """Let time pass to an hour of the day that is on."""
    now = stage.clock.now().astimezone(LONDON)
    then = now.replace(hour=int(clock[:2]), minute=int(clock[3:]), second=0)
    stage.waits((then - now).total_seconds() / 60)
    stage.sends()


def jumps_to(stage: Stage, moment: str) -> None:
    """Go straight to a moment at which nothing has happened since."""
    stage.clock.at = at(moment)
    stage.worker.sweep()
    stage.sends()


def read_by(stage: Stage, who: str) -> list[str]:
    """What somebody was told by new messages, each with the time; cards and status apart."""
    return [f"{line.at} {line.text}" for line in _said(stage) if line.to == who]


def _said(stage: Stage) -> Iterator[Line]:
    with stage.database.read() as tx:
        rows = tx.execute(sa.select(outbox_table).order_by(outbox_table.c.id)).all()
    for row in rows:
        message = MESSAGE.validate_json(row.message)
        if isinstance(message, CaseCard | CaseStatus | MemberHome):
            continue
        to = _to(stage, DESTINATION.validate_json(row.destination))
        added_at = row.added_at.astimezone(LONDON)
        if isinstance(message, SecondChannelCalled):
            yield Line(to, f"{added_at:%H:%M}", f"case {message.case_id}")
        else:
            text = render(message, Scene(PHONE, "Europe/London", row.added_at)).text
            yield Line(to, f"{added_at:%H:%M}", text)


def _to(stage: Stage, destination: Destination) -> str:
    if isinstance(destination, ToQueue):
        return "queue"
    if isinstance(destination, ToCaseThread):
        return "thread"
    if isinstance(destination, ToPerson):
        people = {stage.person_id(who): who for who in (ADVISER, COLLEAGUE, MEMBER)}
        return people[destination.person_id]
    return MEMBER if isinstance(destination, ToPlace) else "second channel"


def stands(stage: Stage) -> tuple[str, str]:
    """The first sentence of the member's status message, and the line of the card that says who."""
    clock = stage.clock.now()
    shown = {type(one): one for one in (*stage.in_queue(), *stage.said_to())}
    told = render(shown[CaseStatus], Scene(PHONE, "Europe/London", clock)).text
    return told, _state_of_card(render(shown[CaseCard], Scene(PHONE, "Europe/London", clock)))


def _state_of_card(card: Rendered) -> str:
    opened = next(i for i, block in enumerate(card.blocks) if "Opened" in str(block))
    since = card.blocks[opened]["elements"][0]["text"]
    return f"{since} {card.blocks[opened + 1]['text']['text']}"


def a_stage(database: Database, moment: str) -> Stage:
    hours = parse_hours("mon-fri 08:00-18:00", LONDON, BankHolidays(("england",)))
    policy = Policy(hours, QUEUE_CHANNEL, second_channels=("webhook",))
    return Stage(database, FrozenClock(at(moment)), policy)
