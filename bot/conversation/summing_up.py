"""
Many concerns at once: one summary names them all, while their cards come one a second.

The most urgent stand first, in the summary as in the order of the cards.  It is redrawn while
cards wait, says when all stand, and is never touched again.  Its thread belongs to no case:
whoever writes there is told so.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot import burst, outbox
from bot.conversation import notices
from bot.conversation.policy import Policy
from bot.conversation.received import Received
from bot.db import Tx
from bot.inbound import MessageWritten
from bot.outbound import CardLine, CaseCard, QueueSummary, ReachedNobody, ToPlace, ToQueue
from bot.outbox import Lane
from bot.triage.assessment import URGENT_FIRST, Urgency

FROM = 4  # cards that wait at once; fewer are up within a second by themselves
TOGETHER = timedelta(seconds=10)  # how close in time cases are one crowd
NUMBER = re.compile(r"[0-9]{1,9}")
WORDS = 100  # characters of the member's words


def due(tx: Tx, now: datetime) -> tuple[str, QueueSummary] | None:
    """Return the summary as it should read, with its key; None when there is nothing to change."""
    waiting = burst.waiting_cards(tx)
    last = burst.last_summary(tx)
    if last is not None and last[1].waiting:
        key, before = last
        wanted = _summary(waiting, before)
        return None if wanted == before else (key, wanted)
    if len(waiting) < FROM:
        return None
    # The first of the crowd may be up already: they are named with the others.
    together = burst.cards_since(tx, now - TOGETHER)
    stand = QueueSummary(tuple(map(_line, together)))
    return f"{burst.SUMMARY}{waiting[0].case_id}", _summary(waiting, stand)


def sum_up(tx: Tx, policy: Policy, now: datetime) -> None:
    """Let the summary of what waits stand, and read so."""
    wanted = due(tx, now)
    if wanted is None:
        return
    key, summary = wanted
    first = QueueSummary(summary.cases, notices.mention(tx, policy))
    if not outbox.add(tx, key, ToQueue(), first, now, Lane.SUMMARY):
        outbox.revise(tx, key, summary, now)


def written(tx: Tx, received: Received, message: MessageWritten, summary_key: str) -> None:
    """Say in the summary's thread that words there reach no member: once to each who writes."""
    summary = outbox.message_of(tx, summary_key)
    named = {int(number) for number in NUMBER.findall(message.text)}
    cases = summary.cases if isinstance(summary, QueueSummary) else ()
    told = ReachedNobody(tuple(sorted(named & {line.case_id for line in cases})))
    key = f"unrelayed:{summary_key}:{received.person.id}"
    destination = ToPlace(message.place.channel, message.place.thread)
    outbox.add(tx, key, destination, told, received.now, Lane.LIVE)


def _summary(waiting: list[CaseCard], before: QueueSummary) -> QueueSummary:
    lines = {line.case_id: line for line in before.cases}
    waits = {card.case_id for card in waiting}
    stand = {number: _standing(line) for number, line in lines.items() if number not in waits}
    named = stand | {card.case_id: _line(card) for card in waiting}
    ordered = sorted(named.values(), key=_order)
    return QueueSummary(tuple(ordered), before.mention)


def _line(card: CaseCard) -> CardLine:
    said = card.pressing or card.words
    words = said if len(said) <= WORDS else said[: WORDS - 1] + "…"
    return CardLine(card.case_id, card.urgency, card.distress, words)


def _standing(line: CardLine) -> CardLine:
    return CardLine(line.case_id, line.urgency, line.distress, line.words, stands=True)


def _order(line: CardLine) -> tuple[bool, int, int]:
    return not line.distress, URGENT_FIRST.index(Urgency(line.urgency)), line.case_id
