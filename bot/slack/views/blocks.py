"""
The few pieces every view is built from.

`prose` and `context` take mrkdwn whose foreign parts were escaped; `words` takes
foreign words as they are and shows them in an object that Slack never interprets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.conversation import in_words, wording
from bot.inbound import Deed, FileLink
from bot.slack.escape import clean, link, one_line
from bot.slack.views.limits import (
    LABEL,
    OPTION_VALUE,
    OPTIONS,
    VALUE,
    cut,
    cut_mrkdwn,
    portions,
)
from bot.slack.views.scene import Block, Scene

SECTIONS_OF_WORDS = 6  # foreign words longer than these sections hold are cut
FILES_SHOWN = 10
VERDICTS = "verdicts"  # block id of the buttons that judge triage's judgement
CHOICES = "choices"  # block id of the buttons that act on a message


def plain(text: str, room: int = LABEL) -> dict[str, Any]:
    """Text that Slack shows as it is, cut to `room` characters."""
    return {"type": "plain_text", "text": cut(text, room), "emoji": False}


def prose(text: str) -> Block:
    """A paragraph of our own, in mrkdwn."""
    return {"type": "section", "text": _mrkdwn(text)}


def words(text: str) -> list[Block]:
    """Foreign words, whole unless they are longer than SECTIONS_OF_WORDS hold."""
    shown = portions(clean(text).strip() or wording.NO_WORDS)
    more = len(shown) > SECTIONS_OF_WORDS
    kept = [*shown[: SECTIONS_OF_WORDS - 1], wording.CUT_HERE] if more else shown
    return [
        {"type": "section", "text": {"type": "plain_text", "text": portion, "emoji": False}}
        for portion in kept
        if portion.strip()
    ]


def header(text: str) -> Block:
    """A heading; foreign words may stand in it."""
    return {
        "type": "header",
        "text": {"type": "plain_text", "text": one_line(text), "emoji": False},
    }


def context(text: str) -> Block:
    """A small line, in mrkdwn."""
    return {"type": "context", "elements": [_mrkdwn(text)]}


def linked(files: Sequence[FileLink], sentence: str) -> str:
    """Say a sentence of files: how many, and each by name, linked where its place is known."""
    links = [link(file.link, file.name or wording.UNNAMED_FILE) for file in files[:FILES_SHOWN]]
    if len(files) > FILES_SHOWN:
        links.append(wording.MORE_FILES.format(n=len(files) - FILES_SHOWN))
    return sentence.format(files=in_words.counted(len(files), "file"), links=", ".join(links))


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def actions(block_id: str, *elements: dict[str, Any]) -> Block:
    """A row of buttons; `block_id` is unique in its message."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def button(deed: Deed, value: str = "", style: str | None = None) -> dict[str, Any]:
    """
    A button that does a deed, under its label in the wording.

    Args:
        value: The row it acts on; Slack takes no empty value, so none is sent for "".
        style: "primary" or "danger".
    """
    made = {
        "type": "button",
        "action_id": deed.value,
        "text": plain(wording.BUTTONS[deed.value]),
    }
    if value:
        made["value"] = value[:VALUE]
    return {**made, "style": style} if style else made


def select(action_id: str, options: Mapping[str, str], chosen: str | None = None) -> dict[str, Any]:
    """A menu of value → label; `chosen` is shown first when it is one of the values."""
    shown = {
        value: {"text": plain(label), "value": value[:OPTION_VALUE]}
        for value, label in list(options.items())[:OPTIONS]
    }
    made = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(wording.CHOOSE),
        "options": list(shown.values()),
    }
    return {**made, "initial_option": shown[chosen]} if chosen in shown else made


def way_to_a_person(
    scene: Scene, *buttons: dict[str, Any], talk: str | None = None, small_print: str = ""
) -> list[Block]:
    """
    The last blocks of every message to a member.

    Args:
        buttons: Those that act on the message.
        talk: The exchange that "Talk to a person" is about, "" for none; None leaves the
            button out, because a case is open already.
        small_print: A sentence for the small line.
    """
    row = list(buttons)
    if talk is not None:
        row.append(button(Deed.TALK_TO_A_PERSON, talk))
    sentence = wording.RING if talk is None else wording.PRESS_OR_RING
    line = context(" ".join(filter(None, [sentence.format(phone=scene.phone), small_print])))
    return [actions(CHOICES, *row), line] if row else [line]


def notification(*parts: str, room: int) -> str:
    """Join escaped parts on one line, cut to `room`."""
    return cut_mrkdwn(" ".join(" ".join(parts).split()), room)


def joined(parts: Iterable[str]) -> str:
    """Join what there is with middle dots."""
    return " · ".join(part for part in parts if part)


def _mrkdwn(text: str) -> dict[str, Any]:
    # `verbatim`: Slack makes no links of its own out of what it reads.
    return {"type": "mrkdwn", "text": text, "verbatim": True}
