"""
A concern becomes a case, or joins the member's open one; it is never only answered.

Everything here happens in the transaction that keeps the gesture, before Slack is
told that it is kept.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot import outbox
from bot.conversation import case_words, exchanges, notices, rising, welcoming
from bot.conversation.long_text import is_cut_on_card, parts_of
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import later_words, people, queue, register
from bot.helpline.case import Case, Concern
from bot.inbound import FileLink, Place
from bot.joining import join_last
from bot.outbound import MemberWrote, Message, MovedToDirect, ToCaseThread, ToPlace, WordsAdded
from bot.outbox import Lane
from bot.triage.assessment import Action, Assessment, Urgency, more_urgent

PING_AGAIN_AFTER = timedelta(minutes=1)


def concern_of(
    assessment: Assessment, words: str, at_least: Urgency, *, live: bool, unasked: bool = False
) -> Concern:
    """Read a concern from what triage says of the words, and from how it was raised."""
    return Concern(
        urgency=more_urgent(assessment.urgency, at_least),
        category=assessment.category,
        live=live or assessment.live,
        distress=assessment.distress,
        words=words,
        unasked=unasked,
    )


def raise_concern(
    tx: Tx,
    received: Received,
    concern: Concern,
    *,
    place: Place | None = None,
    source_ts: str | None = None,
    pupil: bool = False,
    look_up: str = "",
    files: tuple[FileLink, ...] = (),
) -> Case:
    """
    Bring a concern to the helpline: open a case, reopen the last one, or add to the open one.

    Args:
        place: Where it was raised; only a private place becomes the case's conversation.
        pupil: It is about a pupil's safety: the reply names the safeguarding lead.
        look_up: What to ask the guidance for the card; empty for nothing.
    """
    move_to_direct(tx, received, place)
    welcoming.withhold(tx, received.person.id)
    case = register.open_case_of(tx, received.person.id)
    if case is not None:
        return add_to_case(
            tx, received, case, concern, source_ts=source_ts, pupil=pupil, files=files
        )
    since = received.now - received.policy.reopen_within
    before = register.resolved_since(tx, received.person.id, since)
    if before is not None:
        return reopen_with(
            tx, received, before, concern, source_ts=source_ts, pupil=pupil, files=files
        )
    case = _open(tx, received, concern, place, source_ts)
    if concern.distress:
        notices.reply_to_distress(tx, case, received.inbox_id, received.now, pupil=pupil)
    notices.announce_opened(tx, case, received.policy, received.now)
    if is_cut_on_card(concern.words) or files:  # else the card holds all of it
        _relay(tx, received, case, concern.words, files=files)
    _look_up(tx, received, case, look_up)
    return case


def _open(
    tx: Tx, received: Received, concern: Concern, place: Place | None, source_ts: str | None
) -> Case:
    private = place if place and place.private else None
    return queue.open_case(
        tx,
        received.person.id,
        concern,
        received.now,
        received.policy.pace,
        channel=private.channel if private else None,
        thread=private.thread if private else None,
        source_ts=source_ts,
    )


def reopen_with(
    tx: Tx,
    received: Received,
    before: Case,
    concern: Concern,
    *,
    source_ts: str | None = None,
    pupil: bool = False,
    files: tuple[FileLink, ...] = (),
) -> Case:
    """Put the member's last case back into the queue with their new words."""
    queue.reopen(tx, before.id, received.person.id, received.now, received.policy.pace)
    case = register.get(tx, before.id)
    case = _keep_words(tx, received, case, concern, source_ts, pupil=pupil, files=files)
    if concern.words:
        case = later_words.put_on_top(tx, case, concern.words, received.now)
    notices.announce_reopened(tx, case, None, received.policy, received.now)
    return case


def add_to_case(
    tx: Tx,
    received: Received,
    case: Case,
    concern: Concern,
    *,
    source_ts: str | None = None,
    pupil: bool = False,
    files: tuple[FileLink, ...] = (),
) -> Case:
    """Add new words to the member's open case and say whether anybody has it."""
    case = _keep_words(tx, received, case, concern, source_ts, pupil=pupil, files=files)
    if case.unclaimed and not concern.distress:  # the reply to distress says it, and stands alone
        added = WordsAdded(case.id)
        destination = notices.to_member(case)
        # Once a minute, however many lines they write: the status message says when the last came.
        key = f"case:{case.id}:added:{notices.minute_of(received.now)}"
        outbox.add(tx, key, destination, added, received.now, Lane.LIVE)
    notices.refresh(tx, case, received.policy, received.now)
    return case


