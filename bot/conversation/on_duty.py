"""
How advisers go on and off duty, keep their week, and swap a day: by command, button, form.

What is said by hand holds until midnight, so that a day forgotten is one day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.conversation import in_words, notices, staff_wording
from bot.conversation.member_words import show
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import duty, people, rota
from bot.helpline.duty import SwapOffer
from bot.helpline.people import Person
from bot.helpline.rota import DayOfDuty
from bot.inbound import ButtonPressed, Deed, Form, FormSubmitted, number_in
from bot.outbound import DaySwapped, DutyShown, DutyTold, Guidepost, Message, SwapOffered

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
        week = rota.parse_week(fields.get("week", ""))
    except ValueError:
        _tell(tx, received, DutyTold("week_unreadable"))
        return
    duty.set_week(tx, received.person.id, week)
    _show(tx, received)


def ask_for_swap(tx: Tx, received: Received, fields: dict[str, str]) -> None:
    """Ask a colleague to take one of the adviser's days."""
    me, timezone = received.person, received.policy.hours.timezone
    mine = {day_value(one): one for one in duty.days_to_give(tx, me.id, received.now, timezone)}
    given = mine.get(fields.get("day", ""))
    other = _colleague(tx, me, fields.get("adviser", ""))
    if other is None or given is None:
        _tell(tx, received, DutyTold("no_such_swap"))
        return
    swap_id = duty.offer_swap(tx, me.id, other.id, given, received.now)
    offered = SwapOffered(swap_id, me.called, given.day, rota.hours_in_words(given.hours))
    notices.tell(tx, f"swap:{swap_id}:offered", other.id, offered, received.now)
    _tell(tx, received, DutyTold("swap_asked", other.called, given.day))


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


def day_value(duty_day: DayOfDuty) -> str:
    """Return what stands for a day of duty in the form that gives it away."""
    return f"{duty_day.day.isoformat()}:{duty_day.owner_id}"


def days_to_choose(tx: Tx, me: Person, now: datetime, timezone: ZoneInfo) -> dict[str, str]:
    """Return the days of duty that an adviser can give away, in words, for the form."""
    return {
        day_value(one): _in_words(tx, me, one)
        for one in duty.days_to_give(tx, me.id, now, timezone)
    }


def shown(tx: Tx, received: Received) -> DutyShown:
    """Return what an adviser reads of duty."""
    me, now, timezone = received.person, received.now, received.policy.hours.timezone
    on = duty.named_on_duty(tx, now, timezone)
    return DutyShown(
        person_id=me.id,
        on=any(one.id == me.id for one in on),
        until=duty.until_by_hand(tx, me.id, now),
        on_duty=tuple(one.called for one in on),
        week=rota.in_words(duty.week_of(tx, me.id)),
        swapped=tuple(
            DaySwapped(
                one.day,
                rota.hours_in_words(one.hours),
                holder=people.by_id(tx, one.holder_id).called,
                owner=people.by_id(tx, one.owner_id).called,
            )
            for one in duty.swapped(tx, me.id, now, timezone)
        ),
    )


def _in_words(tx: Tx, me: Person, one: DayOfDuty) -> str:
    said = f"{in_words.weekday(one.day)}, {rota.hours_in_words(one.hours)}"
    if one.owner_id == me.id:
        return said
    owner = people.by_id(tx, one.owner_id).called
    return staff_wording.FORM_DAY_OF.format(day=said, owner=owner)


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


def _colleague(tx: Tx, me: Person, value: str) -> Person | None:
    others = (one for one in people.advisers(tx) if one.id != me.id)
    return next((one for one in others if str(one.id) == value), None)
