"""
The one door in: a gesture is kept, and what it means is done, in one transaction.

Slack is told "received" only after that transaction is on disk.  No network, no
model and no retrieval happen here; what takes longer is left for the worker.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot import burst, inbox, outbox
from bot.conversation import (
    adviser_buttons,
    adviser_changes,
    adviser_words,
    commands,
    exchanges,
    home,
    member_buttons,
    member_changes,
    member_forms,
    member_words,
    old_buttons,
    on_duty,
    quoting,
    staff_home,
    summing_up,
    undelivered,
)
from bot.conversation.policy import Policy
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import history, people, register
from bot.helpline.case import CaseId
from bot.inbound import (
    ButtonPressed,
    CommandGiven,
    FormSubmitted,
    HomeOpened,
    Inbound,
    MessageDeleted,
    MessageEdited,
    MessageWritten,
    PersonLeft,
    Place,
    ShortcutUsed,
)
from bot.outbound import AdviserTold

log = logging.getLogger(__name__)


def receive(tx: Tx, inbound: Inbound, body: bytes, policy: Policy, now: datetime) -> bool:
    """
    Keep a gesture and do what it asks for; the same gesture again does nothing.

    Args:
        body: The payload's own bytes, kept for another try should this one fail.

    Returns:
        True when the gesture is new and kept.  False when it was kept before, or is
        nobody's business of ours: a channel message that neither names the assistant
        nor belongs to a conversation with it is never stored.
    """
    if not belongs(tx, inbound, policy):
        return False
    inbox_id = inbox.record(tx, inbound.key, type(inbound).__name__, body, now)
    if inbox_id is None:
        return False
    handle(tx, inbox_id, inbound, policy, now)
    return True


def handle(tx: Tx, inbox_id: int, inbound: Inbound, policy: Policy, now: datetime) -> bool:
    """
    Do what a kept gesture asks for; if that fails, undo it and let the gesture wait.

    Returns:
        False when it failed for the last time: a person has to look at it.
    """
    try:
        with tx.begin_nested():
            person = people.find_or_add(tx, inbound.sender)
            received = Received(inbox_id, person, policy, now)
            HANDLERS[type(inbound)](tx, received, inbound)
            inbox.finish(tx, inbox_id)
    except sa.exc.OperationalError:
        raise  # the database itself: nothing is kept, so nothing may be acknowledged
    except Exception as error:  # noqa: BLE001 - one gesture must not stop intake
        log.error("inbox %d failed: %s", inbox_id, type(error).__name__)
        return inbox.postpone(tx, inbox_id, type(error).__name__, now)
    if isinstance(inbound, ButtonPressed):
        _draw_home(tx, received, inbound)
    return True


def belongs(tx: Tx, inbound: Inbound, policy: Policy) -> bool:
    """Say whether a gesture is meant for us."""
    if isinstance(inbound, MessageWritten):
        return (
            inbound.place.private
            or inbound.mentions
            or _case_of_thread(tx, inbound.place, policy) is not None
            or _summary_of_thread(tx, inbound.place, policy) is not None
            or _in_our_thread(tx, inbound)
        )
    if isinstance(inbound, PersonLeft):
        person = people.find(tx, inbound.sender)
        return person is not None and (
            person.is_adviser or register.open_case_of(tx, person.id) is not None
        )
    if isinstance(inbound, MessageEdited | MessageDeleted):
        return (
            _is_kept(tx, inbound)
            or _case_of_thread(tx, inbound.place, policy) is not None
            or inbound.place.private  # it may come before its message
        )
    return True


def _message(tx: Tx, received: Received, message: MessageWritten) -> None:
    case_id = _case_of_thread(tx, message.place, received.policy)
    summary = _summary_of_thread(tx, message.place, received.policy)
    if summary is not None:
        summing_up.written(tx, received, message, summary)
    elif case_id is not None:
        adviser_words.written(tx, received, message, case_id)
    elif not _is_under_a_page(tx, received, message.place):
        member_words.written(tx, received, message)


def _edit(tx: Tx, received: Received, edit: MessageEdited) -> None:
    case_id = _case_changed(tx, received, edit)
    if case_id is not None:
        adviser_changes.edited(tx, received, edit, case_id)
    elif not _is_under_a_page(tx, received, edit.place):
        member_changes.edited(tx, received, edit)


def _deletion(tx: Tx, received: Received, deletion: MessageDeleted) -> None:
    case_id = _case_changed(tx, received, deletion)
    if case_id is not None:
        adviser_changes.deleted(tx, received, deletion, case_id)
    else:
        member_changes.deleted(tx, received, deletion)


def _button(tx: Tx, received: Received, press: ButtonPressed) -> None:
    if old_buttons.is_old(tx, press):
        old_buttons.refuse(tx, received, press)
    elif press.deed in adviser_buttons.DEEDS:
        adviser_buttons.pressed(tx, received, press)
    elif press.deed in quoting.DEEDS:
        quoting.DEEDS[press.deed](tx, received, press)
    elif press.deed in staff_home.DEEDS:
        staff_home.pressed(tx, received, press)
    elif press.deed in on_duty.DEEDS:
        on_duty.pressed(tx, received, press)
    else:
        member_buttons.DEEDS[press.deed](tx, received, press)


def _draw_home(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Draw the Home tab that a button was pressed in; if that fails, what was done stands."""
    try:
        with tx.begin_nested():
            if received.person.is_adviser and not press.place.channel:
                staff_home.draw(tx, received)
            elif press.deed in home.CHANGED_BY:
                home.refresh(tx, received)
    except sa.exc.OperationalError:
        raise
    except Exception as error:  # noqa: BLE001 - a tab must not undo a concern, or a claim
        name = type(error).__name__
        log.error("inbox %d is done, but its Home tab is not drawn: %s", received.inbox_id, name)


