"""
Everything that can reach the assistant, as data.

`slack/parse` turns a payload into one of these; nothing behind it knows Slack.
`key` makes the same gesture, delivered twice, one gesture.  Text has been made
storable: lone surrogates and NUL are replaced, nothing else is changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

NOT_SET = "not-set"  # a menu's choice of nothing: Slack takes no empty value
MOST_DIGITS = 18  # what anybody may send as a number; the database holds 19


class Deed(StrEnum):
    """What a button or menu does; its value is the button's action id."""

    # a member's
    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"
    MORE_PASSAGES = "more_passages"
    TALK_TO_A_PERSON = "talk_to_a_person"
    HAPPENING_NOW = "happening_now"
    NOT_NOW = "not_now"
    SORTED = "sorted"
    NOT_NEEDED = "not_needed"
    INSPECTOR_HERE = "inspector_here"
    ADD_DETAIL = "add_detail"
    ANSWER_FOR_ENGLAND = "answer_for_england"
    ANSWER_FOR_WALES = "answer_for_wales"
    ANSWER_FOR_NORTHERN_IRELAND = "answer_for_northern-ireland"
    SET_NATION = "set_nation"
    SET_PHASE = "set_phase"
    # an adviser's
    CLAIM = "claim"
    REPLY = "reply"
    NOTE = "note"
    HAND_OVER = "hand_over"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    NOT_LIVE = "not_live"
    SHOULD_HAVE_BEEN_LIVE = "should_have_been_live"
    SEND_QUOTE = "send_quote"
    TAKE_OVER = "take_over"
    ONLY_SEND = "only_send"
    DUTY_ON = "duty_on"
    DUTY_OFF = "duty_off"
    ROTA = "rota"
    SWAP = "swap"
    TAKE_SWAP = "take_swap"
    STILL_ON_IT = "still_on_it"
    ON_THE_PHONE = "on_the_phone"
    SHOW_CASES = "show_cases"
    SHOW_URGENCY = "show_urgency"
    SHOW_NATION = "show_nation"
    OPEN_CASE = "open_case"


class Form(StrEnum):
    """A modal; its value is the view's callback id."""

    NOT_HELPFUL_REASON = "not_helpful_reason"
    DETAIL = "detail"
    REPLY = "reply"
    NOTE = "note"
    HAND_OVER = "hand_over"
    RESOLVE = "resolve"
    ROTA = "rota"
    SWAP = "swap"


@dataclass(frozen=True)
class Place:
    """A conversation, the thread in it if any, and whether only its writer reads it."""

    channel: str
    thread: str | None = None
    private: bool = False


def number_in(value: str) -> int | None:
    """Read the number of a row from what a button or a form carries; None when it is none."""
    fits = len(value) <= MOST_DIGITS and value.isascii() and value.isdecimal()
    return int(value) if fits else None


def written_key(channel: str, ts: str) -> str:
    """Name the writing of the message that stands at this place in Slack."""
    return f"m:{channel}:{ts}"


def deleted_key(channel: str, ts: str) -> str:
    """Name the deletion of the message that stood at this place in Slack."""
    return f"d:{channel}:{ts}"


def edited_key(channel: str, ts: str, at: str) -> str:
    """Name one edit of the message that stands at this place in Slack."""
    return f"e:{channel}:{ts}:{at}"


@dataclass(frozen=True)
class FileLink:
    """A file that stands in Slack: its name and, if known, where; never what is in it."""

    name: str
    link: str | None = None


@dataclass(frozen=True)
class Inbound:
    """One gesture: its key and the Slack address of who made it."""

    key: str
    sender: str


@dataclass(frozen=True)
class MessageWritten(Inbound):
    """Words, files or both; `mentions` when the assistant is named in it."""

    place: Place
    ts: str
    text: str
    mentions: bool = False
    files: tuple[FileLink, ...] = ()


@dataclass(frozen=True)
class MessageEdited(Inbound):
    """A message written before now reads otherwise."""

    place: Place
    ts: str
    text: str


@dataclass(frozen=True)
class MessageDeleted(Inbound):
    """A message written before is gone; the sender is who wrote it, where Slack says."""

    place: Place
    ts: str


@dataclass(frozen=True)
class CommandGiven(Inbound):
    """`/helpline …`: the first word and the rest."""

    place: Place
    verb: str
    text: str


@dataclass(frozen=True)
class ShortcutUsed(Inbound):
    """The message shortcut: the words of the message it was used on."""

    text: str


@dataclass(frozen=True)
class ButtonPressed(Inbound):
    """A button, or a choice in a menu; `value` is the row id or the choice."""

    place: Place
    deed: Deed
    value: str
    ts: str = ""  # the message it stands in; empty in the Home tab
    shown_at: datetime | None = None  # when that tab was drawn, if it says so


@dataclass(frozen=True)
class FormSubmitted(Inbound):
    """A modal was sent; `value` is the row id it was opened for, and what was seen of it."""

    form: Form
    value: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PersonLeft(Inbound):
    """The sender's account was closed: they read nothing here any more."""


@dataclass(frozen=True)
class HomeOpened(Inbound):
    """Somebody opened the Home tab."""
