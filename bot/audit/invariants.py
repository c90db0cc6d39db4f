"""
What must hold of the tables at any moment, each with how long it may take to become true.

One function a promise: it yields what breaks it.  The queries are written from the
tables, not from the code that fills them, and keys are spelt out again on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.audit import canary
from bot.audit.violation import Violation
from bot.conversation.case_words import NOT_HANDLED
from bot.db import Tx
from bot.tables import (
    case_events,
    cases,
    channel_looks,
    doubts,
    drills,
    exchanges,
    inbox,
    outbox,
    people,
    second_looks,
    timers,
)

MOST = 100  # rows named at one look; more would help nobody

GESTURE_LATE = timedelta(seconds=30)  # a waiting gesture is tried at once when its time has come
GESTURE_LONG = timedelta(minutes=5)  # five tries take two minutes; then a person has it
QUESTION_LATE = timedelta(minutes=2)
TIMER_LATE = timedelta(seconds=10)
RECEIPT_LATE = timedelta(minutes=1)  # a member's conversation is nobody else's: no pace holds it up
CALL_LATE = timedelta(minutes=2)  # tried at once, and again after 15, 45 and 105 seconds
LIVE_LATE = timedelta(minutes=2)  # fifty cards at one a second, and what belongs to them
ORDINARY_LATE = timedelta(minutes=10)
SECOND_CHANNEL = 2  # the lane of calls outside Slack
NOT_NEEDED = "not needed any more"  # the error of a call that somebody's claim made needless
#: Kinds of messages that a member has to get: numbers to ring in distress, and that nobody came.
OWED_TO_MEMBERS = ("crisis_reply", "nobody_yet")
FUTURE = timedelta(minutes=2)  # a row later than now by more: the clock was set back

Check = Callable[[Tx, datetime], Iterator[Violation]]


def every_gesture_has_its_effect(tx: Tx, now: datetime) -> Iterator[Violation]:
    """A kept gesture is dealt with; one that failed for good is a case."""
    late = sa.and_(
        inbox.c.state == "waiting",
        sa.or_(inbox.c.next_at < now - GESTURE_LATE, inbox.c.received_at < now - GESTURE_LONG),
    )
    handed_over = (
        sa.exists()
        .where(case_events.c.text.startswith(NOT_HANDLED, autoescape=True))
        .where(case_events.c.at.between(inbox.c.received_at, inbox.c.next_at))
    )
    dropped = sa.and_(inbox.c.state == "dead", ~handed_over)
    # The canary is missed by itself.
    broken = sa.and_(inbox.c.kind != canary.KIND, sa.or_(late, dropped))
    yield from _named(tx, "gesture_without_effect", "inbox", inbox.c.id, broken)


def every_question_is_answered(tx: Tx, now: datetime) -> Iterator[Violation]:
    """A question that waits is tried when its time has come."""
    late = sa.and_(exchanges.c.state == "waiting", exchanges.c.next_at < now - QUESTION_LATE)
    yield from _named(tx, "question_without_answer", "exchange", exchanges.c.id, late)


def every_doubt_is_judged(tx: Tx, now: datetime) -> Iterator[Violation]:
    """The classifier, or the phrase rules in its place, look at what intake left in doubt."""
    asked_before = sa.exists().where(
        exchanges.c.id == doubts.c.exchange_id, exchanges.c.asked_at < now - QUESTION_LATE
    )
    late = sa.and_(doubts.c.judged_at.is_(None), asked_before)
    yield from _named(tx, "doubt_unjudged", "exchange", doubts.c.exchange_id, late)


def every_line_is_judged(tx: Tx, now: datetime) -> Iterator[Violation]:
    """The classifier, or the phrase rules in its place, look at what is written in a case."""
    written_before = sa.exists().where(
        case_events.c.id == second_looks.c.event_id, case_events.c.at < now - QUESTION_LATE
    )
    yield from _named(tx, "line_unjudged", "line", second_looks.c.event_id, written_before)


def every_silence_counts_as_yes(tx: Tx, now: datetime) -> Iterator[Violation]:
    """Who was asked whether it is happening now, and says nothing, is taken to have said yes."""
    late = sa.and_(doubts.c.settled.is_(None), doubts.c.yes_at < now - TIMER_LATE)
    yield from _named(tx, "doubt_overdue", "exchange", doubts.c.exchange_id, late)


def every_yes_has_a_case(tx: Tx, now: datetime) -> Iterator[Violation]:  # noqa: ARG001
    """What is happening now, by the member's word or their silence, is a case."""
    lost = sa.and_(doubts.c.settled.in_(("yes", "silence")), doubts.c.case_id.is_(None))
    yield from _named(tx, "doubt_without_case", "exchange", doubts.c.exchange_id, lost)


