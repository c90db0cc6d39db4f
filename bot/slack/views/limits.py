"""
Keep what we show within Slack's limits, so that no message is refused for its length.

The way to a person stands last in each message: what is cut stands before it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.conversation import wording

# Lengths in characters, from Slack's reference of Block Kit.
SECTION = 3000
HEADER = 150
LABEL = 75  # of a button or an option
TITLE = 24  # of a modal and its buttons
FORM_LABEL = 2000
VALUE = 2000  # of a button
OPTION_VALUE = 150
NOTIFICATION = 300  # ours: what a lock screen shows at most
READ_ALOUD = 3500  # ours: words of a person, whole for screen readers; Slack takes 4,000
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
OPTIONS = 100
KEPT_LAST = 4  # blocks: buttons, the way to a person
ELLIPSIS = "…"

_TEXTS = {"header": HEADER, "section": SECTION}
_ESCAPED = {"&": 5, "<": 4, ">": 4}


def size(text: str) -> int:
    """Count the characters Slack counts at most: entities whole, astral ones twice."""
    return sum(_once_escaped(character) for character in text)


def cut(text: str, room: int) -> str:
    """
    Cut words that are not escaped yet.

    Args:
        room: Most characters of the result once escaped, at least 1.

    Returns:
        The text, or as much of it as fits with "…" after it.
    """
    if size(text) <= room:
        return text
    return text[: _fitting(text, room - len(ELLIPSIS))].rstrip() + ELLIPSIS


def cut_mrkdwn(text: str, room: int) -> str:
    """Cut mrkdwn, dropping the entity or link that the cut would halve."""
    if _fitting(text, room, _as_it_is) == len(text):
        return text
    kept = text[: _fitting(text, room - len(ELLIPSIS), _as_it_is)]
    for start, end in (("&", ";"), ("<", ">")):
        if kept.rfind(start) > kept.rfind(end):
            kept = kept[: kept.rfind(start)]
    return kept.rstrip() + ELLIPSIS


def portions(text: str, room: int = SECTION) -> list[str]:
    """Split words into portions of at most `room` once escaped, nothing lost."""
    found = []
    while size(text) > room:
        end = _fitting(text, room)
        end = max(text.rfind("\n", 0, end), text.rfind(" ", 0, end)) + 1 or end
        found.append(text[:end])
        text = text[end:]
    return [*found, text]


def fit(blocks: list[dict[str, Any]], most: int = MESSAGE_BLOCKS) -> list[dict[str, Any]]:
    """
    Make blocks acceptable to Slack.

    Args:
        blocks: In reading order; those that lead to a person come last.
        most: Most blocks the surface takes.

    Returns:
        At most `most` blocks, the last KEPT_LAST always among them, no text too long and
        none empty.
    """
    if len(blocks) > most:
        blocks = [*blocks[: most - KEPT_LAST], *blocks[-KEPT_LAST:]]
    return [_fit_block(block) for block in blocks]


def _once_escaped(character: str) -> int:
    return _ESCAPED.get(character) or _as_it_is(character)


def _as_it_is(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1  # Slack counts UTF-16 units


def _fitting(text: str, room: int, weigh: Callable[[str], int] = _once_escaped) -> int:
    """How many characters from the start fit into `room`."""
    used = 0
    for place, character in enumerate(text):
        used += weigh(character)
        if used > room:
            return place
    return len(text)


def _fit_block(block: dict[str, Any]) -> dict[str, Any]:
    """The block with its text, and those of its elements, in bounds."""
    fitted = dict(block)
    if "text" in block:
        fitted["text"] = _fit_text(block["text"], _TEXTS[block["type"]])
    if block["type"] == "context":
        fitted["elements"] = [_fit_text(element, SECTION) for element in block["elements"]]
    return fitted


def _fit_text(text: dict[str, Any], room: int) -> dict[str, Any]:
    """A text object in bounds; mrkdwn is not cut inside an entity or a link."""
    words = text["text"] if text["text"].strip() else wording.NO_WORDS
    if text["type"] == "plain_text":
        return {**text, "text": cut(words, room)}
    return {**text, "text": cut_mrkdwn(words, room)}
