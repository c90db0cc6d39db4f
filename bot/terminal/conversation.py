"""Read lines, do what they mean, print what comes of it."""

from __future__ import annotations

import itertools
import json
from types import TracebackType
from typing import Self

from rich.console import Console

from bot import outbox
from bot.clock import SystemClock
from bot.conversation import intake
from bot.conversation.policy import Policy
from bot.db import Database
from bot.guidance import PublishedGuidance
from bot.helpline import people, register
from bot.inbound import Deed, Form, Inbound
from bot.migrations import migrate
from bot.settings import Settings
from bot.slack.parse import parse
from bot.slack.views import Scene
from bot.terminal.payloads import (
    ADVISER,
    DIRECT,
    ITSELF,
    MEMBER,
    QUEUE,
    Payload,
    command,
    press,
    submission,
    written,
)
from bot.terminal.screen import Screen
from bot.turn import card_key
from bot.worker import Bell, Worker

ADVISER_NAME = "Ash Sample (adviser)"
ROUNDS = 50  # of the worker for one line; more means something waits for ever
FORMS_HERE = {Deed.NOT_HELPFUL, Deed.ADD_DETAIL, Deed.REPLY, Deed.NOTE, Deed.HAND_OVER}


class Conversation:
    """One member and one adviser at one keyboard."""

    def __init__(self, settings: Settings, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        self._clock = SystemClock()
        self._numbers = itertools.count(1)
        self._started = f"{self._clock.now():%s}"
        self._policy = Policy(settings.opening_hours, QUEUE)
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        self._database = Database("sqlite://")
        migrate(self._database)
        with self._database.write() as tx:
            people.set_advisers(tx, {ADVISER: ADVISER_NAME})
        scene = Scene(settings.phone, settings.timezone, self._clock.now(), settings.support_lines)
        self._screen = Screen(self._console, self._database, scene, self._clock)
        guidance = PublishedGuidance(settings.index_folder)
        self._worker = Worker(
            self._database, self._screen, guidance, self._policy, self._clock, _read, Bell()
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def run(self) -> None:
        """Read lines until `quit` or the end of input."""
        while True:
            try:
                line = self._console.input("[bold]> [/]").strip()
            except EOFError:
                return
            if line in ("quit", "exit"):
                return
            if line:
                self.say(line)

    def say(self, line: str) -> None:
        """Do what one line means, and print what comes of it."""
        payload = self._payload(line)
        if payload is None:
            return
        body = json.dumps(payload).encode()
        inbound = _read(body)
        if inbound is not None:
            with self._database.write() as tx:
                intake.receive(tx, inbound, body, self._policy, self._clock.now())
        for _ in range(ROUNDS):
            if not self._worker.send_due() + self._worker.answer_waiting() + self._worker.sweep():
                return

    def _payload(self, line: str) -> Payload | None:
        number = f"{self._started}.{next(self._numbers):06}"
        if line.startswith("/helpline"):
            return command(line.removeprefix("/helpline").strip(), number)
        if line.startswith("a:"):
            return self._adviser_wrote(line.removeprefix("a:").strip(), number)
        if line.startswith("#"):
            return self._pressed(line.removeprefix("#").strip(), number)
        return written(MEMBER, DIRECT, line, number)

    def _adviser_wrote(self, text: str, number: str) -> Payload | None:
        with self._database.read() as tx:
            member = people.find(tx, MEMBER)
            cases = register.of_person(tx, member.id, limit=1) if member else ()
            card = outbox.standing(tx, card_key(cases[0].id)) if cases else None
        if card is None:
            self._console.print("There is no case yet, so there is no thread to write in.")
            return None
        return written(ADVISER, QUEUE, text, number, thread=card[1])

    def _pressed(self, which: str, number: str) -> Payload | None:
        shown = self._screen.buttons
        if not which.isdecimal() or not 0 < int(which) <= len(shown):
            self._console.print("No button has that number.")
            return None
        button = shown[int(which) - 1]
        if button.deed == Deed.RESOLVE:
            chosen = {"outcome": "advised"}
            return submission(button.user, Form.RESOLVE, button.value, chosen, number)
        if button.deed in FORMS_HERE:
            self._console.print("That opens a form in Slack. Here, write: a: words, or a: // note")
        return press(button.user, button.channel, button.deed, button.value, number)


def _read(body: bytes) -> Inbound | None:
    return parse(json.loads(body), ITSELF)
