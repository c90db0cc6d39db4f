"""
What is said about a case: its card, the member's status message, and each turn of events.

The card and the status message stand once and are revised; turns of events are
new messages, because an edit notifies no telephone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Literal

from pydantic import TypeAdapter

from bot import outbox
from bot.conversation import asked, case_words, same_school
from bot.conversation.policy import Policy
from bot.db import Tx
from bot.helpline import duty, people
from bot.helpline.case import Case, PersonId
from bot.helpline.pace import IMMEDIATE
from bot.inbound import Place
from bot.nowhere import is_nowhere
from bot.outbound import (
    AdviserTold,
    CaseCard,
    CaseClaimed,
    CaseClosed,
    CaseLapsed,
    CaseLogged,
    CasePaged,
    CaseReopened,
    CaseStatus,
    CrisisReply,
    Destination,
    Message,
    QuoteShown,
    ToCaseThread,
    ToPerson,
    ToPlace,
    ToQueue,
)
from bot.outbox import Lane
from bot.turn import card_key

QUOTES: TypeAdapter[tuple[QuoteShown, ...]] = TypeAdapter(tuple[QuoteShown, ...])
CLOSED_BY_MEMBER: dict[str, Literal["closed_by_member", "not_needed"]] = {
    case_words.SORTED_BY_MEMBER: "closed_by_member",
    case_words.NOT_NEEDED: "not_needed",
}
MINUTE_S = 60
EVERY_MINUTE_UNTIL_MIN = 10  # then the waiting time is redrawn every ten minutes


def announce_opened(tx: Tx, case: Case, policy: Policy, now: datetime) -> None:
    """Tell the member that it is sent, and the helpline what it is."""
    _status(tx, case, policy, now)
    shown = card(tx, case, policy, now)
    outbox.add(tx, card_key(case.id), ToQueue(), shown, now, _lane(case))


def reply_to_distress(tx: Tx, case: Case, inbox_id: int, now: datetime, *, pupil: bool) -> None:
    """Send the fixed reply, before anything else that is said; who has the case is told, too."""
    holder = name_of(tx, case.holder_id) if case.holder_id else None
    message = CrisisReply(case.id, about_a_pupil=pupil, holder=holder)
    key = f"in:{inbox_id}:crisis"
    outbox.add(tx, key, to_member(case), message, now, Lane.LIVE)
    if case.holder_id is not None:
        tell(tx, f"{key}:told", case.holder_id, AdviserTold(case.id, "distress"), now)


def minute_of(now: datetime) -> int:
    """Number the minute, for what is said at most once in one."""
    return int(now.timestamp()) // MINUTE_S


def announce_claimed(tx: Tx, case: Case, policy: Policy, now: datetime) -> None:
    """Tell the member who has the case, and the thread."""
    outbox.recall(tx, Lane.SECOND_CHANNEL, case.id)
    holder = name_of(tx, case.holder_id)
    turn = f"case:{case.id}:v{case.version}"
    outbox.add(tx, f"{turn}:claimed", to_member(case), CaseClaimed(case.id, holder), now, Lane.LIVE)
    log(tx, f"{turn}:log", CaseLogged(case.id, "claimed", adviser=holder), now)
    refresh(tx, case, policy, now)


def announce_closed(
    tx: Tx, case: Case, by: people.Person | None, policy: Policy, now: datetime
) -> None:
    """Tell the member the outcome, and the thread; `by` is None when the member closed it."""
    outbox.recall(tx, Lane.SECOND_CHANNEL, case.id)
    turn = f"case:{case.id}:v{case.version}"
    outcome = case.outcome or ""
    closed = CaseClosed(case.id, outcome, by.called if by else None)
    outbox.add(tx, f"{turn}:closed", to_member(case), closed, now, Lane.LIVE)
    deed = CaseLogged(
        case.id,
        "resolved" if by else CLOSED_BY_MEMBER[outcome],
        adviser=by.called if by else None,
        text=outcome,
    )
    log(tx, f"{turn}:log", deed, now)
    refresh(tx, case, policy, now)


def announce_reopened(
    tx: Tx, case: Case, by: people.Person | None, policy: Policy, now: datetime
) -> None:
    """Page the helpline again and tell the member; `by` is the adviser, if it was one."""
    turn = f"case:{case.id}:v{case.version}"
    told = CaseReopened(case.id, by.called if by else None)
    outbox.add(tx, f"{turn}:reopened", to_member(case), told, now, Lane.LIVE)
    _status(tx, case, policy, now)
    deed = (
        CaseLogged(case.id, "reopened_by_adviser", by.called)
        if by
        else CaseLogged(case.id, "reopened")
    )
    log(tx, f"{turn}:log", deed, now)
    page = CasePaged(case.id, 0, case.concern.urgency, mention(tx, policy), reopened=True)
    outbox.add(tx, f"{turn}:page", ToQueue(), page, now, Lane.LIVE)
    refresh(tx, case, policy, now)


def announce_lapsed(
    tx: Tx, case: Case, quiet: people.Person, minutes: int, policy: Policy, now: datetime
) -> None:
    """Tell the member that nobody has it now, and the helpline, who was quiet included."""
    turn = f"case:{case.id}:v{case.version}"
    told = CaseLapsed(case.id, quiet.called, minutes)
    outbox.add(tx, f"{turn}:lapsed", to_member(case), told, now, Lane.LIVE)
    tell(tx, f"{turn}:quiet", quiet.id, AdviserTold(case.id, "lapsed"), now)
    log(tx, f"{turn}:log", CaseLogged(case.id, "lapsed", quiet.called), now)
    page = CasePaged(case.id, 0, case.concern.urgency, mention(tx, policy), lapsed=True)
    outbox.add(tx, f"{turn}:page", ToQueue(), page, now, Lane.LIVE)
    refresh(tx, case, policy, now)


def announce_left(tx: Tx, case: Case, gone: people.Person, policy: Policy, now: datetime) -> None:
    """Tell the member and the helpline that nobody has a case whose holder takes none any more."""
    turn = f"case:{case.id}:v{case.version}"
    told = CaseLapsed(case.id, gone.called, 0, left=True)
    outbox.add(tx, f"{turn}:lapsed", to_member(case), told, now, Lane.LIVE)
    log(tx, f"{turn}:log", CaseLogged(case.id, "holder_left", gone.called), now)
    pinged = mention(tx, policy)
    page = CasePaged(case.id, 0, case.concern.urgency, pinged, left=gone.called)
    outbox.add(tx, f"{turn}:page", ToQueue(), page, now, Lane.LIVE)
    refresh(tx, case, policy, now)


def refresh(tx: Tx, case: Case, policy: Policy, now: datetime) -> None:
    """Let the card and what the member reads of their case say what is true now."""
    outbox.revise(tx, card_key(case.id), card(tx, case, policy, now), now, _lane(case))
    outbox.revise(tx, _status_key(case), _status_message(tx, case, policy, now), now)
    asked.redraw_in(tx, case, policy, now)


def log(tx: Tx, key: str, line: CaseLogged, now: datetime) -> None:
    """Add a line to the card's thread."""
    outbox.add(tx, key, ToCaseThread(line.case_id), line, now, Lane.LIVE)


