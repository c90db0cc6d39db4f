"""
The helpline queue: cases are opened, claimed, offered, resolved and reopened.

Every change matches the version that was read, so of two people who act in the
same second the database picks one; and every change leaves a line in the history.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.db import Tx
from bot.helpline import history, ladder, lease, timers
from bot.helpline.case import Case, CaseId, CaseState, Concern, PersonId, may
from bot.helpline.pace import Pace
from bot.helpline.register import get, open_case_of
from bot.helpline.timers import Kind
from bot.tables import cases

REDRAW_FIRST = timedelta(minutes=1)


@dataclass(frozen=True)
class Claimed:
    """The adviser has the case now."""

    case: Case


@dataclass(frozen=True)
class HeldBy:
    """Somebody has it; perhaps the one who asked."""

    holder_id: PersonId


@dataclass(frozen=True)
class Done:
    """The change was made."""

    case: Case


@dataclass(frozen=True)
class NotAllowed:
    """The case stands where this cannot be done to it."""

    case: Case


def open_case(
    tx: Tx,
    person_id: PersonId,
    concern: Concern,
    now: datetime,
    pace: Pace,
    channel: str | None = None,
    thread: str | None = None,
    source_ts: str | None = None,
) -> Case:
    """
    Open a case for a member who has none open, and start its ladder.

    Args:
        pace: How soon the member is owed a person.
        channel: The member's conversation; None for the direct message.
        source_ts: The Slack message that holds the words, if there is one.

    Raises:
        sqlalchemy.exc.IntegrityError: the member has an open case already.
    """
    case_id = CaseId(
        tx.execute(
            sa.insert(cases)
            .values(
                person_id=person_id,
                state=CaseState.OPEN,
                urgency=concern.urgency,
                category=concern.category,
                live=concern.live,
                distress=concern.distress,
                words=concern.words,
                unasked=concern.unasked,
                channel=channel,
                thread=thread,
                opened_at=now,
                queued_at=now,
                due_at=pace.first_response_due(concern.urgency, now),
            )
            .returning(cases.c.id)
        ).scalar_one()
    )
    history.write(tx, case_id, "opened", now, person_id, concern.words, source_ts)
    wait_for_somebody(tx, case_id, concern.urgency, now, pace)
    return get(tx, case_id)


def claim(
    tx: Tx, case_id: CaseId, adviser_id: PersonId, now: datetime, pace: Pace
) -> Claimed | HeldBy | NotAllowed:
    """
    Give a case to the adviser who asked first, or to the one it was offered to.

    While its holder leaves the ladder running, whoever asks takes it over.

    Args:
        now: Aware UTC; ends the ladder, and the lease begins.

    Returns:
        Claimed; HeldBy with the adviser who was first; NotAllowed when resolved.

    Raises:
        CaseNotFound: no case has this id.
    """
    case = get(tx, case_id)
    if not may("claim", case):
        return NotAllowed(case)
    if case.holder_id is not None and not _may_take_over(tx, case, adviser_id):
        return HeldBy(case.holder_id)
    won = update(
        tx,
        case,
        state=CaseState.CLAIMED,
        holder_id=adviser_id,
        offered_to_id=None,
        claimed_at=now,
        lapsed_at=None,
    )
    if not won:
        return HeldBy(get(tx, case_id).holder_id or adviser_id)
    timers.end(tx, case_id, now)
    lease.begin(tx, case, now, pace)
    history.write(tx, case_id, "claimed", now, adviser_id)
    return Claimed(get(tx, case_id))


def offer(
    tx: Tx,
    case_id: CaseId,
    adviser_id: PersonId,
    other_id: PersonId,
    note: str,
    now: datetime,
    pace: Pace,
) -> Done | HeldBy | NotAllowed:
    """
    Offer a claimed case to another adviser, who has it once they claim it.

    Returns:
        Done; HeldBy when somebody else holds it; NotAllowed unless it is claimed.
    """
    case = get(tx, case_id)
    if not may("offer", case):
        return NotAllowed(case)
    if case.holder_id is not None and case.holder_id != adviser_id:
        return HeldBy(case.holder_id)
    update(tx, case, offered_to_id=other_id)
    lease.renew(tx, case, now, pace)
    lease.hold_offer(tx, case, now, pace)
    history.write(tx, case_id, "offered", now, adviser_id, note)
    return Done(get(tx, case_id))


def resolve(
    tx: Tx, case_id: CaseId, person_id: PersonId, outcome: str, now: datetime
) -> Done | NotAllowed:
    """Close a case with its outcome; the member may do so as well as an adviser."""
    case = get(tx, case_id)
    if not may("resolve", case):
        return NotAllowed(case)
    update(
        tx,
        case,
        state=CaseState.RESOLVED,
        outcome=outcome,
        resolved_at=now,
        offered_to_id=None,
        lapsed_at=None,
    )
    timers.end(tx, case_id, now)
    history.write(tx, case_id, "resolved", now, person_id, outcome)
    return Done(get(tx, case_id))


def reopen(
    tx: Tx, case_id: CaseId, person_id: PersonId, now: datetime, pace: Pace
) -> Done | NotAllowed:
    """
    Put a resolved case back into the queue, held by nobody, with a new ladder.

    Returns:
        Done; NotAllowed when it is not resolved, or with the open case that the member
        has beside it: a member has at most one.
    """
    case = get(tx, case_id)
    if not may("reopen", case):
        return NotAllowed(case)
    beside = open_case_of(tx, case.person_id)
    if beside is not None:
        return NotAllowed(beside)
    update(
        tx,
        case,
        state=CaseState.OPEN,
        round=case.round + 1,
        queued_at=now,
        due_at=pace.first_response_due(case.concern.urgency, now),
        holder_id=None,
        claimed_at=None,
        resolved_at=None,
        outcome=None,
        taken_over=None,
    )
    wait_for_somebody(tx, case_id, case.concern.urgency, now, pace)
    history.write(tx, case_id, "reopened", now, person_id)
    return Done(get(tx, case_id))


def decide_who_answers(
    tx: Tx, case: Case, adviser_id: PersonId, now: datetime, *, taken_over: bool
) -> Case:
    """Keep whether the adviser alone answers the member, until the case is resolved."""
    update(tx, case, taken_over=taken_over)
    history.write(tx, case.id, "took_over" if taken_over else "only_sends", now, adviser_id)
    return get(tx, case.id)


def set_school(tx: Tx, case: Case, school: str) -> Case:
    """Keep the school the member gave, as `school.key_of` writes it."""
    update(tx, case, school=school)
    return get(tx, case.id)


def set_answered(tx: Tx, case_id: CaseId) -> None:
    """Keep that the member was sent an answer of the guidance beside their case."""
    tx.execute(sa.update(cases).where(cases.c.id == case_id).values(answered=True))


def set_guidance(tx: Tx, case_id: CaseId, guidance: str) -> Case:
    """Keep what the guidance says about a case, as JSON, for its card."""
    tx.execute(sa.update(cases).where(cases.c.id == case_id).values(guidance=guidance))
    return get(tx, case_id)


def wait_for_somebody(tx: Tx, case_id: CaseId, urgency: str, now: datetime, pace: Pace) -> None:
    """Start what goes on while nobody has a case: the ladder, and telling how long it has been."""
    ladder.start(tx, case_id, urgency, now, pace)
    timers.set_(tx, case_id, Kind.REDRAW, now, now + REDRAW_FIRST)


def _may_take_over(tx: Tx, case: Case, adviser_id: PersonId) -> bool:
    return case.offered_to_id == adviser_id or ladder.is_running(tx, case.id)


def update(tx: Tx, case: Case, **values: object) -> bool:
    """Change a case that stands as it was read; False when somebody was first."""
    changed = tx.execute(
        sa.update(cases)
        .where(cases.c.id == case.id, cases.c.version == case.version)
        .values(version=case.version + 1, **values)
    )
    return changed.rowcount == 1
