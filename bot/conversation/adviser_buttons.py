"""What an adviser's buttons and forms do.  Each checks that an adviser pressed it."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation import (
    adviser_words,
    as_seen,
    in_words,
    leases,
    notices,
    remarks,
    taking_over,
)
from bot.conversation.adviser_words import tell
from bot.conversation.member_words import show
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import duty, labels, people, queue, register
from bot.helpline.case import Case, CaseId, PersonId
from bot.helpline.labels import Verdict
from bot.helpline.queue import Claimed, HeldBy, NotAllowed
from bot.inbound import ButtonPressed, Deed, Form, FormSubmitted, number_in
from bot.outbound import AdviserTold, CaseLogged, Guidepost, HandOverOffered

Act = Callable[[Tx, Received, CaseId], None]
Submit = Callable[[Tx, Received, CaseId, dict[str, str]], None]


def pressed(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Act on a button of a card or a page, if an adviser pressed it."""
    act = DEEDS[press.deed]
    if not received.person.is_adviser:
        show(tx, received, Guidepost("staff_only"))
    elif (number := number_in(press.value)) is not None:
        act(tx, received, CaseId(number))


def submitted(tx: Tx, received: Received, form: FormSubmitted) -> None:
    """Act on an adviser's form, if an adviser sent it and it is about the case as it is."""
    about = as_seen.read(form.value)
    if not received.person.is_adviser:
        show(tx, received, Guidepost("staff_only"))
    elif about is not None and not register.exists(tx, about[0]):
        tell(tx, received, AdviserTold(about[0], "old_card"))
    elif about is not None and as_seen.holds(tx, received, *about):
        FORMS[form.form](tx, received, about[0], form.fields)
    elif about is not None:
        as_seen.show_what_came(tx, received, *about, form)


def claim(tx: Tx, received: Received, case_id: CaseId) -> None:
    """Take the case; who is not first is told who was."""
    pace = received.policy.pace
    before = register.get(tx, case_id)
    outcome = queue.claim(tx, case_id, received.person.id, received.now, pace)
    if isinstance(outcome, Claimed):
        notices.announce_claimed(tx, outcome.case, received.policy, received.now)
        _tell_former(tx, received, before)
    elif isinstance(outcome, NotAllowed):
        tell(tx, received, AdviserTold(case_id, "resolved"))
    else:
        tell(tx, received, _held(tx, case_id, outcome, received.person.id))


def reopen(tx: Tx, received: Received, case_id: CaseId) -> None:
    """Put a resolved case back into the queue."""
    pace = received.policy.pace
    outcome = queue.reopen(tx, case_id, received.person.id, received.now, pace)
    if isinstance(outcome, NotAllowed):
        beside = outcome.case.id != case_id
        told = AdviserTold(outcome.case.id, "another_open" if beside else "not_resolved")
        tell(tx, received, told)
    else:
        notices.announce_reopened(tx, outcome.case, received.person, received.policy, received.now)


def not_live(tx: Tx, received: Received, case_id: CaseId) -> None:
    """Keep that nobody was needed at once; the case stays as it is."""
    labels.keep(tx, case_id, Verdict.NOT_LIVE, received.person.id, received.now)
    line = CaseLogged(case_id, "marked_not_live", received.person.called)
    notices.log(tx, received.key("label"), line, received.now)


def should_have_been_live(tx: Tx, received: Received, case_id: CaseId) -> None:
    """Keep that somebody was needed at once; the case stays as it is."""
    labels.keep(tx, case_id, Verdict.SHOULD_HAVE_BEEN_LIVE, received.person.id, received.now)
    line = CaseLogged(case_id, "marked_should_have_been_live", received.person.called)
    notices.log(tx, received.key("label"), line, received.now)


def opens_form(tx: Tx, received: Received, case_id: CaseId) -> None:
    """Do nothing here: the listener opens a form, and what is sent with it counts."""
    del tx, received, case_id


def reply(tx: Tx, received: Received, case_id: CaseId, fields: dict[str, str]) -> None:
    """Relay the form's words to the member, and show them in the thread."""
    text, remark = remarks.split(fields.get("text", "").strip())
    if remark is not None:
        adviser_words.note(tx, received, case_id, remark)
    if not text and remark is None:
        tell(tx, received, AdviserTold(case_id, "not_delivered"))
    elif text and adviser_words.reply(tx, received, case_id, text):
        line = CaseLogged(case_id, "replied", adviser=received.person.called, text=text)
        notices.log(tx, received.key("replied"), line, received.now)


