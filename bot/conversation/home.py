"""The Home tab of one member: what it holds, and when it is drawn again."""

from __future__ import annotations

from datetime import datetime

from bot import outbox
from bot.conversation import drills
from bot.conversation.notices import is_drill, name_of
from bot.conversation.policy import Policy
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import people, register
from bot.helpline.case import Case, PersonId
from bot.inbound import Deed
from bot.outbound import CaseLine, MemberHome, StatusShown, ToHome

#: A member's buttons of the tab, after which it reads otherwise.
CHANGED_BY = (Deed.INSPECTOR_HERE, Deed.SET_NATION, Deed.SET_PHASE)


def refresh(tx: Tx, received: Received) -> None:
    """Draw the Home tab of whoever made the gesture."""
    person_id = received.person.id
    drawn = content(tx, person_id, received.policy, received.now)
    outbox.add(tx, received.key("home"), ToHome(person_id), drawn, received.now)


def content(tx: Tx, person_id: PersonId, policy: Policy, now: datetime) -> MemberHome:
    """Return what a member's tab holds."""
    member = people.by_id(tx, person_id)
    drill = drills.shown(tx, policy, now)
    return MemberHome(member.nation, member.phase, lines(tx, person_id), drill)


def status(tx: Tx, received: Received) -> StatusShown:
    """Return the member's cases for `/helpline status`."""
    return StatusShown(lines(tx, received.person.id))


def lines(tx: Tx, person_id: PersonId) -> tuple[CaseLine, ...]:
    """Return the member's latest cases, newest first."""
    return tuple(line(tx, case) for case in register.of_person(tx, person_id))


def line(tx: Tx, case: Case) -> CaseLine:
    """Return one case as a line of a list."""
    return CaseLine(
        case_id=case.id,
        state=case.state,
        urgency=case.concern.urgency,
        opened_at=case.opened_at,
        holder=name_of(tx, case.holder_id) if case.holder_id else None,
        words=case.concern.words,
        due_at=case.due_at if case.unclaimed else None,
        drill=is_drill(tx, case),
        distress=case.concern.distress,
    )
