"""
The worker's part of triage: each question is judged again, with the classifier, before its answer.

What intake left in doubt, or took for a mere question, becomes a case, is asked about,
or is left to the guidance.  Judging happens outside any transaction; what follows from
it is one commit.  Silence after the question counts as yes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot import outbox
from bot.conversation import concerns, doubts, exchanges, notices, welcoming
from bot.conversation.doubts import Doubt
from bot.conversation.exchanges import Exchange
from bot.conversation.policy import Policy
from bot.conversation.received import Received
from bot.db import Database, Tx
from bot.guidance import PublishedGuidance
from bot.helpline import people, queue, register
from bot.helpline.case import CaseId, Concern
from bot.outbound import HappeningNowAsked
from bot.outbox import Lane
from bot.triage.assessment import Action, Assessment, Urgency
from bot.triage.rules import assess

# The question of the phrase rules waits so long for the classifier, which may know better.
HELD_FOR = timedelta(seconds=1.5)


def asked_key(exchange_id: int) -> str:
    """Name the message that asks whether it is happening now."""
    return f"asked:{exchange_id}"


def ask(
    tx: Tx,
    exchange: Exchange,
    policy: Policy,
    now: datetime,
    not_before: datetime | None = None,
) -> None:
    """Ask whether it is happening now, in private even when the question was not."""
    place = exchange.place if exchange.place and exchange.place.private else None
    destination = notices.to_place(place, exchange.person_id)
    within_s = int(policy.silence_counts_after.total_seconds())
    message = HappeningNowAsked(exchange.id, within_s=within_s)
    key = asked_key(exchange.id)
    outbox.add(tx, key, destination, message, now, Lane.LIVE, not_before)


def judge(
    database: Database,
    guidance: PublishedGuidance,
    doubt: Doubt,
    policy: Policy,
    now: datetime,
) -> None:
    """Let the classifier look at one question, and do what follows; never twice."""
    with database.read() as tx:
        words = exchanges.of(tx, doubt.exchange_id).question
    assessment = guidance.assess(words)
    with database.write() as tx:
        exchange = exchanges.of(tx, doubt.exchange_id)
        if not doubts.mark_judged(tx, exchange.id, assessment, now):
            return
        if exchange.state == "withdrawn":
            return  # deleted or changed meanwhile
        if exchange.case_id is not None:
            _raise_on_case(tx, exchange, exchange.case_id, doubt, assessment, policy, now)
        else:
            _act(tx, exchange, doubt, assessment, policy, now)


def take_silence(tx: Tx, doubt: Doubt, policy: Policy, now: datetime) -> None:
    """Count silence as yes: open the case that was asked about."""
    exchange = exchanges.of(tx, doubt.exchange_id)
    if not doubts.settle(tx, exchange.id, "silence"):
        return
    message = HappeningNowAsked(exchange.id, "silence")
    outbox.revise(tx, asked_key(exchange.id), message, now)
    received = _received(tx, exchange, doubt, policy, now)
    place = exchange.place if exchange.place and exchange.place.private else None
    concern = replace(concern_if_yes(doubt, exchange), unasked=True)
    case = concerns.raise_concern(tx, received, concern, place=place, look_up=exchange.question)
    doubts.link(tx, exchange.id, case.id)


def forget(tx: Tx, exchange_id: int, now: datetime) -> None:
    """Ask no longer about a question that its writer deleted or changed."""
    if not doubts.settle(tx, exchange_id, "withdrawn"):
        return
    key = asked_key(exchange_id)
    if not outbox.take_back(tx, key):
        outbox.revise(tx, key, HappeningNowAsked(exchange_id, "withdrawn"), now)


def concern_if_yes(doubt: Doubt | None, exchange: Exchange) -> Concern:
    """Return the concern that a question is if it is about something happening now."""
    category = doubt.category if doubt else None
    assessment = assess(exchange.question)
    if category is not None:
        assessment = replace(assessment, category=category)
    return concerns.concern_of(assessment, exchange.question, Urgency.IMMEDIATE, live=True)


def _act(
    tx: Tx,
    exchange: Exchange,
    doubt: Doubt,
    assessment: Assessment,
    policy: Policy,
    now: datetime,
) -> None:
    if concerns.is_certain(assessment):
        _ask_nothing(tx, exchange)
        exchanges.set_aside(tx, exchange.id)
        _open(tx, exchange, doubt, assessment, _received(tx, exchange, doubt, policy, now))
    elif assessment.action is Action.ASK:
        ask(tx, exchange, policy, now)
        outbox.release(tx, asked_key(exchange.id), now)
        doubts.set_yes_at(tx, exchange.id, now + policy.silence_counts_after)
    elif _ask_nothing(tx, exchange):
        welcoming.welcome(tx, exchange, now)


def _open(
    tx: Tx, exchange: Exchange, doubt: Doubt, assessment: Assessment, received: Received
) -> None:
    concern = concerns.concern_of(
        assessment, exchange.question, Urgency.NONE, live=False, unasked=True
    )
    case = concerns.raise_concern(
        tx,
        received,
        concern,
        place=exchange.place,
        source_ts=exchange.source_ts,
        pupil=assessment.safeguarding_pupil,
        look_up=exchange.question,
    )
    doubts.link(tx, doubt.exchange_id, case.id)


def _raise_on_case(
    tx: Tx,
    exchange: Exchange,
    case_id: CaseId,
    doubt: Doubt,
    assessment: Assessment,
    policy: Policy,
    now: datetime,
) -> None:
    """Let further words raise the open case they were added to; a person reads it anyway."""
    case = register.get(tx, case_id)
    if not case.is_open or not concerns.is_certain(assessment):
        return
    if assessment.distress and not case.concern.distress:
        pupil = assessment.safeguarding_pupil
        notices.reply_to_distress(tx, case, doubt.inbox_id, now, pupil=pupil)
    concern = concerns.concern_of(assessment, exchange.question, Urgency.NONE, live=False)
    case = queue.raise_urgency(tx, case, concern, now, policy.pace)
    notices.refresh(tx, case, policy, now)


def _ask_nothing(tx: Tx, exchange: Exchange) -> bool:
    """
    Take the question back.

    Returns:
        False when it may have been read: then it stands, and so does its time.
    """
    if outbox.take_back(tx, asked_key(exchange.id)):
        doubts.set_yes_at(tx, exchange.id, None)
    return outbox.message_of(tx, asked_key(exchange.id)) is None


def _received(tx: Tx, exchange: Exchange, doubt: Doubt, policy: Policy, now: datetime) -> Received:
    return Received(doubt.inbox_id, people.by_id(tx, exchange.person_id), policy, now)
