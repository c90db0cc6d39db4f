"""
The Home tab of an adviser: which cases wait, which are theirs, who is on duty, the last drill.

It is drawn at once for whoever acts in it.  For everybody else the worker draws it
again after cases have changed, at most every few seconds, and only if it reads otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time

from bot import outbox
from bot.conversation import drills, home
from bot.conversation.member_words import show
from bot.conversation.policy import Policy
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import board, duty, people
from bot.helpline.board import Board, Choice
from bot.helpline.case import PersonId
from bot.helpline.people import Person
from bot.inbound import NOT_SET, ButtonPressed, Deed
from bot.outbound import CasesListed, Guidepost, StaffHome, ToHome

LISTED = 10  # cases of each list; Slack takes 100 blocks a tab
ALL = ("unclaimed", "mine", "others")  # the lists of "all"; what is overdue waits in the first


def draw(tx: Tx, received: Received) -> None:
    """Draw the tab of an adviser who has just acted, as things stand now."""
    _draw(tx, received.person, received.policy, received.now)


def redraw(tx: Tx, policy: Policy, now: datetime) -> int:
    """
    Draw every tab again that may read otherwise.

    Returns:
        How many were looked at.
    """
    found = board.due(tx, now)
    for person_id in found:
        person = people.by_id(tx, person_id)
        if person.is_adviser:
            _draw_if_changed(tx, person, policy, now)
        else:
            _take_away(tx, person, policy, now)
    return len(found)


def compose(tx: Tx, person: Person, policy: Policy, now: datetime) -> StaffHome:
    """Return what an adviser's tab holds."""
    timezone = policy.hours.timezone
    midnight = datetime.combine(now.astimezone(timezone).date(), time(), timezone)
    choice = board.choice_of(tx, person.id)
    view = Board(person.id, choice, now, midnight)
    n = board.counts(tx, view)
    on_duty = duty.named_on_duty(tx, now, timezone)
    return StaffHome(
        person_id=person.id,
        lists=tuple(
            _listed(tx, view, one, n[one])
            for one in (ALL if choice.show == "all" else (choice.show,))
        ),
        unclaimed=n["unclaimed"],
        overdue=n["overdue"],
        mine=n["mine"],
        today=n["today"],
        show=choice.show,
        urgency=choice.urgency,
        nation=choice.nation,
        on=any(one.id == person.id for one in on_duty),
        on_duty=tuple(one.called for one in on_duty),
        drawn_at=now,
        drill=drills.last(tx),
    )


def pressed(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Act on a menu of the tab, if an adviser used it."""
    if received.person.is_adviser:
        DEEDS[press.deed](tx, received, press.value)
    else:
        show(tx, received, Guidepost("staff_only"))


def choose(change: Callable[[Choice, str], Choice]) -> Callable[[Tx, Received, str], None]:
    """Return what a menu does: keep the choice; the tab is drawn by it."""

    def keep(tx: Tx, received: Received, value: str) -> None:
        choice = board.choice_of(tx, received.person.id)
        board.choose(tx, received.person.id, change(choice, value), received.now)

    return keep


def opens_a_case(tx: Tx, received: Received, value: str) -> None:
    """Do nothing here: the listener opens the case for reading."""
    del tx, received, value


def _by_list(choice: Choice, value: str) -> Choice:
    return replace(choice, show=value) if value in board.SHOWS else choice


def _chosen(value: str) -> str | None:
    return None if value == NOT_SET else value


DEEDS: dict[Deed, Callable[[Tx, Received, str], None]] = {
    Deed.SHOW_CASES: choose(_by_list),
    Deed.SHOW_URGENCY: choose(lambda choice, value: replace(choice, urgency=_chosen(value))),
    Deed.SHOW_NATION: choose(lambda choice, value: replace(choice, nation=_chosen(value))),
    Deed.OPEN_CASE: opens_a_case,
}


def _listed(tx: Tx, view: Board, name: str, n: int) -> CasesListed:
    found = board.listed(tx, view, name, LISTED)
    lines = (replace(home.line(tx, case), words=case.top_words) for case in found)
    return CasesListed(name, tuple(lines), n)


def _draw(tx: Tx, person: Person, policy: Policy, now: datetime) -> None:
    message = compose(tx, person, policy, now)
    outbox.show(tx, _key(person.id), ToHome(person.id), message, now)
    board.drawn(tx, person.id, now)


def _draw_if_changed(tx: Tx, person: Person, policy: Policy, now: datetime) -> None:
    message = compose(tx, person, policy, now)
    before = outbox.message_of(tx, _key(person.id))
    if not isinstance(before, StaffHome) or replace(before, drawn_at=now) != message:
        outbox.show(tx, _key(person.id), ToHome(person.id), message, now)
    board.drawn(tx, person.id, now)


def _take_away(tx: Tx, person: Person, policy: Policy, now: datetime) -> None:
    """Show somebody who is no adviser any more a member's tab."""
    shown = home.content(tx, person.id, policy, now)
    outbox.show(tx, _key(person.id), ToHome(person.id), shown, now)
    board.forget(tx, person.id)


def _key(person_id: PersonId) -> str:
    return f"home:{person_id}"
