"""
The loop that calls the second channel: its own, so that a server that hangs holds up no page.

What it has to say lies in the outbox, in a lane that the sender of Slack's messages leaves
alone.  A call that fails is tried again with growing pauses; the case's thread says so.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from datetime import timedelta

from bot import heartbeats, outbox
from bot.clock import Clock
from bot.conversation import second_calls
from bot.db import Database
from bot.heartbeats import Heartbeats
from bot.outbound import SecondChannelCalled, ToSecondChannel
from bot.outbox import Due, Lane
from bot.second_channel.channels import Channel

log = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
RETRY_AFTER = timedelta(seconds=15)  # doubled with each try
LONGEST_WAIT = timedelta(minutes=10)
MAX_TRIES = 8  # half an hour; by then the ladder has called anew three times


class SecondCaller:
    """Calls each second channel about each case that waits for too long."""

    def __init__(self, database: Database, channels: Mapping[str, Channel], clock: Clock) -> None:
        self._database = database
        self._channels = channels
        self._clock = clock
        self._heartbeats = Heartbeats(database, clock)
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._loop, args=(name,), name=name, daemon=True)
            for name in channels
        ]

    def start(self) -> None:
        """Start a loop for each channel: one that hangs does not hold up the other."""
        with self._database.write() as tx:
            heartbeats.begin_calls(tx, self._channels, self._clock.now())
        for thread in self._threads:
            thread.start()

    def stop(self, timeout_s: float = 2) -> None:
        """End the loops; a call that hangs is taken up at the next start."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(timeout_s)

    def call_due(self, name: str) -> int:
        """Make every call of a channel whose turn has come; return how many."""
        with self._database.read() as tx:
            rows = outbox.due(tx, self._clock.now(), lanes=(Lane.SECOND_CHANNEL,))
        mine = [row for row in rows if row.destination == ToSecondChannel(name)]
        for row in mine:
            if isinstance(row.message, SecondChannelCalled):
                self._call(row, self._channels[name], row.message.case_id)
                self._beat(name)  # a round of many that a dead server keeps waiting is long
        return len(mine)

    def _call(self, row: Due, channel: Channel, case_id: int) -> None:
        with self._database.write() as tx:
            if not outbox.begin(tx, row):
                return
        try:
            channel.call(case_id, self._clock.now())
        except Exception as error:  # noqa: BLE001 - whatever stops a call, it is tried again and said
            self._failed(row, type(error).__name__)
        else:
            self._reached(row)

    def _reached(self, row: Due) -> None:
        now = self._clock.now()
        with self._database.write() as tx:
            outbox.mark_sent(tx, row, "second_channel", str(row.outbox_id), now)
            second_calls.tell(tx, row, "second_channel_called", now)

    def _failed(self, row: Due, error: str) -> None:
        now = self._clock.now()
        gives_up = row.attempts + 1 >= MAX_TRIES
        log.error("outbox %d: the second channel failed: %s", row.outbox_id, error)
        with self._database.write() as tx:
            if gives_up:
                outbox.bury(tx, row, error, now)
            else:
                wait = min(RETRY_AFTER * (1 << row.attempts), LONGEST_WAIT)
                outbox.postpone(tx, row, now + wait, error, ambiguous=True)
            second_calls.tell(
                tx, row, "second_channel_given_up" if gives_up else "second_channel_failed", now
            )

    def _beat(self, name: str) -> None:
        # One that hung while the others ended must not look alive, or cut off, afterwards.
        if not self._stopping.is_set():
            self._heartbeats.beat(name)

    def _loop(self, name: str) -> None:
        while not self._stopping.is_set():
            try:
                done = self.call_due(name)
                self._beat(name)
            except Exception as error:  # noqa: BLE001 - a loop that dies calls nobody
                log.error("the loop of the second channel failed: %s", type(error).__name__)
                done = 0
            if not done:
                self._stopping.wait(LOOK_EVERY_S)
