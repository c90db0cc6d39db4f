"""
The worker's part of a question: look it up, compose what is said, keep it.

Looking up happens outside any transaction; what is said and the note that it was
said are one commit.  A question deleted or answered meanwhile stays unanswered.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import cast

from bot import outbox
from bot.conversation import case_words, exchanges, notices
from bot.conversation.exchanges import Answered, Exchange
from bot.conversation.policy import Policy
from bot.db import Database, Tx
from bot.guidance import LookedUp, PublishedGuidance
from bot.helpline import people, queue, register
from bot.outbound import (
    MESSAGE,
    AnswerGiven,
    GuidanceUnavailable,
    Guidepost,
    Message,
    NationAsked,
    NothingFound,
    QuoteShown,
    SourceShown,
)
from bot.outbox import Lane
from knowledge.answer import Answer, Clarify, Quote
from knowledge.passage import Citation, Nation, plain
from knowledge.question import Question, Turn

FURTHER_SHOWN = 3


def answer(
    database: Database,
    guidance: PublishedGuidance,
    exchange: Exchange,
    policy: Policy,
    now: datetime,
) -> None:
    """Answer one question, or say why not; nothing is said twice."""
    with database.read() as tx:
        question = question_of(tx, exchange, policy, now)
        category = _category(tx, exchange)
    looked_up = guidance.look_up(question)
    if category is not None and looked_up and not isinstance(looked_up.outcome, Answer):
        looked_up = guidance.look_up(replace(question, text=case_words.LOOK_UPS[category]))
    message, answered = compose(exchange, looked_up)
    with database.write() as tx:
        if exchanges.finish(tx, exchange.id, answered):
            _say(tx, exchange, message, now)
            _put_on_card(tx, exchange, message, policy, now)


def give_up(tx: Tx, exchange: Exchange, now: datetime) -> None:
    """Say that the question could not be answered, and show the way to a person."""
    message = Guidepost("trouble")
    kept = Answered("failed", None, MESSAGE.dump_json(message).decode(), None, None)
    if exchanges.finish(tx, exchange.id, kept):
        destination = notices.to_place(exchange.place, exchange.person_id)
        outbox.add(tx, answer_key(exchange), destination, message, now)


def answer_key(exchange: Exchange) -> str:
    """Name the answer to a question among the messages that stand."""
    return f"{exchanges.ANSWER_KEY}{exchange.id}"


def question_of(tx: Tx, exchange: Exchange, policy: Policy, now: datetime) -> Question:
    """Return the question as the guidance is asked it: with nation, day and earlier turns."""
    member = people.by_id(tx, exchange.person_id)
    # The same question, asked again for another nation, is no earlier turn of itself.
    turns = (
        Turn("user", earlier.question)
        for earlier in exchanges.earlier_turns(tx, exchange)
        if earlier.question != exchange.question
    )
    nation = exchange.nation or member.nation
    return Question(
        text=exchange.question,
        context=() if exchange.case_id else tuple(turns),
        nation=cast(Nation | None, nation),
        as_of=now.astimezone(policy.hours.timezone).date(),
    )


def compose(exchange: Exchange, looked_up: LookedUp | None) -> tuple[Message, Answered]:
    """Return what is said to the member, and what is kept of it."""
    if looked_up is None:
        message: Message = GuidanceUnavailable(exchange.id)
        return message, _kept("unavailable", None, message, (), None)
    outcome, version = looked_up.outcome, looked_up.index_version
    further = tuple(_shown(quote) for quote in looked_up.further[:FURTHER_SHOWN])
    if isinstance(outcome, Answer):
        quotes = tuple(_shown(quote) for quote in outcome.quotes)
        message = AnswerGiven(
            exchange.id,
            quotes,
            looked_up.nation,
            has_more=bool(further),
            disagree=outcome.disagree,
        )
        return message, _kept("answered", outcome.confidence, message, further, version)
    if isinstance(outcome, Clarify):
        message = NationAsked(exchange.id, tuple(outcome.nations))
        return message, _kept("clarify", outcome.confidence, message, (), version)
    nearest = tuple(_source(citation) for citation in outcome.nearest)
    message = NothingFound(exchange.id, nearest, looked_up.nation)
    return message, _kept("declined", outcome.confidence, message, (), version)


def _category(tx: Tx, exchange: Exchange) -> str | None:
    """What a case is about, if it still lacks guidance: words of alarm seldom find any."""
    if exchange.case_id is None:
        return None
    case = register.get(tx, exchange.case_id)
    return case.concern.category if case.guidance is None else None


def _say(tx: Tx, exchange: Exchange, message: Message, now: datetime) -> None:
    destination = notices.to_place(exchange.place, exchange.person_id)
    if exchange.case_id is None:
        if not _taken_over(tx, exchange):
            outbox.add(tx, answer_key(exchange), destination, message, now)
        return
    # Beside a case only an answer is worth saying, and only while no person speaks instead.
    case = register.get(tx, exchange.case_id)
    if isinstance(message, AnswerGiven) and case.assistant_answers and not case.concern.distress:
        beside = replace(message, while_waiting=True)
        outbox.add(tx, answer_key(exchange), destination, beside, now, Lane.LIVE)
        queue.set_answered(tx, case.id)


def _taken_over(tx: Tx, exchange: Exchange) -> bool:
    """Say whether an adviser has taken over the conversation that the answer would go to."""
    if exchange.place is not None and not exchange.place.private:
        return False
    case = register.open_case_of(tx, exchange.person_id)
    return case is not None and bool(case.taken_over)


def _put_on_card(
    tx: Tx, exchange: Exchange, message: Message, policy: Policy, now: datetime
) -> None:
    if exchange.case_id is None:
        return
    quotes = message.quotes if isinstance(message, AnswerGiven) else ()
    case = register.get(tx, exchange.case_id)
    if case.guidance is None or (case.guidance == "[]" and quotes):
        guidance = notices.QUOTES.dump_json(quotes).decode()
        case = queue.set_guidance(tx, case.id, guidance)
        notices.refresh(tx, case, policy, now)


def _kept(
    outcome: str,
    confidence: float | None,
    message: Message,
    further: tuple[QuoteShown, ...],
    version: str | None,
) -> Answered:
    return Answered(
        outcome=outcome,
        confidence=confidence,
        answer=MESSAGE.dump_json(message).decode(),
        further=notices.QUOTES.dump_json(further).decode() if further else None,
        index_version=version,
    )


def _shown(quote: Quote) -> QuoteShown:
    return QuoteShown(plain(quote.text), plain(quote.telling), _source(quote.passage.citation))


def _source(citation: Citation) -> SourceShown:
    return SourceShown(
        document=citation.document,
        title=citation.title,
        heading=citation.heading,
        url=citation.url,
        published=citation.published,
        revised=citation.revised,
        nation=citation.nation,
        sample=citation.sample,
    )
