"""
The worker's part of triage: all that members write is judged again, with the classifier.

What intake left in doubt, or took for a mere question, becomes a case, is asked about,
or is left to the guidance, before it is answered.  Words of a case may raise it.  Judging
happens outside any transaction; what follows from it is one commit.  Silence after the
question counts as yes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot import outbox
from bot.conversation import (
    concerns,
    doubts,
    exchanges,
    notices,
    second_looks,
    tries,
    welcoming,
)
from bot.conversation.doubts import Doubt
from bot.conversation.exchanges import Exchange
from bot.conversation.policy import Policy
from bot.conversation.received import Received
from bot.conversation.second_looks import SecondLook
from bot.db import Database, Tx
from bot.guidance import PublishedGuidance
from bot.helpline import people, register
from bot.helpline.case import Case, Concern
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
    assessment = _assess(guidance, words, doubt.attempts)
    with database.write() as tx:
        exchange = exchanges.of(tx, doubt.exchange_id)
        if not doubts.mark_judged(tx, exchange.id, assessment, now):
            return
        if exchange.state != "withdrawn":  # neither deleted nor changed meanwhile
            _act(tx, exchange, doubt, assessment, policy, now)


def look_again(
    database: Database,
    guidance: PublishedGuidance,
    look: SecondLook,
    policy: Policy,
    now: datetime,
) -> None:
    """Let the classifier look at words of a case, which may raise it; never twice."""
    assessment = _assess(guidance, look.words, look.attempts)
    with database.write() as tx:
        if not second_looks.finish(tx, look) or not concerns.is_certain(assessment):
            return
        received = Received(look.inbox_id, people.by_id(tx, look.person_id), policy, now)
        _raise(tx, received, look, assessment)


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


def _raise(tx: Tx, received: Received, look: SecondLook, assessment: Assessment) -> None:
    """Let words raise the case they are part of, or bring back one that is closed."""
    concern = concerns.concern_of(assessment, look.words, Urgency.NONE, live=False)
    pupil = assessment.safeguarding_pupil
    case = register.get(tx, look.case_id)
    if case.is_open:
        concerns.raise_case(tx, received, case, concern, pupil=pupil)
    elif _is_news(case, look, concern):
        concerns.raise_concern(tx, received, concern, source_ts=look.source_ts, pupil=pupil)


def _is_news(case: Case, look: SecondLook, concern: Concern) -> bool:
    """Say that whoever closed the case cannot have known: said later, or distress unseen."""
    later = case.resolved_at is not None and look.at > case.resolved_at
    return later or (concern.distress and not case.concern.distress)


def _assess(guidance: PublishedGuidance, words: str, attempts: int) -> Assessment:
    """Judge words with the classifier; with the rules alone once it has failed too often."""
    return assess(words) if tries.are_over(attempts) else guidance.assess(words)


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
