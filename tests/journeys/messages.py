"""
A message in the local Slack, read the way a person reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Blocks = list[dict[str, Any]]


@dataclass(frozen=True)
class Button:
    """A button, or one choice of a select, as it can be pressed."""

    label: str
    block_id: str
    element: Mapping[str, Any]
    option: Mapping[str, Any] | None = None

    def gesture(self) -> dict[str, Any]:
        """Return what the local Slack wants to hear when it is pressed."""
        gesture = {
            "type": self.element["type"],
            "action_id": self.element["action_id"],
            "block_id": self.block_id,
        }
        if self.option is not None:
            return gesture | {"selected_option": self.option}
        return gesture | {"value": self.element.get("value"), "text": self.element["text"]}


@dataclass(frozen=True)
class Message:
    """One message of a conversation."""

    channel: str
    ts: str
    user: str
    notification: str  # what a telephone shows
    blocks: Blocks
    thread_ts: str | None
    is_edited: bool

    @property
    def text(self) -> str:
        """Everything written in it, as one string; buttons and choices are not."""
        return words(self.blocks) or self.notification

    @property
    def labels(self) -> list[str]:
        """The labels of its buttons and the choices of its selects, in order."""
        return [button.label for button in buttons(self.blocks)]

    def button(self, label: str) -> Button:
        """Find a button, or a choice, by its label."""
        return find_button(self.blocks, label)


def message_from(raw: Mapping[str, Any]) -> Message:
    """Read a message as the local Slack keeps it."""
    return Message(
        channel=raw["channel"],
        ts=raw["ts"],
        user=raw.get("user", ""),
        notification=raw.get("text") or "",
        blocks=raw.get("blocks") or [],
        thread_ts=raw.get("thread_ts"),
        is_edited="edited" in raw,
    )


def find_button(blocks: Blocks, label: str) -> Button:
    """
    Find a button, or a choice of a select, by its label.

    Raises:
        AssertionError: there is none; the message names those there are.
    """
    there = list(buttons(blocks))
    for button in there:
        if button.label == label:
            return button
    raise AssertionError(f"no button {label!r}, only {[button.label for button in there]}")


def buttons(blocks: Blocks) -> Iterator[Button]:
    """Go through all buttons and choices of some blocks, in order."""
    for block in blocks:
        elements = [*block.get("elements", []), block.get("accessory")]
        for element in elements:
            if element and "action_id" in element:
                yield from _pressable(block.get("block_id", ""), element)


def filled(view: Mapping[str, Any], answers: Mapping[str, str]) -> dict[str, Any]:
    """
    Fill in a form.

    Args:
        view: The modal.
        answers: Block id → text, or the label of a choice; what is left out stays empty.

    Returns:
        Block id → action id → value, as the page sends it.
    """
    fields = {b["block_id"]: b["element"] for b in view["blocks"] if b["type"] == "input"}
    return {
        key: {fields[key]["action_id"]: _filled_field(fields[key], answer)}
        for key, answer in answers.items()
    }


def words(blocks: Blocks) -> str:
    """Read all text of some blocks, a line for each piece."""
    return "\n".join(piece for block in blocks for piece in _pieces(block))


def _filled_field(element: Mapping[str, Any], answer: str) -> dict[str, Any]:
    if element["type"] == "plain_text_input":
        return {"type": element["type"], "value": answer}
    labels = {option["text"]["text"]: option for option in element["options"]}
    assert answer in labels, f"no choice {answer!r}, only {list(labels)}"
    return {"type": element["type"], "selected_option": labels[answer]}


def _pressable(block_id: str, element: Mapping[str, Any]) -> Iterator[Button]:
    if element["type"] == "button":
        yield Button(element["text"]["text"], block_id, element)
    for option in element.get("options", []):
        yield Button(option["text"]["text"], block_id, element, option)


def _pieces(block: Mapping[str, Any]) -> Iterator[str]:
    holders = [block, *block.get("fields", [])]
    if block["type"] == "context":
        holders += block["elements"]
    for holder in holders:
        text = holder.get("text")
        if text:
            yield text if isinstance(text, str) else text["text"]
