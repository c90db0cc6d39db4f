"""Messages printed instead of posted; their buttons get numbers."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from rich.console import Console
from rich.text import Text

from bot.clock import Clock
from bot.db import Database
from bot.helpline import people
from bot.helpline.case import PersonId
from bot.outbound import ToHome, ToPerson, ToPlace
from bot.outbox import Due
from bot.slack.addresses import address_of
from bot.slack.views import Block, Scene, render
from bot.terminal.payloads import ADVISER, DIRECT, MEMBER, QUEUE
from bot.worker import NotNow, Refused, Sent

WAIT_FOR_CARD = timedelta(milliseconds=10)
_LINK = re.compile(r"<([^|>]*)\|([^>]*)>")
_BOLD = re.compile(r"(\*[^*\n]+\*)")
_INVISIBLE = dict.fromkeys(map(ord, "\u2060\u200b"), None)


@dataclass(frozen=True)
class Button:
    """A button that was shown, to one of the two."""

    deed: str
    value: str
    user: str
    channel: str


class Screen:
    """A delivery to the terminal."""

    def __init__(self, console: Console, database: Database, scene: Scene, clock: Clock) -> None:
        self._console = console
        self._database = database
        self._scene = scene
        self._clock = clock
        self._posted = 0
        self.buttons: list[Button] = []

    def deliver(self, due: Due) -> Sent | NotNow | Refused:
        """Print a message; one that is revised is printed again."""
        with self._database.read() as tx:
            address = address_of(tx, due.destination, QUEUE)
            to_adviser = not isinstance(due.destination, ToPlace | ToPerson | ToHome) or (
                isinstance(due.destination, ToPerson)
                and people.by_id(tx, PersonId(due.destination.person_id)).address == ADVISER
            )
        if address is None:
            return NotNow(WAIT_FOR_CARD, "its card does not stand yet")
        self._posted += 1
        scene = replace(self._scene, now=self._clock.now())
        self._print(render(due.message, scene).blocks, to_adviser=to_adviser)
        return Sent(QUEUE if to_adviser else DIRECT, due.ts or f"{self._posted}.0")

    def _print(self, blocks: list[Block], *, to_adviser: bool) -> None:
        self._console.rule("[cyan]adviser" if to_adviser else "[green]member", align="left")
        for block in blocks:
            for words in _words(block):
                self._console.print(_styled(words))
            self._print_buttons(block.get("elements") or [], to_adviser=to_adviser)

    def _print_buttons(self, elements: list[dict[str, Any]], *, to_adviser: bool) -> None:
        for element in elements:
            if element.get("type") != "button":
                continue
            user, channel = (ADVISER, QUEUE) if to_adviser else (MEMBER, DIRECT)
            value = str(element.get("value", ""))
            self.buttons.append(Button(element["action_id"], value, user, channel))
            label = f"[#{len(self.buttons)} {element['text']['text']}]"
            self._console.print(Text(label, style="bold"), end="  ")
        if any(element.get("type") == "button" for element in elements):
            self._console.print()


def _words(block: Block) -> list[str]:
    pieces = [block.get("text"), *(block.get("elements") or [])]
    texts = (piece.get("text") for piece in pieces if isinstance(piece, dict))
    flat = (text["text"] if isinstance(text, dict) else text for text in texts)
    is_prose = block["type"] in ("section", "header", "context")
    return [text for text in flat if isinstance(text, str)] if is_prose else []


def _styled(mrkdwn: str) -> Text:
    shown = Text()
    for piece in _BOLD.split(_LINK.sub(r"\2", mrkdwn)):
        bold = bool(_BOLD.fullmatch(piece))
        plain = html.unescape(piece.strip("*") if bold else piece).translate(_INVISIBLE)
        shown.append(plain, style="bold" if bold else "")
    return shown
