"""What a member's buttons do.  Each checks that what it acts on is the presser's own."""

from __future__ import annotations

from collections.abc import Callable

from bot import outbox
from bot.conversation import (
    asked,
    case_words,
    concerns,
    doubts,
    exchanges,
    happening,
    notices,
)
from bot.conversation.exchanges import Exchange
from bot.conversation.member_words import show
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import labels, people, queue, register
from bot.helpline.case import CaseId
from bot.helpline.labels import Verdict
from bot.inbound import NOT_SET, ButtonPressed, Deed, Place, number_in
from bot.keeping.holdings import FORGOTTEN
from bot.outbound import Guidepost, MorePassages
from bot.triage.assessment import Urgency
from bot.triage.rules import assess

Press = Callable[[Tx, Received, ButtonPressed], None]


def helpful(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Keep that the answer helped."""
    exchange = _own(tx, received, press)
    if exchange is not None:
        exchanges.keep_feedback(tx, exchange.id, helpful=True)
        show(tx, received, Guidepost("thanks"), exchange.place)


def not_helpful(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Keep that it did not; the form that opens beside this only adds the reason."""
    exchange = _own(tx, received, press)
    if exchange is not None:
        exchanges.keep_feedback(tx, exchange.id, helpful=False)


def more_passages(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Show the passages that were left out of the answer."""
    exchange = _own(tx, received, press)
    if exchange is None or _is_silent(tx, received):
        return
    quotes = notices.QUOTES.validate_json(exchange.further or "[]")
    destination = notices.to_place(exchange.place, received.person.id)
    message = MorePassages(exchange.id, quotes)
    outbox.add(tx, f"more:{exchange.id}", destination, message, received.now)


def talk_to_a_person(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Bring the member to an adviser, with the question they had asked if it was theirs."""
    exchange = _exchange(tx, press.value)
    if exchange is not None and exchange.person_id != received.person.id:
        exchange = None
    question = exchange.question if exchange else ""
    words = case_words.asked_for_a_person(question)
    concern = concerns.concern_of(assess(question), words, Urgency.TODAY, live=False)
    case = concerns.raise_concern(tx, received, concern, place=_place(press), look_up=question)
    if exchange is not None:
        doubts.link(tx, exchange.id, case.id, opened=False)
        asked.redraw(tx, exchange.id, received.policy, received.now)


def happening_now(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Open a case for the words that were in doubt."""
    exchange = _own(tx, received, press)
    if exchange is not None:
        happening.said_yes(tx, received, exchange)


def not_now(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Leave it at the answer; a case that was opened for it alone is closed as not needed."""
    exchange = _own(tx, received, press)
    if exchange is None:
        return
    not_needed_case = happening.said_no(tx, received, exchange)
    if not_needed_case is not None:
        close(tx, received, not_needed_case, case_words.NOT_NEEDED)


def sorted_thanks(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Let the member close their own case."""
    _close_theirs(tx, received, press, case_words.SORTED_BY_MEMBER)


def not_needed(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Let the member close a case that triage opened without asking, and let triage learn."""
    _close_theirs(tx, received, press, case_words.NOT_NEEDED)


def _close_theirs(tx: Tx, received: Received, press: ButtonPressed, outcome: str) -> None:
    case = register.open_case_of(tx, received.person.id)
    if case is None or str(case.id) != press.value:
        show(tx, received, Guidepost("not_open"))
    else:
        close(tx, received, case.id, outcome)


def close(tx: Tx, received: Received, case_id: CaseId, outcome: str) -> None:
    """Let the member close their own case."""
    if outcome == case_words.NOT_NEEDED:
        labels.keep(tx, case_id, Verdict.NOT_NEEDED, received.person.id, received.now)
    done = queue.resolve(tx, case_id, received.person.id, outcome, received.now)
    notices.announce_closed(tx, done.case, None, received.policy, received.now)


def inspector_here(tx: Tx, received: Received, press: ButtonPressed) -> None:  # noqa: ARG001
    """Open a case at once: an inspector is in the building."""
    assessment = assess(case_words.INSPECTOR_IS_HERE)
    concern = concerns.concern_of(
        assessment, case_words.INSPECTOR_IS_HERE, Urgency.IMMEDIATE, live=True
    )
    concerns.raise_concern(tx, received, concern, look_up=case_words.LOOK_UP)


def answer_for(nation: str) -> Press:
    """Return the press that corrects the nation and answers again."""

    def press_nation(tx: Tx, received: Received, press: ButtonPressed) -> None:
        exchange = _own(tx, received, press)
        if exchange is None:
            return
        people.set_nation(tx, received.person.id, nation)
        if _is_silent(tx, received):
            return
        exchanges.ask(
            tx,
            received.person.id,
            exchange.question,
            received.now,
            exchange.place,
            nation=nation,
        )

    return press_nation


def set_nation(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Keep the nation chosen in the Home tab."""
    people.set_nation(tx, received.person.id, _chosen(press))


def set_phase(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Keep the phase chosen in the Home tab."""
    people.set_phase(tx, received.person.id, _chosen(press))


def opens_form(tx: Tx, received: Received, press: ButtonPressed) -> None:
    """Do nothing here: the listener opens a form, and what is sent with it counts."""
    del tx, received, press


DEEDS: dict[Deed, Press] = {
    Deed.HELPFUL: helpful,
    Deed.NOT_HELPFUL: not_helpful,
    Deed.MORE_PASSAGES: more_passages,
    Deed.TALK_TO_A_PERSON: talk_to_a_person,
    Deed.HAPPENING_NOW: happening_now,
    Deed.NOT_NOW: not_now,
    Deed.SORTED: sorted_thanks,
    Deed.NOT_NEEDED: not_needed,
    Deed.INSPECTOR_HERE: inspector_here,
    Deed.ADD_DETAIL: opens_form,
    Deed.ANSWER_FOR_ENGLAND: answer_for("england"),
    Deed.ANSWER_FOR_WALES: answer_for("wales"),
    Deed.ANSWER_FOR_NORTHERN_IRELAND: answer_for("northern-ireland"),
    Deed.SET_NATION: set_nation,
    Deed.SET_PHASE: set_phase,
}


def _own(tx: Tx, received: Received, press: ButtonPressed) -> Exchange | None:
    exchange = _exchange(tx, press.value)
    if exchange is not None and exchange.state == FORGOTTEN:
        show(tx, received, Guidepost("forgotten"))
        return None
    if exchange is None or exchange.person_id != received.person.id:
        show(tx, received, Guidepost("not_yours"))
        return None
    return exchange


def _exchange(tx: Tx, value: str) -> Exchange | None:
    number = number_in(value)
    return None if number is None else exchanges.get(tx, number)


def _is_silent(tx: Tx, received: Received) -> bool:
    """Say whether an adviser has taken over from the assistant; then the member is told so."""
    case = register.open_case_of(tx, received.person.id)
    if case is None or not case.taken_over:
        return False
    show(tx, received, Guidepost("taken_over"))
    return True


def _place(press: ButtonPressed) -> Place | None:
    return press.place if press.place.channel else None


def _chosen(press: ButtonPressed) -> str | None:
    return None if press.value in ("", NOT_SET) else press.value
