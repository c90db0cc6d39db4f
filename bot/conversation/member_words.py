"""What a member writes: a concern, more on their case, or a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot import inbox, outbox
from bot.conversation import concerns, doubts, exchanges, happening, notices, second_looks
from bot.conversation.about_case import is_about
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import register
from bot.helpline.case import Case, Concern
from bot.inbound import FileLink, MessageWritten, Place, ShortcutUsed, deleted_key
from bot.outbound import Guidepost
from bot.triage.assessment import Action, Assessment, Urgency
from bot.triage.rules import assess

ANSWERED_A_MINUTE = 10  # lines of a member who has an open case


@dataclass(frozen=True)
class _Said:
    """A member's words, and what triage makes of them."""

    text: str
    assessment: Assessment
    place: Place | None
    source_ts: str | None
    files: tuple[FileLink, ...]

    @property
    def private(self) -> bool:
        """True when only the member reads what is answered there."""
        return self.place is None or self.place.private

    @property
    def concern(self) -> Concern:
        """The words as a concern."""
        return concerns.concern_of(
            self.assessment, self.text, Urgency.NONE, live=False, unasked=True
        )


def written(tx: Tx, received: Received, message: MessageWritten) -> None:
    """Deal with a message written to the assistant: in private, or naming it."""
    place = _answer_place(message)
    if not _has_words(message.text):
        _without_words(tx, received, message)
        return
    if _was_deleted_before(tx, received, message):
        inbox.forget(tx, received.inbox_id, message.place.channel, message.ts)
        return
    take(tx, received, message.text, place, source_ts=message.ts, files=message.files)


def _was_deleted_before(tx: Tx, received: Received, message: MessageWritten) -> bool:
    """Say that its deletion came first, and that it is a mere question: it is not even kept."""
    if not inbox.holds(tx, deleted_key(message.place.channel, message.ts)):
        return False
    of_case = register.open_case_of(tx, received.person.id) is not None
    return not of_case and not concerns.is_certain(assess(message.text))


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
    files: tuple[FileLink, ...] = (),
) -> None:
    """
    Decide what a member's words are, and act on it.

    Args:
        place: Where they were written; None when only the direct message will do.
    """
    _deal_with(tx, received, _Said(text, assess(text), place, source_ts, files))


def show(tx: Tx, received: Received, guidepost: Guidepost, place: Place | None = None) -> None:
    """Show a member the way, where they wrote or in the direct message."""
    destination = notices.to_place(place, received.person.id)
    outbox.add(tx, received.key(guidepost.topic), destination, guidepost, received.now)


def _deal_with(tx: Tx, received: Received, said: _Said) -> None:
    case = register.open_case_of(tx, received.person.id)
    certain = concerns.is_certain(said.assessment)
    if case is not None and (said.private or certain):
        _more_on_case(tx, received, case, said)
    elif certain:
        case = concerns.raise_concern(
            tx,
            received,
            said.concern,
            place=said.place,
            source_ts=said.source_ts,
            pupil=said.assessment.safeguarding_pupil,
            look_up=said.text,
            files=said.files,
        )
    elif said.private and (before := _case_meant(tx, received, said)) is not None:
        case = concerns.reopen_with(
            tx, received, before, said.concern, source_ts=said.source_ts, files=said.files
        )
    else:
        _question(tx, received, said)
        return
    second_looks.keep(tx, case.id, received.inbox_id, received.now)


def _more_on_case(tx: Tx, received: Received, case: Case, said: _Said) -> None:
    concerns.move_to_direct(tx, received, said.place)
    concerns.add_to_case(
        tx,
        received,
        case,
        said.concern,
        source_ts=said.source_ts,
        pupil=said.assessment.safeguarding_pupil,
        files=said.files,
    )
    if _is_answered_beside(tx, received, case, said):
        exchanges.ask(
            tx,
            received.person.id,
            said.text,
            received.now,
            Place(case.channel, case.thread, private=True) if case.channel else None,
            source_ts=said.source_ts,
            case_id=case.id,
        )


def _is_answered_beside(tx: Tx, received: Received, case: Case, said: _Said) -> bool:
    """While nobody has the case, or its holder only sends, a question in new words is answered."""
    # In a flood of lines the first of each minute are: the adviser reads all of them.
    since = received.now - timedelta(minutes=1)
    asked = exchanges.n_since(tx, received.person.id, since)
    answers = case.assistant_answers and asked < ANSWERED_A_MINUTE
    return answers and not said.assessment.distress


def _question(tx: Tx, received: Received, said: _Said) -> None:
    place = said.place
    exchange_id = exchanges.ask(
        tx, received.person.id, said.text, received.now, place, source_ts=said.source_ts
    )
    asks = said.assessment.action is Action.ASK
    yes_at = received.now + received.policy.silence_counts_after if asks else None
    doubts.keep(tx, exchange_id, received.inbox_id, yes_at)
    if asks:
        exchange = exchanges.of(tx, exchange_id)
        not_before = received.now + happening.HELD_FOR
        happening.ask(tx, exchange, received.policy, received.now, not_before)


def _case_meant(tx: Tx, received: Received, said: _Said) -> Case | None:
    since = received.now - received.policy.reopen_within
    before = register.resolved_since(tx, received.person.id, since)
    if before is None:
        return None
    thread = said.place.thread if said.place else None
    in_its_thread = thread is not None and thread == before.thread
    return before if in_its_thread or is_about(said.text, before.id) else None


def _without_words(tx: Tx, received: Received, message: MessageWritten) -> None:
    case = register.open_case_of(tx, received.person.id)
    if case is not None and message.files and message.place.private:
        concern = concerns.assess_nothing_new(message.text)
        concerns.add_to_case(tx, received, case, concern, source_ts=message.ts, files=message.files)
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
