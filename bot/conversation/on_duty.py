"""
How advisers go on and off duty, keep their week, and swap a day: by command, button, form.

What is said by hand holds until midnight, so that a day forgotten is one day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from bot.conversation import notices
from bot.conversation.member_words import show
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import duty, people, rota
from bot.helpline.duty import SwapOffer
from bot.helpline.hours import parse_hours
from bot.helpline.people import Person
from bot.inbound import ButtonPressed, Deed, Form, FormSubmitted, number_in
from bot.outbound import DutyShown, DutyTold, Guidepost, Message, SwapOffered

#: What can follow the first word; anything else makes it the beginning of a question.
VERBS = {"duty": ("", "on", "off"), "rota": ("",)}


def is_meant(verb: str, text: str) -> bool:
    """Say whether `/helpline verb text` speaks of duty: "duty of care …" does not."""
    return text.strip().lower() in VERBS.get(verb, ())


def given(tx: Tx, received: Received, text: str) -> None:
    """Deal with `/helpline duty on`, `duty off`, or with the question who is on duty."""
    said = text.strip().lower()
    if not received.person.is_adviser:
        show(tx, received, Guidepost("duty_staff_only"))
        return
    if said:
        _set(tx, received, on=said == "on")
    _show(tx, received)


def pressed(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Act on a button about duty, if an adviser pressed it."""
    if received.person.is_adviser:
        DEEDS[press.deed](tx, received, press.value)
    else:
        show(tx, received, Guidepost("duty_staff_only"))


def submitted(tx: Tx, received: Received, form: FormSubmitted) -> None:
    """Act on a form about duty, if an adviser sent it; it is always their own duty."""
    if received.person.is_adviser:
        FORMS[form.form](tx, received, form.fields)
    else:
        show(tx, received, Guidepost("duty_staff_only"))


def go_on(tx: Tx, received: Received, value: str) -> None:  # noqa: ARG001
    """Go on duty until midnight."""
    _set(tx, received, on=True)
    _show(tx, received)


def go_off(tx: Tx, received: Received, value: str) -> None:  # noqa: ARG001
    """Go off duty until midnight."""
    _set(tx, received, on=False)
    _show(tx, received)


def opens_form(tx: Tx, received: Received, value: str) -> None:
    """Do nothing here: the listener opens a form, and what is sent with it counts."""
    del tx, received, value


def take_swap(tx: Tx, received: Received, value: str) -> None:
    """Take the day a colleague asked for; pressed again, say so again."""
    number = number_in(value)
    offer = None if number is None else duty.swap(tx, number)
    if offer is None or offer.other_id != received.person.id:
        _tell(tx, received, DutyTold("swap_not_yours"))
        return
    giver = people.by_id(tx, offer.person_id)
    took = not offer.taken and _take(tx, received, offer)
    if not took and not offer.taken:
        _tell(tx, received, DutyTold("swap_over"))
        return
    _tell(tx, received, DutyTold("swap_taken", giver.called, offer.day))
    given_away = DutyTold("swap_given", received.person.called, offer.day)
    notices.tell(tx, f"swap:{offer.id}:given", giver.id, given_away, received.now)


def keep_week(tx: Tx, received: Received, fields: dict[str, str]) -> None:
    """Keep the week that was typed; one that cannot be read changes nothing."""
    try:
        hours = parse_hours(fields.get("week", ""), received.policy.hours.timezone)
    except ValueError:
        _tell(tx, received, DutyTold("week_unreadable"))
        return
    duty.set_week(tx, received.person.id, hours.spans)
    _show(tx, received)


def ask_for_swap(tx: Tx, received: Received, fields: dict[str, str]) -> None:
    """Ask a colleague to take one of the adviser's days."""
    me, timezone = received.person, received.policy.hours.timezone
    day = _day(fields.get("day", ""))
    other = _colleague(tx, me, fields.get("adviser", ""))
    if other is None or day not in duty.days_to_give(tx, me.id, received.now, timezone):
        _tell(tx, received, DutyTold("no_such_swap"))
        return
    swap_id = duty.offer_swap(tx, me.id, other.id, day, received.now)
    weekday = day.weekday()
    hours = rota.in_words({weekday: duty.week_of(tx, me.id)[weekday]}).partition(" ")[2]
    offered = SwapOffered(swap_id, me.called, day, hours)
    notices.tell(tx, f"swap:{swap_id}:offered", other.id, offered, received.now)
    _tell(tx, received, DutyTold("swap_asked", other.called, day))


DEEDS: dict[Deed, Callable[[Tx, Received, str], None]] = {
    Deed.DUTY_ON: go_on,
    Deed.DUTY_OFF: go_off,
    Deed.ROTA: opens_form,
    Deed.SWAP: opens_form,
    Deed.TAKE_SWAP: take_swap,
}

FORMS: dict[Form, Callable[[Tx, Received, dict[str, str]], None]] = {
    Form.ROTA: keep_week,
    Form.SWAP: ask_for_swap,
}


def shown(tx: Tx, received: Received) -> DutyShown:
    """Return what an adviser reads of duty."""
    me, now = received.person, received.now
    on = duty.named_on_duty(tx, now, received.policy.hours.timezone)
    return DutyShown(
        person_id=me.id,
        on=any(one.id == me.id for one in on),
        until=duty.until_by_hand(tx, me.id, now),
        on_duty=tuple(one.called for one in on),
        week=rota.in_words(duty.week_of(tx, me.id)),
    )


def _show(tx: Tx, received: Received) -> None:
    _tell(tx, received, shown(tx, received))


def _tell(tx: Tx, received: Received, message: Message) -> None:
    notices.tell(tx, received.key("duty"), received.person.id, message, received.now)


def _set(tx: Tx, received: Received, *, on: bool) -> None:
    local = received.now.astimezone(received.policy.hours.timezone)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), local.tzinfo)
    duty.set_by_hand(tx, received.person.id, on=on, until=midnight)


def _take(tx: Tx, received: Received, offer: SwapOffer) -> bool:
    return duty.take_swap(tx, offer, received.now, received.policy.hours.timezone)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _colleague(tx: Tx, me: Person, value: str) -> Person | None:
    others = (one for one in people.advisers(tx) if one.id != me.id)
    return next((one for one in others if str(one.id) == value), None)
