"""
What happens after the acknowledgement: send what is due, answer what waits, sweep what is overdue.

Four loops, each a function that does one round and a thread that repeats it, so
that a slow answer never holds up a page and tests can run a round by hand.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot import heartbeats, inbox, outbox
from bot.clock import Clock
from bot.conversation import (
    answering,
    doubts,
    exchanges,
    intake,
    judging,
    second_looks,
    staff_home,
    sweeping,
    unhandled,
)
from bot.conversation.policy import Policy
from bot.db import Database, Tx
from bot.guidance import PublishedGuidance
from bot.heartbeats import Heartbeats
from bot.inbound import Inbound
from bot.keeping.rounds import Rounds
from bot.sending import Delivery, NotNow, Refused, Sender, Sent
from bot.set_back import ClockWatch

__all__ = ["Bell", "Delivery", "NotNow", "Refused", "Sent", "Worker"]

log = logging.getLogger(__name__)

SEND_EVERY_S = 0.5  # when nobody rings
QUEUE_EVERY_S = 0.2  # the channel takes one a second: late by little
SWEEP_EVERY_S = 1.0
REFRESH_GUIDANCE_EVERY = timedelta(seconds=5)


class Bell:
    """Wakes the loops when something was committed for them."""

    def __init__(self) -> None:
        self._rung = {name: threading.Event() for name in ("send", "queue", "answer")}

    def ring(self) -> None:
        """Wake every loop."""
        for event in self._rung.values():
            event.set()

    def wait(self, name: str, timeout_s: float) -> None:
        """Sleep until the bell rings, or the time is up."""
        self._rung[name].wait(timeout_s)
        self._rung[name].clear()


class Worker:
    """The four loops over one database."""

    def __init__(
        self,
        database: Database,
        delivery: Delivery,
        guidance: PublishedGuidance,
        policy: Policy,
        clock: Clock,
        parse: Callable[[bytes], Inbound | None],
        bell: Bell,
    ) -> None:
        self._database = database
        self._guidance = guidance
        self._policy = policy
        self._clock = clock
        self._parse = parse
        self._bell = bell
        self._heartbeats = Heartbeats(database, clock)
        self._sender = Sender(database, delivery, policy, clock, self._heartbeats)
        self._clock_watch = ClockWatch(clock)
        self._keeping = Rounds(database, policy.keep)
        self._stopping = threading.Event()
        self._refreshed_at: datetime | None = None
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Take up what a crash cut off, then start the loops."""
        with self._database.write() as tx:
            recovered = outbox.recover(tx)
        if recovered:
            log.info("%d messages may have been sent before the stop; looking for them", recovered)
        for name, round_, wait_s in (
            ("send", self._sender.send_to_people, SEND_EVERY_S),
            ("queue", self._sender.send_to_queue, QUEUE_EVERY_S),
            ("answer", self.answer_waiting, SEND_EVERY_S),
            ("sweep", self.sweep, SWEEP_EVERY_S),
        ):
            thread = threading.Thread(
                target=self._loop, args=(name, round_, wait_s), name=name, daemon=True
            )
            thread.start()
            self._threads.append(thread)

    def stop(self, timeout_s: float = 5) -> None:
        """Let each loop finish its round."""
        self._stopping.set()
        self._bell.ring()
        for thread in self._threads:
            thread.join(timeout_s)
        with self._database.write() as tx:
            heartbeats.forget(tx)

    def send_due(self) -> int:
        """Send every message whose turn has come, live ones first; return how many were due."""
        return self._sender.send_due()

    def answer_waiting(self) -> int:
        """Judge, then answer, every question that waits; return how many were answered."""
        self._refresh_guidance()
        self._judge()
        with self._database.read() as tx:
            waiting = exchanges.due(tx, self._clock.now())
        for exchange in waiting:
            try:
                answering.answer(
                    self._database, self._guidance, exchange, self._policy, self._clock.now()
                )
            except Exception as error:  # noqa: BLE001 - one question must not stop the others
                log.error("exchange %d failed: %s", exchange.id, type(error).__name__)
                self._postpone_answer(exchange)
            self._bell.ring()
        return len(waiting)

    def _judge(self) -> None:
        """Let the classifier see what was written: before any answer, all that is due."""
        now = self._clock.now()
        with self._database.read() as tx:
            looks = second_looks.due(tx, now)
            unjudged = doubts.unjudged(tx, now)
        for look in looks:
            see = partial(judging.look_again, self._database, self._guidance, look, self._policy)
            later = partial(second_looks.postpone, look=look)
            self._judge_one(f"line {look.event_id}", see, later)
        for doubt in unjudged:
            see = partial(judging.judge, self._database, self._guidance, doubt, self._policy)
            later = partial(doubts.postpone, doubt=doubt)
            self._judge_one(f"question {doubt.exchange_id}", see, later)

    def _judge_one(
        self, what: str, judge: Callable[[datetime], None], postpone: Callable[..., None]
    ) -> None:
        try:
            judge(self._clock.now())
        except Exception as error:  # noqa: BLE001 - one question must not stop the others
            log.error("%s is not judged: %s", what, type(error).__name__)
            with self._database.write() as tx:
                postpone(tx, now=self._clock.now())
        self._bell.ring()

    def sweep(self) -> int:
        """Take the ladder's due steps and try failed gestures again; return how many."""
        now = self._clock.now()
        with self._database.write() as tx:
            back = self._clock_watch.look(tx, now)
            steps = sweeping.sweep(tx, self._policy, now)
            failed_before = inbox.due(tx, now)
        self._clock_watch.settle(now, back)
        self._redraw_homes(now)
        for waiting in failed_before:
            self._retry(waiting, now)
        if steps or failed_before:
            self._bell.ring()
        else:
            self._forget(now)  # nobody waits for it
        return steps + len(failed_before)

    def _redraw_homes(self, now: datetime) -> None:
        try:
            with self._database.write() as tx:  # its own: a failure must not undo the pages
                staff_home.redraw(tx, self._policy, now)
        except Exception as error:  # noqa: BLE001 - a tab must not stop the pages
            log.error("the Home tabs could not be drawn: %s", type(error).__name__)

    def _forget(self, now: datetime) -> None:
        try:
            self._keeping.turn(now)
        except Exception as error:  # noqa: BLE001 - what is kept too long must not stop the pages
            log.error("nothing could be forgotten: %s", type(error).__name__)

    def _postpone_answer(self, exchange: exchanges.Exchange) -> None:
        now = self._clock.now()
        with self._database.write() as tx:
            if not exchanges.postpone(tx, exchange, now):
                answering.give_up(tx, exchange, now)

    def _retry(self, waiting: inbox.Waiting, now: datetime) -> None:
        try:
            with self._database.write() as tx:  # its own: a failure must not undo the pages
                self._handle_again(tx, waiting, now)
        except Exception as error:  # noqa: BLE001 - one gesture must not stop the others
            log.error("inbox %d still waits: %s", waiting.inbox_id, type(error).__name__)

    def _handle_again(self, tx: Tx, waiting: inbox.Waiting, now: datetime) -> None:
        inbound = self._parse(waiting.body)
        if inbound is None:
            inbox.finish(tx, waiting.inbox_id)
        elif not intake.handle(tx, waiting.inbox_id, inbound, self._policy, now):
            unhandled.hand_to_a_person(tx, waiting.inbox_id, inbound, self._policy, now)

    def _refresh_guidance(self) -> None:
        now = self._clock.now()
        # However far the clock was set back meanwhile.
        if self._refreshed_at is None or abs(now - self._refreshed_at) >= REFRESH_GUIDANCE_EVERY:
            self._guidance.refresh()
            self._refreshed_at = now

    def _loop(self, name: str, round_: Callable[[], int], wait_s: float) -> None:
        while not self._stopping.is_set():
            try:
                done = round_()
                self._heartbeats.beat(name)
            except Exception as error:  # noqa: BLE001 - a loop that dies pages nobody
                log.error("the %s loop failed: %s", name, type(error).__name__)
                done = 0
            if not done:
                self._pause(name, wait_s)

    def _pause(self, name: str, wait_s: float) -> None:
        if name == "sweep":
            self._stopping.wait(wait_s)
        else:
            self._bell.wait(name, wait_s)