def tell(tx: Tx, key: str, person_id: PersonId, message: Message, now: datetime) -> None:
    """Tell one person something by direct message."""
    outbox.add(tx, key, ToPerson(person_id), message, now, Lane.LIVE)


def to_member(case: Case) -> Destination:
    """Where the member of a case is spoken to: where they wrote, if that is private."""
    if case.channel is None:
        return ToPerson(case.person_id)
    return ToPlace(case.channel, case.thread)


def to_place(place: Place | None, person_id: PersonId) -> Destination:
    """Where an answer goes: the place, or else the direct message."""
    return ToPerson(person_id) if place is None else ToPlace(place.channel, place.thread)


def mention(tx: Tx, policy: Policy) -> tuple[str, ...]:
    """Whom a page names: the staff group if there is one, else every adviser."""
    if policy.staff_group:
        return (policy.staff_group,)
    return tuple(adviser.address for adviser in people.advisers(tx))


def is_drill(tx: Tx, case: Case) -> bool:
    """Say whether a case is a drill: nobody is waiting."""
    return is_nowhere(people.by_id(tx, case.person_id).address)


def name_of(tx: Tx, person_id: PersonId | None) -> str:
    """The name that members and colleagues read."""
    return people.SOMEBODY if person_id is None else people.by_id(tx, person_id).called