def every_case_has_a_card(tx: Tx, now: datetime) -> Iterator[Violation]:
    """A case that is not resolved stands in the helpline's channel, or is about to."""
    card = _key(cases.c.id, "card")
    yield from _case_without(tx, "case_without_card", card, now - LIVE_LATE)


def every_member_is_told(tx: Tx, now: datetime) -> Iterator[Violation]:
    """The member of a case that is not resolved has a status message, and what may not fail."""
    status = _key(cases.c.id, "status:") + sa.cast(cases.c.round, sa.Text)
    yield from _case_without(tx, "member_not_told", status, now - RECEIPT_LATE)
    kind, about = (sa.func.json_extract(outbox.c.message, at) for at in ("$.kind", "$.case_id"))
    refused = sa.select(about).where(outbox.c.state == "dead", kind.in_(OWED_TO_MEMBERS))
    unsaid = sa.and_(cases.c.state != "resolved", cases.c.id.in_(refused))
    yield from _named(tx, "member_not_told", "case", cases.c.id, unsaid)


def every_unclaimed_case_has_a_timer(tx: Tx, now: datetime) -> Iterator[Violation]:  # noqa: ARG001
    """While nobody holds a case there is a next step of its ladder."""
    # A drill that nobody answered stays to be pressed and pages nobody: no member waits.
    missed_drill = sa.exists().where(
        drills.c.case_id == cases.c.id, drills.c.missed_at.is_not(None)
    )
    silent = sa.and_(cases.c.state == "open", ~_has_timer("ladder"), ~missed_drill)
    yield from _named(tx, "case_without_timer", "case", cases.c.id, silent)


def every_claim_can_lapse(tx: Tx, now: datetime) -> Iterator[Violation]:  # noqa: ARG001
    """A holder who goes quiet is noticed, and so is an offer that nobody takes."""
    claim = sa.and_(cases.c.state == "claimed", ~_has_timer("lease"))
    offer = sa.and_(cases.c.offered_to_id.is_not(None), ~_has_timer("offer"))
    yield from _named(tx, "claim_without_timer", "case", cases.c.id, sa.or_(claim, offer))


def every_timer_is_taken(tx: Tx, now: datetime) -> Iterator[Violation]:
    """What is to happen to a case happens in time; a waiting time may be redrawn later."""
    promised = sa.and_(timers.c.ended_at.is_(None), timers.c.kind != "redraw")
    late = sa.and_(promised, timers.c.due_at < now - TIMER_LATE)
    yield from _named(tx, "timer_overdue", "timer", timers.c.id, late)


def every_case_is_of_one_mind(tx: Tx, now: datetime) -> Iterator[Violation]:  # noqa: ARG001
    """A claimed case has a holder, and an open one has none."""
    nobody = sa.and_(cases.c.state == "claimed", cases.c.holder_id.is_(None))
    somebody = sa.and_(cases.c.state == "open", cases.c.holder_id.is_not(None))
    yield from _named(tx, "holder_unclear", "case", cases.c.id, sa.or_(nobody, somebody))


def every_message_leaves(tx: Tx, now: datetime) -> Iterator[Violation]:
    """No message to Slack waits, or is being sent, for longer than its lane may."""
    live = outbox.c.lane <= 0
    since = sa.case((live, now - LIVE_LATE), else_=now - ORDINARY_LATE)
    never_sent = sa.and_(outbox.c.ts.is_(None), outbox.c.added_at < since)
    stuck = sa.and_(
        outbox.c.lane != SECOND_CHANNEL,
        outbox.c.state.in_(("pending", "ambiguous", "sending")),
        sa.or_(never_sent, outbox.c.next_at < since),
    )
    yield from _named(tx, "message_stuck", "outbox", outbox.c.id, stuck)