def raise_case(
    tx: Tx,
    received: Received,
    case: Case,
    concern: Concern,
    *,
    pupil: bool = False,
    said_at: datetime | None = None,
) -> Case:
    """Let what was said in a member's case raise it; distress is replied to once."""
    if concern.distress and not case.concern.distress:
        notices.reply_to_distress(tx, case, received.inbox_id, received.now, pupil=pupil)
    case = rising.raise_case(tx, case, concern, received.policy, received.now, said_at)
    notices.refresh(tx, case, received.policy, received.now)
    return case


def move_to_direct(tx: Tx, received: Received, place: Place | None) -> None:
    """Where others read along, say that the rest is said in private."""
    if place is None or place.private:
        return
    destination = ToPlace(place.channel, place.thread)
    outbox.add(tx, received.key("moved"), destination, MovedToDirect(), received.now, Lane.LIVE)


def assess_nothing_new(words: str) -> Concern:
    """Return a concern that changes nothing about a case but adds words to it."""
    return Concern(Urgency.NONE, "general", live=False, distress=False, words=words)


def is_certain(assessment: Assessment) -> bool:
    """Say whether a case is to be opened at once, without asking."""
    return assessment.action is Action.ESCALATE or assessment.distress


def _keep_words(
    tx: Tx,
    received: Received,
    case: Case,
    concern: Concern,
    source_ts: str | None,
    *,
    pupil: bool = False,
    files: tuple[FileLink, ...] = (),
) -> Case:
    if concern.distress:
        notices.reply_to_distress(tx, case, received.inbox_id, received.now, pupil=pupil)
    before, quiet = case, _is_quiet(case, received)
    case = later_words.add_words(tx, case, concern.words, source_ts, received.now)
    case = rising.raise_case(tx, case, concern, received.policy, received.now)
    if before.pressing is None and before.concern.words in case_words.WITHOUT_WORDS:
        case = later_words.put_on_top(tx, case, concern.words, received.now)
    rises = rising.is_risen(before, case)
    pinged = _pinged(tx, received, case, quiet=quiet, rises=rises)
    _relay(tx, received, case, concern.words, files=files, pinged=pinged)
    return case


def _pinged(tx: Tx, received: Received, case: Case, *, quiet: bool, rises: bool) -> tuple[str, ...]:
    if case.holder_id is not None:  # who claimed by button does not follow the thread
        return (people.by_id(tx, case.holder_id).address,) if quiet or rises else ()
    return notices.mention(tx, received.policy) if quiet and not rises else ()  # a rise pages


def _is_quiet(case: Case, received: Received) -> bool:
    """Say that the member has added nothing for a while: each line of a flood pings nobody."""
    return case.added_at is None or received.now - case.added_at >= PING_AGAIN_AFTER


def _relay(
    tx: Tx,
    received: Received,
    case: Case,
    words: str,
    *,
    files: tuple[FileLink, ...] = (),
    pinged: tuple[str, ...] = (),
) -> None:
    parts = parts_of(words)
    if len(parts) == 1:
        more = MemberWrote(case.id, words, mention=pinged, attached=files)
        if join_last(tx, ToCaseThread(case.id), partial(joined, more)):
            return
    for number, text in enumerate(parts, start=1):
        line = MemberWrote(
            case.id,
            text,
            part=number,
            parts=len(parts),
            mention=pinged if number == 1 else (),
            attached=files if number == 1 else (),
        )
        key = received.key(f"relay:{number}")
        outbox.add(tx, key, ToCaseThread(case.id), line, received.now, Lane.LIVE)


def joined(more: MemberWrote, waiting: Message) -> MemberWrote | None:
    """
    Join a member's new words to those that still wait to be relayed.

    Returns:
        Both, a line each, whole and in order; None when that would be too long, or what
        waits is something else.
    """
    if not isinstance(waiting, MemberWrote) or waiting.change != "new" or waiting.parts > 1:
        return None
    text = "\n".join(filter(None, (waiting.text, more.text)))
    if len(parts_of(text)) > 1:
        return None
    return replace(
        waiting,
        text=text,
        mention=waiting.mention or more.mention,
        attached=waiting.attached + more.attached,
    )


def _look_up(tx: Tx, received: Received, case: Case, question: str) -> None:
    if question:
        exchanges.ask(
            tx,
            received.person.id,
            question,
            received.now,
            Place(case.channel, case.thread, private=True) if case.channel else None,
            case_id=case.id,
        )
    else:
        queue.set_guidance(tx, case.id, "[]")