def _lane(case: Case) -> Lane:
    if case.concern.distress or case.concern.urgency == "immediate":
        return Lane.URGENT
    return Lane.LIVE if case.concern.urgency == "today" else Lane.ORDINARY


def _status(tx: Tx, case: Case, policy: Policy, now: datetime) -> None:
    message = _status_message(tx, case, policy, now)
    outbox.add(tx, _status_key(case), to_member(case), message, now, Lane.LIVE)


def _status_key(case: Case) -> str:
    return f"case:{case.id}:status:{case.round}"


def _status_message(tx: Tx, case: Case, policy: Policy, now: datetime) -> CaseStatus:
    hours, working = policy.hours, policy.pace.hours
    calls = case.concern.urgency == IMMEDIATE or working.is_open(now)  # else it waits till then
    is_open = hours.is_open(now) or bool(duty.named_on_duty(tx, now, hours.timezone))
    return CaseStatus(
        case_id=case.id,
        state=case.state,
        opened_at=case.queued_at,
        holder=name_of(tx, case.holder_id) if case.holder_id else None,
        outcome=case.outcome,
        open_now=is_open,
        opens_at=None if is_open and calls else working.next_opening(now),
        hours=hours.words if hours.are_set else None,
        added_at=case.added_at,
        distress=case.concern.distress,
        waited_min=_waited_min(case, now),
        closed_at=case.resolved_at,
        taken_over=case.taken_over,
        again=case.queued_at != case.opened_at,
        unasked=case.concern.unasked,
        due_at=case.due_at if case.unclaimed and not calls else None,
    )


def card(tx: Tx, case: Case, policy: Policy, now: datetime) -> CaseCard:
    """Return what a case's card says now."""
    return replace(
        _card(tx, case, policy, now),
        taken_over=case.taken_over,
        answered=case.answered,
        earlier=same_school.earlier(tx, case),
        pressing=case.pressing,
        pressing_at=case.pressing_at,
        raised_from=case.raised_from,
        raised_at=case.raised_at,
    )


def _card(tx: Tx, case: Case, policy: Policy, now: datetime) -> CaseCard:
    member = people.by_id(tx, case.person_id)
    return CaseCard(
        case_id=case.id,
        state=case.state,
        urgency=case.concern.urgency,
        category=case.concern.category,
        live=case.concern.live,
        distress=case.concern.distress,
        nation=member.nation,
        phase=member.phase,
        member=member.address,
        words=case.concern.words,
        opened_at=case.opened_at,
        holder=name_of(tx, case.holder_id) if case.holder_id else None,
        offered_to=name_of(tx, case.offered_to_id) if case.offered_to_id else None,
        outcome=case.outcome,
        added=case.added,
        guidance=None if case.guidance is None else QUOTES.validate_json(case.guidance),
        mention=mention(tx, policy) if case.unclaimed else (),  # revising pings nobody again
        reopened=case.round > 1,
        drill=is_nowhere(member.address),
        waited_min=_waited_min(case, now),
        due_at=case.due_at if case.unclaimed else None,
        lapsed=case.lapsed_at is not None,
    )


def _waited_min(case: Case, now: datetime) -> int:
    if not case.unclaimed:
        return 0
    minutes = int((now - case.queued_at).total_seconds() // MINUTE_S)
    if minutes <= EVERY_MINUTE_UNTIL_MIN:
        return minutes
    return minutes - minutes % EVERY_MINUTE_UNTIL_MIN
