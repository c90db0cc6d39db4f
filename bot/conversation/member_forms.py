"""What a member's forms do: they only ever add detail."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation import case_words, concerns, exchanges, second_looks
from bot.conversation.member_words import show
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import queue, register, school
from bot.inbound import Form, FormSubmitted, number_in
from bot.outbound import Guidepost
from bot.triage.assessment import Urgency
from bot.triage.rules import assess


def not_helpful_reason(tx: Tx, received: Received, form: FormSubmitted) -> None:
    """Keep why the answer did not help."""
    number = number_in(form.value)
    exchange = None if number is None else exchanges.get(tx, number)
    if exchange is None or exchange.person_id != received.person.id:
        show(tx, received, Guidepost("not_yours"))
        return
    reason = " · ".join(filter(None, (form.fields.get("reason"), form.fields.get("text"))))
    exchanges.keep_feedback(tx, exchange.id, helpful=False, reason=reason or None)
    show(tx, received, Guidepost("thanks"), exchange.place)


def detail(tx: Tx, received: Received, form: FormSubmitted) -> None:
    """Add what the member filled in to their open case, as words of theirs."""
    words = case_words.detail(form.fields)
    case = register.open_case_of(tx, received.person.id)
    if case is None or str(case.id) != form.value:
        show(tx, received, Guidepost("not_open"))
    elif words:
        assessment = assess(words)
        concern = concerns.concern_of(assessment, words, Urgency.NONE, live=False)
        pupil = assessment.safeguarding_pupil
        named = school.key_of(form.fields.get("school", ""))
        if named is not None:
            case = queue.set_school(tx, case, named)
        concerns.add_to_case(tx, received, case, concern, pupil=pupil)
        second_looks.keep(tx, case.id, received.inbox_id, received.now)


FORMS: dict[Form, Callable[[Tx, Received, FormSubmitted], None]] = {
    Form.NOT_HELPFUL_REASON: not_helpful_reason,
    Form.DETAIL: detail,
}