def note(tx: Tx, received: Received, case_id: CaseId, fields: dict[str, str]) -> None:
    """Keep the form's words among colleagues."""
    text = fields.get("text", "").strip()
    if text:
        adviser_words.note(tx, received, case_id, text)


def hand_over(tx: Tx, received: Received, case_id: CaseId, fields: dict[str, str]) -> None:
    """Offer the case to a colleague, who has it once they press Claim."""
    other = _adviser(tx, fields.get("adviser", ""))
    if other is None:
        tell(tx, received, AdviserTold(case_id, "not_an_adviser"))
        return
    if other.id == received.person.id:
        tell(tx, received, AdviserTold(case_id, "to_oneself"))
        return
    timezone = received.policy.hours.timezone
    if other not in duty.on_duty(tx, received.now, timezone):
        tell(tx, received, AdviserTold(case_id, "off_duty", holder=other.called))
        return
    words = fields.get("text", "").strip()
    pace = received.policy.pace
    outcome = queue.offer(tx, case_id, received.person.id, other.id, words, received.now, pace)
    if isinstance(outcome, NotAllowed):
        reason = AdviserTold(case_id, "resolved" if not outcome.case.is_open else "not_held")
        tell(tx, received, reason)
    elif isinstance(outcome, HeldBy):
        tell(tx, received, _held(tx, case_id, outcome, received.person.id))
    else:
        _announce_offer(tx, received, outcome.case.top_words, case_id, other, words)
        notices.refresh(tx, outcome.case, received.policy, received.now)


def resolve(tx: Tx, received: Received, case_id: CaseId, fields: dict[str, str]) -> None:
    """Close the case with its outcome."""
    text, remark = remarks.split(fields.get("text", ""))
    if remark is not None:
        adviser_words.note(tx, received, case_id, remark)
    outcome = in_words.outcome(fields.get("outcome") or "advised", text)
    done = queue.resolve(tx, case_id, received.person.id, outcome, received.now)
    if isinstance(done, NotAllowed):
        tell(tx, received, AdviserTold(case_id, "resolved"))
    else:
        notices.announce_closed(tx, done.case, received.person, received.policy, received.now)


DEEDS: dict[Deed, Act] = {
    Deed.CLAIM: claim,
    Deed.REOPEN: reopen,
    Deed.TAKE_OVER: taking_over.take_over,
    Deed.ONLY_SEND: taking_over.only_send,
    Deed.STILL_ON_IT: leases.still_on_it,
    Deed.ON_THE_PHONE: leases.on_the_phone,
    Deed.NOT_LIVE: not_live,
    Deed.SHOULD_HAVE_BEEN_LIVE: should_have_been_live,
    Deed.REPLY: opens_form,
    Deed.NOTE: opens_form,
    Deed.HAND_OVER: opens_form,
    Deed.RESOLVE: opens_form,
}

FORMS: dict[Form, Submit] = {
    Form.REPLY: reply,
    Form.NOTE: note,
    Form.HAND_OVER: hand_over,
    Form.RESOLVE: resolve,
}


def _held(tx: Tx, case_id: CaseId, held: HeldBy, presser: PersonId) -> AdviserTold:
    if held.holder_id == presser:
        return AdviserTold(case_id, "already_yours")
    return AdviserTold(case_id, "held", holder=notices.name_of(tx, held.holder_id))


def _tell_former(tx: Tx, received: Received, before: Case) -> None:
    """Tell who had a case that somebody has taken it over, unless they had offered it."""
    mine = before.holder_id in (None, received.person.id)
    if before.holder_id is not None and not mine and before.offered_to_id != received.person.id:
        told = AdviserTold(before.id, "taken", holder=received.person.called)
        notices.tell(tx, received.key("taken"), before.holder_id, told, received.now)


def _adviser(tx: Tx, value: str) -> people.Person | None:
    return next((one for one in people.advisers(tx) if str(one.id) == value), None)


def _announce_offer(
    tx: Tx,
    received: Received,
    case_words: str,
    case_id: CaseId,
    other: people.Person,
    words: str,
) -> None:
    mine = received.person.called
    within_s = int(received.policy.lease.offer_holds.total_seconds())
    offered = HandOverOffered(case_id, mine, words, case_words, within_s)
    notices.tell(tx, received.key("offer"), other.id, offered, received.now)
    line = CaseLogged(case_id, "offered", adviser=mine, other=other.called, text=words or None)
    notices.log(tx, received.key("offered"), line, received.now)
