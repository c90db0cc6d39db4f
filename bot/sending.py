"""
The way out: what is due goes to Slack, and what came of it is noted.

What goes to people and what goes to the helpline's channel are sent apart, so that
neither waits for the other: Slack takes about one message a second in a channel.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot import outbox
from bot.clock import Clock
from bot.conversation import refused, summing_up, withholding
from bot.conversation.policy import Policy
from bot.db import Database, Tx
from bot.heartbeats import Heartbeats
from bot.helpline import channel
from bot.outbound import Destination, ToCaseThread, ToQueue
from bot.outbox import Due
from bot.rate import Rate

log = logging.getLogger(__name__)

QUEUE = (ToQueue, ToCaseThread)
MAX_FAILURES = 5  # of our own in sending one message; what Slack makes us wait for never counts
CHANNEL_PER_S = 1.0  # messages that Slack takes in one channel in the long run
CHANNEL_AT_ONCE = 3  # and that it takes together after a quiet time


@dataclass(frozen=True)
class Sent:
    """The message stands in Slack."""

    channel: str
    ts: str


@dataclass(frozen=True)
class NotNow:
    """It has to wait; `ambiguous` when it may stand in Slack all the same."""

    after: timedelta
    error: str
    ambiguous: bool = False


@dataclass(frozen=True)
class Refused:
    """Slack will never take it; `unreachable` when nothing can reach that person any more."""

    error: str
    unreachable: bool = False


class Delivery(Protocol):
    """Brings one message to Slack."""

    def deliver(self, due: Due) -> Sent | NotNow | Refused:
        """Post it, or edit what stands."""
        ...


class Sender:
    """Sends what is due, a round at a time."""

    def __init__(
        self,
        database: Database,
        delivery: Delivery,
        policy: Policy,
        clock: Clock,
        heartbeats: Heartbeats,
    ) -> None:
        self._policy = policy
        self._database = database
        self._delivery = delivery
        self._clock = clock
        self._heartbeats = heartbeats
        self._posts = Rate(CHANNEL_PER_S, CHANNEL_AT_ONCE)
        self._edits = Rate(CHANNEL_PER_S, CHANNEL_AT_ONCE)

    def send_due(self) -> int:
        """
        Send every message whose turn has come, live ones first; return how many were due.

        For whoever runs the rounds by hand: it waits for no channel's pace.
        """
        with self._database.read() as tx:
            unfit = channel.is_unfit(tx)
            rows = [] if unfit else outbox.due(tx, self._clock.now())
        if unfit:
            return self.send_to_people() + self.send_to_queue()
        return self._send_all(rows)

    def send_to_people(self) -> int:
        """Send what goes anywhere but to the helpline's channel; return how many were due."""
        with self._database.read() as tx:
            rows = outbox.due(tx, self._clock.now(), in_queue=False)
        return self._send_all(rows)

    def send_to_queue(self) -> int:
        """
        Send to the helpline's channel what it takes now; while it is unfit, bring it to people.

        New messages and edits go at a pace each, as Slack counts them apart.
        """
        now = self._clock.now()
        self._sum_up(now)
        with self._database.read() as tx:
            unfit = channel.is_unfit(tx)
            posts = self._due_in_queue(tx, self._posts, stands=False)
            edits = self._due_in_queue(tx, self._edits, stands=True)
        if not unfit:
            return self._send_all(posts, self._posts) + self._send_all(edits, self._edits)
        with self._database.write() as tx:
            return withholding.go_direct(tx, now)

    def _sum_up(self, now: datetime) -> None:
        with self._database.read() as tx:
            needed = summing_up.due(tx, now) is not None
        if needed:
            with self._database.write() as tx:
                summing_up.sum_up(tx, self._policy, now)

    def _due_in_queue(self, tx: Tx, rate: Rate, *, stands: bool) -> list[Due]:
        now = self._clock.now()
        return outbox.due(tx, now, rate.room(now), in_queue=True, stands=stands)

    def _send_all(self, rows: Sequence[Due], rate: Rate | None = None) -> int:
        held_back: set[Destination] = set()
        for row in rows:
            if row.destination in held_back:
                continue
            if not self._send(row):
                held_back.add(row.destination)
            elif rate is not None:
                rate.take()
        return len(rows)

    def _send(self, row: Due) -> bool:
        """Try one message; False when it has to wait."""
        with self._database.write() as tx:
            if isinstance(row.destination, QUEUE) and channel.is_unfit(tx):
                return False
            if not outbox.begin(tx, row):
                return True
        try:
            outcome = self._delivery.deliver(row)
        except Exception as error:  # noqa: BLE001 - one message must not stop the others
            outcome = _failed(row, type(error).__name__)
        with self._database.write() as tx:
            self._settle(tx, row, outcome)
        # A round of many that Slack keeps waiting is long.
        self._heartbeats.beat("queue" if isinstance(row.destination, QUEUE) else "send")
        return not isinstance(outcome, NotNow)

    def _settle(self, tx: Tx, row: Due, outcome: Sent | NotNow | Refused) -> None:
        now = self._clock.now()
        if isinstance(outcome, Sent):
            outbox.mark_sent(tx, row, outcome.channel, outcome.ts, now)
        elif isinstance(outcome, NotNow):
            until = now + outcome.after
            outbox.postpone(tx, row, until, outcome.error, ambiguous=outcome.ambiguous)
        else:
            log.error("outbox %d cannot be sent: %s", row.outbox_id, outcome.error)
            outbox.bury(tx, row, outcome.error, now, for_ever=outcome.unreachable)
            refused.announce(tx, row, self._policy, now, unreachable=outcome.unreachable)


def _failed(row: Due, error: str) -> NotNow | Refused:
    if row.attempts + 1 >= MAX_FAILURES:
        return Refused(error)
    return NotNow(timedelta(seconds=2), error, ambiguous=True)
