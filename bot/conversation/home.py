"""The Home tab of one person: what it holds, and when it is drawn again."""

from __future__ import annotations

from bot import outbox
from bot.conversation import drills
from bot.conversation.notices import name_of
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import people, register
from bot.helpline.case import Case
from bot.outbound import CaseLine, MemberHome, StatusShown, ToHome


def refresh(tx: Tx, received: Received) -> None:
    """Draw the Home tab of whoever made the gesture."""
    member = people.by_id(tx, received.person.id)
    content = MemberHome(
        member.nation,
        member.phase,
        lines(tx, received),
        drills.shown(tx, received.policy, received.now),
    )
    outbox.add(tx, received.key("home"), ToHome(member.id), content, received.now)


def status(tx: Tx, received: Received) -> StatusShown:
    """Return the member's cases for `/helpline status`."""
    return StatusShown(lines(tx, received))


def lines(tx: Tx, received: Received) -> tuple[CaseLine, ...]:
    """Return the member's latest cases, newest first."""
    return tuple(line(tx, case) for case in register.of_person(tx, received.person.id))


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
    )
