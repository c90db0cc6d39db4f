"""
The assistant without Slack: gestures go in at the one door, what it says comes out of the other.

Everything between is real: the database, triage, the queue, the worker and the views.
Only the post office, which would bring messages to Slack, is played.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot import nowhere, outbox
from bot.conversation import intake
from bot.conversation.policy import Policy
from bot.db import Database
from bot.guidance import LookedUp, PublishedGuidance
from bot.helpline import history, people, register
from bot.helpline.case import Case, CaseId
from bot.helpline.history import Happened
from bot.inbound import Inbound, MessageWritten, Place
from bot.outbound import (
    DESTINATION,
    MESSAGE,
    Destination,
    MemberHome,
    Message,
    StaffHome,
    ToCaseThread,
    ToPerson,
    ToPlace,
    ToQueue,
)
from bot.outbox import Due
from bot.slack.addresses import address_of
from bot.slack.views import Scene, home, render
from bot.tables import metadata
from bot.tables import outbox as outbox_table
from bot.triage.assessment import Assessment
from bot.turn import card_key
from bot.worker import Bell, NotNow, Refused, Sent, Worker
from knowledge.question import Question
from tests.bot.factories import (
    ADVISERS,
    LIVE,
    MEMBER,
    QUEUE_CHANNEL,
    FrozenClock,
    a_message,
    a_policy,
)

PHONE = "0300 30 30 333"
NO_INDEX = Path("there-is-no-index-here")


class PostOffice:
    """Plays the delivery: keeps what it is given, shown by the real views, and says it is sent."""

    def __init__(self, database: Database, clock: FrozenClock) -> None:
        self._database = database
        self._clock = clock
        self._posted = 0
        self.delivered: list[Due] = []
        self.says: dict[str, Sent | NotNow | Refused | Exception] = {}  # by key; else it is sent
        self.refuses: set[type] = set()  # kinds of messages that Slack will never take

    def deliver(self, due: Due) -> Sent | NotNow | Refused:
        """Take one message."""
        self.delivered.append(due)
        scene = Scene(PHONE, "Europe/London", self._clock.now())
        if isinstance(due.message, MemberHome | StaffHome):
            home(due.message, scene)
        else:
            render(due.message, scene)
        if type(due.message) in self.refuses:
            return Refused("invalid_blocks")
        outcome = self.says.get(due.key)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome or self._sent(due)

    def _sent(self, due: Due) -> Sent | NotNow:
        with self._database.read() as tx:
            address = address_of(tx, due.destination, QUEUE_CHANNEL)
        if address is None:
            return NotNow(timedelta(seconds=1), "its card does not stand yet")
        self._posted += 1
        return Sent(address.channel, due.ts or f"1795400000.{self._posted:06}")


class Guidance(PublishedGuidance):
    """Guidance that answers as a test says; unavailable until it does."""

    def __init__(self) -> None:
        super().__init__(NO_INDEX)
        self.asked: list[Question] = []
        self.says: LookedUp | Exception | None = None
        self.judges: dict[str, Assessment | Exception] = {}  # by words; else the rules alone

    def assess(self, text: str) -> Assessment:
        """Return what the test says the classifier makes of it."""
        judged = self.judges.get(text)
        if isinstance(judged, Exception):
            raise judged
        return super().assess(text) if judged is None else judged

    def look_up(self, question: Question) -> LookedUp | None:
        """Return what the test says."""
        self.asked.append(question)
        if isinstance(self.says, Exception):
            raise self.says
        return self.says


class Stage:
    """One helpline: acts for members and advisers, and reads what they would read."""

    def __init__(
        self, database: Database, clock: FrozenClock, policy: Policy | None = None
    ) -> None:
        self.database = database
        self.clock = clock
        self.policy = policy or a_policy()
        self.office = PostOffice(database, clock)
        self.guidance = Guidance()
        self._bodies: dict[bytes, Inbound] = {}
        self.worker = Worker(
            database,
            self.office,
            self.guidance,
            self.policy,
            clock,
            self._parse,
            Bell(),
        )
        with database.write() as tx:
            people.set_advisers(tx, ADVISERS)

    def _parse(self, body: bytes) -> Inbound | None:
        return self._bodies[body] if body in self._bodies else nowhere.read(json.loads(body))

    # --- what happens ---------------------------------------------------------

    def receives(self, *gestures: Inbound) -> bool:
        """Take gestures, each in its own transaction; say whether the last was new and kept."""
        kept = False
        for gesture in gestures:
            body = gesture.key.encode()
            self._bodies[body] = gesture
            with self.database.write() as tx:
                kept = intake.receive(tx, gesture, body, self.policy, self.clock.now())
        return kept

    def sends(self) -> None:
        """Send what is due until nothing is."""
        while self.worker.send_due():
            pass

    def waits(self, minutes: float) -> None:
        """Let minutes pass, the worker sweeping every half minute."""
        for _ in range(int(minutes * 2)):
            self.clock.go_on(seconds=30)
            self.worker.sweep()

    def opens_a_case(self, words: str = "", sender: str = MEMBER) -> Case:
        """Let a member raise a concern, and its card stand."""
        place = Place(sender.replace("U", "D", 1), private=True)
        self.receives(a_message(words or LIVE, sender, place))
        self.sends()
        with self.database.read() as tx:
            member = people.find_or_add(tx, sender)
            found = register.of_person(tx, member.id)
        return found[0]

    def in_card_thread(self, text: str, sender: str, case_id: int = 1) -> MessageWritten:
        """Return words written under the card of a case."""
        return a_message(text, sender, Place(QUEUE_CHANNEL, self.card_ts(case_id)))

    # --- what there is ----------------------------------------------------------

    def case(self, number: int = 1) -> Case:
        """Return a case as it stands."""
        with self.database.read() as tx:
            return register.get(tx, CaseId(number))

    def history(self, number: int = 1) -> list[Happened]:
        """Return what happened to a case."""
        with self.database.read() as tx:
            return history.of(tx, CaseId(number))

    def card_ts(self, case_id: int = 1) -> str:
        """Return where the card of a case stands."""
        with self.database.read() as tx:
            standing = outbox.standing(tx, card_key(CaseId(case_id)))
        assert standing is not None, f"the card of case {case_id} does not stand"
        return standing[1]

    def rows(self, table: str) -> list[Any]:
        """Return every row of a table, in the order of adding."""
        with self.database.read() as tx:
            return list(tx.execute(sa.select(metadata.tables[table]).order_by(sa.text("1"))))

    def n(self, table: str) -> int:
        """Count the rows of a table."""
        return len(self.rows(table))

    def person_id(self, address: str) -> int:
        """Return the row of the person at this address."""
        with self.database.read() as tx:
            found = people.find(tx, address)
        assert found is not None
        return int(found.id)

    # --- what is said -------------------------------------------------------------

    def said(self) -> list[tuple[Destination, Message]]:
        """Return all that was ever said, as it reads now, in the order of adding."""
        return list(self._said())

    def said_to(self, address: str = MEMBER) -> list[Message]:
        """Return what one person reads in private: by person, or in their conversation."""
        person = ToPerson(self.person_id(address))
        direct = address.replace("U", "D", 1)
        return [
            message
            for where, message in self._said()
            if where == person or (isinstance(where, ToPlace) and where.channel == direct)
        ]

    def said_in(self, place: Place) -> list[Message]:
        """Return what is said in one channel or thread."""
        at = ToPlace(place.channel, place.thread)
        return [message for where, message in self._said() if where == at]

    def in_queue(self) -> list[Message]:
        """Return what stands in the helpline's channel."""
        return [message for where, message in self._said() if isinstance(where, ToQueue)]

    def in_thread(self, case_id: int = 1) -> list[Message]:
        """Return what stands under the card of a case."""
        at = ToCaseThread(case_id)
        return [message for where, message in self._said() if where == at]

    def _said(self) -> Iterator[tuple[Destination, Message]]:
        with self.database.read() as tx:
            rows = tx.execute(sa.select(outbox_table).order_by(outbox_table.c.id)).all()
        for row in rows:
            yield DESTINATION.validate_json(row.destination), MESSAGE.validate_json(row.message)
