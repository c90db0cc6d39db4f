"""
The worker's part of triage: all that members write is judged again, with the classifier.

What intake left in doubt, or took for a mere question, becomes a case, is asked about,
or is left to the guidance, before it is answered.  Words of a case may raise it.  Judging
happens outside any transaction; what follows from it is one commit.
"""

from __future__ import annotations

from datetime import datetime

from bot import outbox
from bot.conversation import (
    asked,
    concerns,
    doubts,
    exchanges,
    happening,
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
from bot.triage.assessment import Action, Assessment, Urgency
from bot.triage.rules import assess


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
        _pass_on(tx, exchange, doubt, assessment, policy, now)
    elif assessment.action is Action.ASK:
        happening.ask(tx, exchange, policy, now)
        outbox.release(tx, asked.key(exchange.id), now)
        doubts.count_silence_from(tx, exchange.id, now + policy.silence_counts_after)
    elif _ask_nothing(tx, exchange):
        welcoming.welcome(tx, exchange, now)


def _pass_on(
    tx: Tx,
    exchange: Exchange,
    doubt: Doubt,
    assessment: Assessment,
    policy: Policy,
    now: datetime,
) -> None:
    """Bring a person without an answer; the question that was read already takes none any more."""
    doubts.settle(tx, exchange.id, "passed_on")
    received = Received(doubt.inbox_id, people.by_id(tx, exchange.person_id), policy, now)
    concern = concerns.concern_of(
        assessment, exchange.question, Urgency.NONE, live=False, unasked=True
    )
    pupil = assessment.safeguarding_pupil
    happening.bring(tx, received, exchange, concern, place=exchange.place, pupil=pupil)


def _raise(tx: Tx, received: Received, look: SecondLook, assessment: Assessment) -> None:
    """Let words raise the case they are part of, or bring back one that is closed."""
    concern = concerns.concern_of(assessment, look.words, Urgency.NONE, live=False)
    pupil = assessment.safeguarding_pupil
    case = register.get(tx, look.case_id)
    if case.is_open:
        concerns.raise_case(tx, received, case, concern, pupil=pupil, said_at=look.at)
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
    if outbox.take_back(tx, asked.key(exchange.id)):
        doubts.count_no_silence(tx, exchange.id)
    return outbox.message_of(tx, asked.key(exchange.id)) is None