def every_second_call_is_made(tx: Tx, now: datetime) -> Iterator[Violation]:
    """Whom the second channel is to call is called, unless somebody has the case by now."""
    waits = sa.and_(
        outbox.c.state.in_(("pending", "ambiguous", "sending")),
        outbox.c.added_at < now - CALL_LATE,
    )
    case_id = sa.func.json_extract(outbox.c.message, "$.case_id")
    since = sa.func.coalesce(cases.c.lapsed_at, cases.c.queued_at)
    unclaimed_since = sa.exists().where(
        cases.c.id == case_id, cases.c.state == "open", outbox.c.added_at >= since
    )
    error = sa.func.coalesce(outbox.c.error, "")
    given_up = sa.and_(outbox.c.state == "dead", error != NOT_NEEDED, unclaimed_since)
    silent = sa.and_(outbox.c.lane == SECOND_CHANNEL, sa.or_(waits, given_up), ~_called_since())
    yield from _named(tx, "second_call_fails", "outbox", outbox.c.id, silent)


def the_channel_may_hold_words(tx: Tx, now: datetime) -> Iterator[Violation]:  # noqa: ARG001
    """The helpline's channel is private, not shared, not archived, and ours to write to."""
    flaw = tx.execute(
        sa.select(channel_looks.c.flaw).order_by(channel_looks.c.id.desc()).limit(1)
    ).scalar()
    if flaw is not None:
        yield Violation("channel_unfit", flaw)


def somebody_takes_cases(tx: Tx, now: datetime) -> Iterator[Violation]:  # noqa: ARG001
    """There is an adviser to page."""
    if not tx.execute(sa.select(sa.exists().where(people.c.is_adviser))).scalar():
        yield Violation("nobody_takes_cases", "people")


def nothing_is_of_the_future(tx: Tx, now: datetime) -> Iterator[Violation]:
    """Nothing was kept later than now: if so, the clock was set back, and timers are late."""
    newest = tx.execute(
        sa.select(inbox.c.id, inbox.c.received_at).order_by(inbox.c.id.desc()).limit(1)
    ).first()
    if newest is not None and newest.received_at > now + FUTURE:
        yield Violation("clock_set_back", f"inbox {newest.id}")


INVARIANTS: tuple[Check, ...] = (
    every_gesture_has_its_effect,
    every_question_is_answered,
    every_doubt_is_judged,
    every_line_is_judged,
    every_silence_counts_as_yes,
    every_yes_has_a_case,
    every_case_has_a_card,
    every_member_is_told,
    every_unclaimed_case_has_a_timer,
    every_claim_can_lapse,
    every_timer_is_taken,
    every_case_is_of_one_mind,
    every_message_leaves,
    every_second_call_is_made,
    the_channel_may_hold_words,
    somebody_takes_cases,
    nothing_is_of_the_future,
)


def _key(case_id: sa.ColumnElement[int], what: str) -> sa.ColumnElement[str]:
    return sa.literal("case:") + sa.cast(case_id, sa.Text) + sa.literal(f":{what}")


def _has_timer(kind: str) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        timers.c.case_id == cases.c.id, timers.c.kind == kind, timers.c.ended_at.is_(None)
    )


def _called_since() -> sa.ColumnElement[bool]:
    """Say that a later call of the same channel about the same case was made."""
    later = outbox.alias("later")
    return (
        sa.exists()
        .where(later.c.destination == outbox.c.destination, later.c.message == outbox.c.message)
        .where(later.c.id > outbox.c.id, later.c.state == "sent")
    )


def _case_without(
    tx: Tx, invariant: str, key: sa.ColumnElement[str], since: datetime
) -> Iterator[Violation]:
    """Name the cases whose message with this key is missing, refused, or waits since before."""
    late = sa.and_(outbox.c.ts.is_(None), outbox.c.added_at < since)
    without = sa.or_(outbox.c.id.is_(None), outbox.c.state == "dead", late)
    found = tx.execute(
        sa.select(cases.c.id)
        .select_from(cases.outerjoin(outbox, outbox.c.key == key))
        .where(cases.c.state != "resolved", without)
        .order_by(cases.c.id)
        .limit(MOST)
    )
    yield from (Violation(invariant, f"case {row.id}") for row in found)


def _named(
    tx: Tx,
    invariant: str,
    table: str,
    row_id: sa.Column[int],
    broken: sa.ColumnElement[bool],
) -> Iterator[Violation]:
    found = tx.execute(sa.select(row_id).where(broken).order_by(row_id).limit(MOST))
    yield from (Violation(invariant, f"{table} {row[0]}") for row in found)
