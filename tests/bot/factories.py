"""Gestures, people and cases with defaults, so that a test says only what matters to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from bot.conversation.policy import Policy
from bot.db import Tx
from bot.helpline import people, queue
from bot.helpline.case import Case, CaseId, CaseState, Concern, PersonId
from bot.helpline.hours import parse_hours
from bot.helpline.people import Person
from bot.inbound import (
    ButtonPressed,
    CommandGiven,
    Deed,
    FileLink,
    Form,
    FormSubmitted,
    HomeOpened,
    MessageDeleted,
    MessageEdited,
    MessageWritten,
    Place,
    ShortcutUsed,
    deleted_key,
    edited_key,
    written_key,
)

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)  # a Monday, in winter time
MEMBER, OTHER_MEMBER = "U0MEMBER1", "U0MEMBER2"
ADVISER, COLLEAGUE = "U0ADVISER1", "U0ADVISER2"
ADVISERS = {ADVISER: "Ash Sample", COLLEAGUE: "Bex Sample"}
QUEUE_CHANNEL = "C0QUEUE"
DIRECT = Place("D0MEMBER1", private=True)
GENERAL = Place("C0GENERAL")

# Words that triage is sure of, one way or another.
LIVE = "its 6.25 and they're still here"
QUESTION = "can inspectors see all books?"
DOUBTFUL = "she is being unfair about the grade"
DISTRESS = "I cannot go on, I want to end my life"
PUPIL_IN_DISTRESS = "a pupil told me she wants to kill herself"

_numbers = count(1)


class FrozenClock:
    """A clock that moves only when it is told to."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at
        self._gone_on_s = 0.0

    def now(self) -> datetime:
        """Return aware UTC."""
        return self.at

    def steady(self) -> float:
        """Return the seconds that have passed, however the clock was set."""
        return self._gone_on_s

    def go_on(self, **span: float) -> datetime:
        """Let a span pass, named as for timedelta; return the new time."""
        self._gone_on_s += timedelta(**span).total_seconds()
        return self.is_set(**span)

    def is_set(self, **span: float) -> datetime:
        """Set the clock forward or back, while no time passes; return what it shows."""
        self.at += timedelta(**span)
        return self.at


def a_policy(hours: str = "", **changed: Any) -> Policy:
    """Return what the organisation has decided; no hours are set unless given."""
    opening = parse_hours(hours, ZoneInfo("Europe/London"))
    return Policy(hours=opening, queue_channel=QUEUE_CHANNEL, **changed)


def a_ts() -> str:
    """Return a Slack timestamp like no other."""
    return f"1795319{next(_numbers):06}.000001"


def a_message(
    text: str = QUESTION,
    sender: str = MEMBER,
    place: Place = DIRECT,
    *,
    mentions: bool = False,
    files: Sequence[str] = (),
) -> MessageWritten:
    """Return words a member writes in their direct message."""
    ts = a_ts()
    key = written_key(place.channel, ts)
    linked = tuple(map(a_file, files))
    return MessageWritten(key, sender, place, ts, text, mentions=mentions, files=linked)


def a_file(name: str = "letter.pdf") -> FileLink:
    """Return a file that stands in Slack."""
    return FileLink(name, f"https://sample.slack.com/files/{name}")


def a_mention(text: str = QUESTION, sender: str = MEMBER, place: Place = GENERAL) -> MessageWritten:
    """Return words in a channel that name the assistant."""
    return a_message(text, sender, place, mentions=True)


def a_follow_up(
    before: MessageWritten, text: str = "and the deputy?", sender: str = ""
) -> MessageWritten:
    """Return words in the thread under a message, by its writer unless named."""
    thread = Place(before.place.channel, before.ts, before.place.private)
    return a_message(text, sender or before.sender, thread)


def an_edit(before: MessageWritten, text: str) -> MessageEdited:
    """Return a message that reads otherwise now."""
    key = edited_key(before.place.channel, before.ts, a_ts())
    return MessageEdited(key, before.sender, before.place, before.ts, text)


def a_deletion(before: MessageWritten) -> MessageDeleted:
    """Return a message that is gone."""
    key = deleted_key(before.place.channel, before.ts)
    return MessageDeleted(key, before.sender, before.place, before.ts)


def a_command(verb: str = "", text: str = "", sender: str = MEMBER) -> CommandGiven:
    """Return `/helpline verb text`, given in a channel."""
    return CommandGiven(f"t:{a_ts()}", sender, GENERAL, verb, text)


def a_shortcut(text: str = QUESTION, sender: str = MEMBER) -> ShortcutUsed:
    """Return the message shortcut, used on words."""
    return ShortcutUsed(f"t:{a_ts()}", sender, text)


def a_press(
    deed: Deed, value: object = "", sender: str = MEMBER, place: Place = DIRECT
) -> ButtonPressed:
    """Return a button pressed in the member's direct message."""
    return ButtonPressed(f"a:{a_ts()}", sender, place, deed, str(value))


def a_form(form: Form, value: object, sender: str = MEMBER, **fields: str) -> FormSubmitted:
    """Return a form sent with these fields."""
    return FormSubmitted(f"s:{a_ts()}", sender, form, str(value), fields)


def a_home_opening(sender: str = MEMBER) -> HomeOpened:
    """Return somebody opening the Home tab."""
    return HomeOpened(f"v:{a_ts()}", sender)


def a_concern(words: str = LIVE, **changed: Any) -> Concern:
    """Return a live concern."""
    concern = Concern("immediate", "hours", live=True, distress=False, words=words)
    return replace(concern, **changed)


def a_person(tx: Tx, address: str = MEMBER) -> Person:
    """Return a person who is on file."""
    return people.find_or_add(tx, address)


def an_adviser(tx: Tx, address: str = ADVISER) -> Person:
    """Return an adviser; both advisers are on file from then on."""
    people.set_advisers(tx, ADVISERS)
    return people.find_or_add(tx, address)


def a_case(
    tx: Tx,
    member: PersonId | None = None,
    *,
    concern: Concern | None = None,
    now: datetime = NOW,
    channel: str | None = None,
) -> Case:
    """Return an open case of a member who is on file."""
    member = member or a_person(tx).id
    return queue.open_case(
        tx, member, concern or a_concern(), now, a_policy().pace, channel=channel
    )


def case_as_data(**changed: Any) -> Case:
    """Return a case as plain data, on no file."""
    case = Case(
        id=CaseId(1),
        person_id=PersonId(1),
        state=CaseState.OPEN,
        version=1,
        round=1,
        concern=a_concern(),
        channel=None,
        thread=None,
        opened_at=NOW,
        queued_at=NOW,
        due_at=NOW + timedelta(minutes=2),
        added=0,
        added_at=None,
        holder_id=None,
        claimed_at=None,
        offered_to_id=None,
        lapsed_at=None,
        resolved_at=None,
        outcome=None,
        guidance=None,
    )
    return replace(case, **changed)
