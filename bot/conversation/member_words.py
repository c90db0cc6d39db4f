"""What a member writes: a concern, more on their case, or a question."""

from __future__ import annotations

from bot import outbox
from bot.conversation import concerns, exchanges, notices
from bot.conversation.about_case import is_about
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import people, register
from bot.helpline.case import Case
from bot.inbound import MessageWritten, Place, ShortcutUsed
from bot.outbound import Guidepost, HappeningNowAsked
from bot.outbox import Lane
from bot.triage.assessment import Action, Assessment, Urgency
from bot.triage.rules import assess


def written(tx: Tx, received: Received, message: MessageWritten) -> None:
    """Deal with a message written to the assistant: in private, or naming it."""
    place = _answer_place(message)
    if not _has_words(message.text):
        _without_words(tx, received, message)
        return
    take(tx, received, message.text, place, source_ts=message.ts, files=len(message.files))


def shortcut_used(tx: Tx, received: Received, shortcut: ShortcutUsed) -> None:
    """Deal with the message shortcut: the words of that message, answered in private."""
    if _has_words(shortcut.text):
        take(tx, received, shortcut.text, None)
    else:
        show(tx, received, Guidepost("no_words"))


def take(
    tx: Tx,
    received: Received,
    text: str,
    place: Place | None,
    *,
    source_ts: str | None = None,
    files: int = 0,
) -> None:
    """
    Decide what a member's words are, and act on it.

    Args:
        place: Where they were written; None when only the direct message will do.
    """
    private = place is None or place.private
    assessment = assess(text)
    concern = concerns.concern_of(assessment, text, Urgency.NONE, live=False)
    case = register.open_case_of(tx, received.person.id)
    certain = concerns.is_certain(assessment)
    if case is not None and (private or certain):
        concerns.move_to_direct(tx, received, place)
        concerns.add_to_case(
            tx,
            received,
            case,
            concern,
            source_ts=source_ts,
            pupil=assessment.safeguarding_pupil,
            files=files,
        )
        _answer_beside(tx, received, case, assessment, text, source_ts)
    elif certain:
        concerns.raise_concern(
            tx,
            received,
            concern,
            place=place,
            source_ts=source_ts,
            pupil=assessment.safeguarding_pupil,
            look_up=text,
        )
    elif private and (before := _case_meant(tx, received, text, place)) is not None:
        concerns.reopen_with(tx, received, before, concern, source_ts=source_ts)
    else:
        _question(tx, received, assessment, text, place, source_ts)
    if private and not certain:
        _welcome(tx, received)


def show(tx: Tx, received: Received, guidepost: Guidepost, place: Place | None = None) -> None:
    """Show a member the way, where they wrote or in the direct message."""
    destination = notices.to_place(place, received.person.id)
    outbox.add(tx, received.key(guidepost.topic), destination, guidepost, received.now)


def _question(
    tx: Tx,
    received: Received,
    assessment: Assessment,
    text: str,
    place: Place | None,
    source_ts: str | None,
) -> None:
    exchange_id = exchanges.ask(
        tx, received.person.id, text, received.now, place, source_ts=source_ts
    )
    if assessment.action is Action.ASK:
        # In private even when the question was not: what is happening is nobody else's business.
        asked_in = place if place and place.private else None
        destination = notices.to_place(asked_in, received.person.id)
        message = HappeningNowAsked(exchange_id)
        outbox.add(tx, asked_key(exchange_id), destination, message, received.now, Lane.LIVE)


def asked_key(exchange_id: int) -> str:
    """Name the message that asks whether it is happening now."""
    return f"asked:{exchange_id}"


def _answer_beside(
    tx: Tx,
    received: Received,
    case: Case,
    assessment: Assessment,
    text: str,
    source_ts: str | None,
) -> None:
    # While nobody has the case, a question in the new words is answered, too.
    if case.unclaimed and not assessment.distress:
        place = Place(case.channel, case.thread, private=True) if case.channel else None
        exchanges.ask(
            tx,
            received.person.id,
            text,
            received.now,
            place,
            source_ts=source_ts,
            case_id=case.id,
        )


def _case_meant(tx: Tx, received: Received, text: str, place: Place | None) -> Case | None:
    since = received.now - received.policy.reopen_within
    before = register.resolved_since(tx, received.person.id, since)
    if before is None:
        return None
    in_its_thread = place is not None and place.thread is not None and place.thread == before.thread
    return before if in_its_thread or is_about(text, before.id) else None


def _without_words(tx: Tx, received: Received, message: MessageWritten) -> None:
    case = register.open_case_of(tx, received.person.id)
    if case is not None and message.files and message.place.private:
        concern = concerns.assess_nothing_new(message.text)
        files = len(message.files)
        concerns.add_to_case(tx, received, case, concern, source_ts=message.ts, files=files)
        return
    topic = Guidepost("only_file") if message.files else Guidepost("no_words")
    show(tx, received, topic, _answer_place(message))


def _answer_place(message: MessageWritten) -> Place:
    place = message.place
    if place.private or place.thread:
        return place
    return Place(place.channel, message.ts, private=False)


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in _without_shortcodes(text))


def _without_shortcodes(text: str) -> str:
    # Slack writes an emoji as :name:, which is no word of the member's.
    return " ".join(word for word in text.split() if not _is_shortcode(word))


def _is_shortcode(word: str) -> bool:
    return len(word) > 2 and word.startswith(":") and word.endswith(":")


def _welcome(tx: Tx, received: Received) -> None:
    # Not beside a concern: then nothing may stand between the member and what is being done.
    if not received.person.welcomed:
        people.set_welcomed(tx, received.person.id, received.now)
        show(tx, received, Guidepost("welcome"))
