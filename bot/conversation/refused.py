"""
What Slack refuses for good, told to those who rely on it: nothing is lost in silence.

Each message that somebody relies on has its line in WHEN_REFUSED; NOBODY holds the rest,
so that a new message cannot be forgotten: it stands in one of the two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot import outbound
from bot.conversation import exchanges, notices, undelivered
from bot.conversation.policy import Policy
from bot.db import Tx
from bot.helpline import duty, ladder, people, register
from bot.helpline.case import Case, CaseId, PersonId
from bot.outbound import AdviserPaged, AdviserTold, CaseLogged, Guidepost, MemberWrote, ToPerson
from bot.outbox import Due


@dataclass(frozen=True)
class Refusal:
    """A message that Slack will never take."""

    due: Due
    policy: Policy
    now: datetime
    unreachable: bool  # because nothing reaches that person any more

    def key(self, what: object) -> str:
        """Name what is said of it, once however often the same words are refused."""
        return f"dead:{self.due.outbox_id}:{what}"

    def key_of_words(self, what: object) -> str:
        """The same for words that people write: changed ones are other words."""
        return self.key(f"{self.due.revision}:{what}")


def announce(tx: Tx, due: Due, policy: Policy, now: datetime, *, unreachable: bool = False) -> None:
    """Tell those who rely on a message that Slack refuses it for good."""
    case_id = getattr(due.message, "case_id", None)
    if unreachable and case_id is not None:
        case = register.get(tx, CaseId(case_id))
        if due.destination == notices.to_member(case):
            undelivered.tell_unreachable(tx, case, now)
    tell = WHEN_REFUSED.get(type(due.message))
    if tell is not None:
        tell(tx, Refusal(due, policy, now, unreachable), due.message)


def _by_adviser(tx: Tx, refusal: Refusal, message: outbound.AdviserWrote) -> None:
    deed = CaseLogged(message.case_id, "not_received", message.adviser, text=message.text)
    if message.change != "new":
        deed = CaseLogged(message.case_id, "not_changed", message.adviser)
    _not_received(tx, refusal, deed)


def _quote(tx: Tx, refusal: Refusal, message: outbound.QuoteSent) -> None:
    text = message.quote.text
    _not_received(
        tx, refusal, CaseLogged(message.case_id, "not_received", message.adviser, text=text)
    )


def _not_received(tx: Tx, refusal: Refusal, line: CaseLogged) -> None:
    # In the thread, because it says above that the member was sent this.
    notices.log(tx, refusal.key_of_words("log"), line, refusal.now)
    for adviser in _concerned(tx, refusal, line.case_id):
        told = AdviserTold(line.case_id, "refused")
        notices.tell(tx, refusal.key_of_words(adviser), adviser, told, refusal.now)


def _of_member(tx: Tx, refusal: Refusal, message: MemberWrote) -> None:
    """Bring a member's words to whoever has the case, or to each who could take it."""
    if message.direct and isinstance(refusal.due.destination, ToPerson):
        told = AdviserTold(message.case_id, "words_lost")
        to = PersonId(refusal.due.destination.person_id)
        notices.tell(tx, refusal.key_of_words(to), to, told, refusal.now)
        return
    brought = replace(message, mention=(), direct=True)
    concerned = _concerned(tx, refusal, message.case_id)
    for adviser in concerned:
        notices.tell(tx, refusal.key_of_words(adviser), adviser, brought, refusal.now)
    names = ", ".join(notices.name_of(tx, adviser) for adviser in concerned)
    line = CaseLogged(message.case_id, "words_brought", other=names)
    notices.log(tx, refusal.key_of_words("log"), line, refusal.now)


def _to_member(tx: Tx, refusal: Refusal, message: Any) -> None:
    """The member does not know where their case stands: somebody has to tell them."""
    if refusal.unreachable:
        return  # which is told already
    for adviser in _concerned(tx, refusal, message.case_id):
        told = AdviserTold(message.case_id, "member_not_told")
        notices.tell(tx, refusal.key(adviser), adviser, told, refusal.now)


def _answer(tx: Tx, refusal: Refusal, message: Any) -> None:
    """Say to the member that something went wrong, and show the way to a person."""
    exchange = exchanges.get(tx, message.exchange_id)
    if exchange is not None and not refusal.unreachable:
        trouble = Guidepost("trouble")
        notices.tell(tx, refusal.key("trouble"), exchange.person_id, trouble, refusal.now)


