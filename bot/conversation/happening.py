"""
What becomes of the question *Is this happening now?*: yes, no, silence, or no answer needed.

A doubt is settled once, and of what settles it a member's own word counts most: *Yes*
always brings a person, *No* takes back what silence or triage did, and nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from bot import outbox
from bot.conversation import asked, case_words, concerns, doubts, exchanges, notices
from bot.conversation.doubts import Doubt
from bot.conversation.exchanges import Exchange
from bot.conversation.policy import Policy
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import people, register
from bot.helpline.case import CaseId, Concern
from bot.inbound import Place
from bot.outbound import CaseLogged
from bot.outbox import Lane
from bot.triage.assessment import Urgency
from bot.triage.rules import assess

# The question of the phrase rules waits so long for the classifier, which may know better.
HELD_FOR = timedelta(seconds=1.5)

Answer = Literal["said_yes", "said_no"]


def ask(
    tx: Tx,
    exchange: Exchange,
    policy: Policy,
    now: datetime,
    not_before: datetime | None = None,
) -> None:
    """Ask whether it is happening now, in private even when the question was not."""
    doubt = doubts.get(tx, exchange.id)
    if doubt is None or doubt.settled is not None:
        return
    destination = notices.to_place(_private(exchange), exchange.person_id)
    message = asked.message(tx, doubt, policy)
    outbox.add(tx, asked.key(exchange.id), destination, message, now, Lane.LIVE, not_before)


def said_yes(tx: Tx, received: Received, exchange: Exchange) -> None:
    """Bring a person: it is happening now, whatever was said of it before."""
    doubt = doubts.get(tx, exchange.id)
    repeated = doubt is not None and doubt.settled == "yes" and _is_open(tx, doubt)
    doubts.overrule(tx, exchange.id, "yes")
    if repeated:
        return
    bring(tx, received, exchange, concern_if_yes(doubt, exchange), place=_private(exchange))
    _log(tx, received, exchange, "said_yes")


def said_no(tx: Tx, received: Received, exchange: Exchange) -> CaseId | None:
    """
    Take the member's word that it is not happening now, unless they had said yes.

    Returns:
        The case that is to be closed: it was opened for this question alone.
    """
    doubt = doubts.get(tx, exchange.id)
    if doubt is None or doubt.settled in ("yes", "no", "withdrawn"):
        return None
    case = asked.case_of(tx, doubt)
    closes = case is not None and asked.may_close(doubt, case)
    doubts.overrule(tx, exchange.id, "no")
    asked.redraw(tx, exchange.id, received.policy, received.now)
    _log(tx, received, exchange, "said_no")
    return case.id if case is not None and closes else None


def take_silence(tx: Tx, doubt: Doubt, policy: Policy, now: datetime) -> None:
    """Count silence as yes; a case that somebody has closed since has had its answer."""
    exchange = exchanges.of(tx, doubt.exchange_id)
    answered = doubt.case_id is not None and not _is_open(tx, doubt)
    if not doubts.settle(tx, exchange.id, "passed_on" if answered else "silence"):
        return
    if answered:
        asked.redraw(tx, exchange.id, policy, now)
        return
    received = Received(doubt.inbox_id, people.by_id(tx, exchange.person_id), policy, now)
    concern = replace(concern_if_yes(doubt, exchange), unasked=True)
    bring(tx, received, exchange, concern, place=_private(exchange))


def forget(tx: Tx, exchange_id: int, policy: Policy, now: datetime) -> None:
    """Ask no longer about a question that its writer deleted or changed."""
    if doubts.settle(tx, exchange_id, "withdrawn"):
        outbox.take_back(tx, asked.key(exchange_id))
        asked.redraw(tx, exchange_id, policy, now)


def bring(
    tx: Tx,
    received: Received,
    exchange: Exchange,
    concern: Concern,
    *,
    place: Place | None,
    pupil: bool = False,
) -> None:
    """
    Bring what was in doubt to the helpline.

    It raises the case that it is part of, if that is open; else it joins the member's open
    case, or reopens their last one, or opens one.
    """
    doubt = doubts.get(tx, exchange.id)
    case = asked.case_of(tx, doubt) if doubt else None
    if case is not None and case.is_open:
        concerns.raise_case(tx, received, case, concern, pupil=pupil)
        return
    joins = register.open_case_of(tx, received.person.id) is not None
    case = concerns.raise_concern(
        tx,
        received,
        concern,
        place=place,
        source_ts=exchange.source_ts,
        pupil=pupil,
        look_up=exchange.question,
    )
    doubts.link(tx, exchange.id, case.id, opened=not joins and case.round == 1)
    asked.redraw(tx, exchange.id, received.policy, received.now)


def concern_if_yes(doubt: Doubt | None, exchange: Exchange) -> Concern:
    """Return the concern that a question is if it is about something happening now."""
    category = doubt.category if doubt else None
    assessment = assess(exchange.question)
    if category is not None:
        assessment = replace(assessment, category=category)
    words = exchange.question or case_words.SAID_YES
    return concerns.concern_of(assessment, words, Urgency.IMMEDIATE, live=True)


def _log(tx: Tx, received: Received, exchange: Exchange, said: Answer) -> None:
    """Let who reads the case know what the member said of it."""
    doubt = doubts.get(tx, exchange.id)
    if doubt is not None and doubt.case_id is not None:
        notices.log(tx, received.key(said), CaseLogged(doubt.case_id, said), received.now)


def _is_open(tx: Tx, doubt: Doubt) -> bool:
    case = asked.case_of(tx, doubt)
    return case is not None and case.is_open


def _private(exchange: Exchange) -> Place | None:
    return exchange.place if exchange.place and exchange.place.private else None