def _form(tx: Tx, received: Received, form: FormSubmitted) -> None:
    if form.form in adviser_buttons.FORMS:
        adviser_buttons.submitted(tx, received, form)
    elif form.form in on_duty.FORMS:
        on_duty.submitted(tx, received, form)
    else:
        member_forms.FORMS[form.form](tx, received, form)


def _home(tx: Tx, received: Received, opened: HomeOpened) -> None:  # noqa: ARG001
    people.set_welcomed(tx, received.person.id, received.now)  # the tab says who reads what
    if received.person.is_adviser:
        staff_home.draw(tx, received)
    else:
        home.refresh(tx, received)


HANDLERS: dict[type[Inbound], Callable[[Tx, Received, Any], None]] = {
    MessageWritten: _message,
    MessageEdited: _edit,
    MessageDeleted: _deletion,
    CommandGiven: commands.given,
    ShortcutUsed: member_words.shortcut_used,
    ButtonPressed: _button,
    FormSubmitted: _form,
    HomeOpened: _home,
    PersonLeft: undelivered.left,
}


def _case_of_thread(tx: Tx, place: Place, policy: Policy) -> CaseId | None:
    # The card's, or that of a page: whoever answers a page means the member, too.
    return _case_named(_key_of_thread(tx, place, policy))


def _is_under_a_page(tx: Tx, received: Received, place: Place) -> bool:
    """
    Tell an adviser who writes under what they were sent of a case that it reaches no member.

    Returns:
        False for whoever is not an adviser, or writes of their own case: then nothing is told.
    """
    if not (place.private and place.thread and received.person.is_adviser):
        return False
    case_id = _case_named(outbox.key_of(tx, place.channel, place.thread) or "")
    if case_id is None or register.get(tx, case_id).person_id == received.person.id:
        return False
    adviser_words.tell(tx, received, AdviserTold(case_id, "under_a_page"))
    return True


def _case_named(key: str) -> CaseId | None:
    name, _, rest = key.partition(":")
    number = rest.partition(":")[0]
    return CaseId(int(number)) if name == "case" and number.isdecimal() else None


def _summary_of_thread(tx: Tx, place: Place, policy: Policy) -> str | None:
    key = _key_of_thread(tx, place, policy)
    return key if key.startswith(burst.SUMMARY) else None


def _key_of_thread(tx: Tx, place: Place, policy: Policy) -> str:
    if place.channel != policy.queue_channel or place.thread is None:
        return ""
    return outbox.key_of(tx, place.channel, place.thread) or ""


def _case_changed(
    tx: Tx, received: Received, change: MessageEdited | MessageDeleted
) -> CaseId | None:
    """The case in whose thread a message was changed; Slack does not always name the thread."""
    if change.place.channel != received.policy.queue_channel:
        return None
    kept = history.words_in(tx, received.person.id, change.ts)
    return kept[0] if kept else _case_of_thread(tx, change.place, received.policy)


def _in_our_thread(tx: Tx, message: MessageWritten) -> bool:
    person = people.find(tx, message.sender)
    thread = message.place.thread
    if person is None or thread is None:
        return False
    return exchanges.in_thread(tx, person.id, message.place.channel, thread)


def _is_kept(tx: Tx, change: MessageEdited | MessageDeleted) -> bool:
    person = people.find(tx, change.sender)
    if person is None:
        return False
    return (
        history.words_in(tx, person.id, change.ts) is not None
        or exchanges.written_in(tx, person.id, change.ts) is not None
    )