def _card(tx: Tx, refusal: Refusal, message: Any) -> None:
    """The helpline's channel does not take a card or a page: each adviser hears of it directly."""
    case = _case(tx, message.case_id)
    drill = notices.is_drill(tx, case)
    held_by = notices.name_of(tx, case.holder_id) if case.holder_id else None
    words = case.top_words
    page = AdviserPaged(case.id, 0, case.concern.urgency, words, held_by=held_by, drill=drill)
    wanted = case.unclaimed or ladder.is_running(tx, case.id)
    told = page if wanted else AdviserTold(case.id, "card_refused")
    to = [one.id for one in people.advisers(tx)]
    for adviser in to if wanted else _concerned(tx, refusal, case.id):
        notices.tell(tx, refusal.key(adviser), adviser, told, refusal.now)


def _page(tx: Tx, refusal: Refusal, message: AdviserPaged | outbound.HolderCalled) -> None:
    _log_to(tx, refusal, message.case_id, "not_paged")


def _reminder(tx: Tx, refusal: Refusal, message: outbound.HolderReminded) -> None:
    _log_to(tx, refusal, message.case_id, "not_reminded")


def _offer(tx: Tx, refusal: Refusal, message: outbound.HandOverOffered) -> None:
    other = _name_of_receiver(tx, refusal)
    holder = _case(tx, message.case_id).holder_id
    if holder is not None:
        told = AdviserTold(message.case_id, "offer_refused", holder=other)
        notices.tell(tx, refusal.key(holder), holder, told, refusal.now)


def _line(tx: Tx, refusal: Refusal, message: CaseLogged) -> None:
    """Colleagues do not see what somebody wrote."""
    if message.text:
        for adviser in _concerned(tx, refusal, message.case_id):
            told = AdviserTold(message.case_id, "line_refused")
            notices.tell(tx, refusal.key(adviser), adviser, told, refusal.now)


WHEN_REFUSED: dict[type, Callable[[Tx, Refusal, Any], None]] = {
    # an adviser's words, and a member's
    outbound.AdviserWrote: _by_adviser,
    outbound.QuoteSent: _quote,
    outbound.MemberWrote: _of_member,
    outbound.CaseLogged: _line,
    # what the member is told of their case
    outbound.CrisisReply: _to_member,
    outbound.CaseStatus: _to_member,
    outbound.CaseClaimed: _to_member,
    outbound.CaseLapsed: _to_member,
    outbound.NobodyYet: _to_member,
    outbound.CaseClosed: _to_member,
    outbound.CaseReopened: _to_member,
    outbound.WordsAdded: _to_member,
    # what the member asked
    outbound.AnswerGiven: _answer,
    outbound.NothingFound: _answer,
    outbound.NationAsked: _answer,
    outbound.MorePassages: _answer,
    outbound.GuidanceUnavailable: _answer,
    # whom a case calls
    outbound.CaseCard: _card,
    outbound.CasePaged: _card,
    outbound.AdviserPaged: _page,
    outbound.HolderCalled: _page,
    outbound.HolderReminded: _reminder,
    outbound.HandOverOffered: _offer,
}
NOBODY = frozenset(
    {
        outbound.HappeningNowAsked,  # not pressed, it counts as yes after a while
        outbound.QueueSummary,  # the cards it names come all the same
        outbound.TakeOverAsked,  # undecided, the assistant is silent
        outbound.SecondChannelCalled,  # not for Slack: its loop tries again, and says so
        # Short fixed words; the last that can be said, or asked for again in one tap.
        outbound.AdviserTold,
        outbound.ReachedNobody,  # no member was sent anything, and no member waits for it
        outbound.Guidepost,
        outbound.MovedToDirect,
        outbound.StatusShown,
        outbound.MemberHome,
        outbound.StaffHome,
        outbound.DutyShown,
        outbound.DutyTold,
        outbound.SwapOffered,  # the day stays whose it was, and they were told so
        outbound.ChannelAlarm,  # each adviser has one, and administrators have the log
        outbound.AlarmsTold,  # the log and `helpline doctor` say the same
    }
)


def _concerned(tx: Tx, refusal: Refusal, case_id: int) -> list[PersonId]:
    """Who has the case; while nobody has it, those on duty."""
    case = _case(tx, case_id)
    if case.holder_id is not None:
        return [case.holder_id]
    timezone = refusal.policy.hours.timezone
    return [one.id for one in duty.on_duty(tx, refusal.now, timezone)] if case.is_open else []


def _case(tx: Tx, case_id: int) -> Case:
    return register.get(tx, CaseId(case_id))


def _log_to(tx: Tx, refusal: Refusal, case_id: int, deed: Any) -> None:
    line = CaseLogged(case_id, deed, adviser=_name_of_receiver(tx, refusal))
    notices.log(tx, refusal.key("log"), line, refusal.now)


def _name_of_receiver(tx: Tx, refusal: Refusal) -> str:
    to = refusal.due.destination
    return notices.name_of(tx, PersonId(to.person_id) if isinstance(to, ToPerson) else None)
