"""What Slack refuses for good is told to those who rely on it, in words that are not refused."""

from __future__ import annotations

import pytest

from bot.conversation import notices
from bot.helpline import queue
from bot.helpline.case import CaseId
from bot.inbound import Deed, Form
from bot.outbound import (
    AdviserPaged,
    AdviserTold,
    AdviserWrote,
    CaseCard,
    CaseClaimed,
    CaseClosed,
    CaseLogged,
    CaseStatus,
    CrisisReply,
    GuidanceUnavailable,
    Guidepost,
    HandOverOffered,
    HolderReminded,
    MemberWrote,
    Message,
    NobodyYet,
    QuoteSent,
)
from bot.worker import Refused
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    DISTRESS,
    MEMBER,
    QUESTION,
    a_command,
    a_form,
    a_message,
    a_press,
    an_edit,
)
from tests.bot.slack.views.samples import QUOTE
from tests.bot.stage import Stage

NOT_TOLD = AdviserTold(1, "member_not_told")
REFUSED = AdviserTold(1, "refused")


@pytest.fixture
def held(stage: Stage) -> Stage:
    """One case, which an adviser has."""
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    stage.sends()
    return stage


def refusing(stage: Stage, *kinds: type[Message]) -> Stage:
    stage.office.refuses |= set(kinds)
    return stage


def lines(stage: Stage, deed: str) -> list[CaseLogged]:
    return [one for one in stage.in_thread() if isinstance(one, CaseLogged) and one.deed == deed]


def test_members_words_that_the_thread_does_not_take_are_brought_to_whoever_has_the_case(
    held: Stage,
) -> None:
    held.office.says["in:3:relay:1"] = Refused("msg_too_long")
    held.receives(a_message("they have locked the door"))
    held.sends()

    brought = MemberWrote(1, "they have locked the door", direct=True)
    assert brought in held.said_to(ADVISER)
    assert brought not in held.said_to(COLLEAGUE)
    assert lines(held, "words_brought") == [CaseLogged(1, "words_brought", other="Ash Sample")]


def test_while_nobody_has_the_case_they_are_brought_to_those_on_duty(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_command("duty", "on", COLLEAGUE))
    stage.office.says["in:3:relay:1"] = Refused("msg_too_long")

    stage.receives(a_message("they have locked the door"))
    stage.sends()

    brought = MemberWrote(1, "they have locked the door", direct=True)
    assert brought in stage.said_to(COLLEAGUE)
    assert brought not in stage.said_to(ADVISER)


def test_words_that_slack_takes_nowhere_are_said_to_be_lost_from_sight(held: Stage) -> None:
    refusing(held, MemberWrote).receives(a_message("they have locked the door"))
    held.sends()

    assert held.said_to(ADVISER)[-1] == AdviserTold(1, "words_lost")


def test_quote_that_slack_refuses_is_told_and_the_thread_says_it_was_not_received(
    held: Stage,
) -> None:
    with held.database.write() as tx:
        queue.set_guidance(tx, CaseId(1), notices.QUOTES.dump_json((QUOTE,)).decode())
    refusing(held, QuoteSent).receives(a_press(Deed.SEND_QUOTE, "1:0", ADVISER))
    held.sends()

    assert held.said_to(ADVISER)[-1] == REFUSED
    assert lines(held, "not_received") == [
        CaseLogged(1, "not_received", "Ash Sample", text=QUOTE.text)
    ]


def test_colleagues_words_are_told_to_whoever_has_the_case(held: Stage) -> None:
    refusing(held, AdviserWrote).receives(held.in_card_thread("I can help, too", COLLEAGUE))
    held.sends()

    assert REFUSED in held.said_to(ADVISER)
    assert lines(held, "not_received")[0].adviser == "Bex Sample"


def test_edit_that_slack_refuses_is_told_again_and_the_thread_says_the_copy_is_as_before(
    held: Stage,
) -> None:
    message = held.in_card_thread("stay calm", ADVISER)
    refusing(held, AdviserWrote).receives(message)
    held.sends()

    held.receives(an_edit(message, "stay calm and write it down"))
    held.sends()

    assert held.said_to(ADVISER).count(REFUSED) == 2
    assert lines(held, "not_changed") == [CaseLogged(1, "not_changed", "Ash Sample")]


@pytest.mark.parametrize("kind", [CaseClaimed, CaseStatus])
def test_whoever_has_the_case_learns_that_the_member_was_not_told_of_it(
    stage: Stage, kind: type[Message]
) -> None:
    stage.opens_a_case()
    refusing(stage, kind).receives(a_press(Deed.CLAIM, 1, ADVISER))
    stage.sends()

    assert NOT_TOLD in stage.said_to(ADVISER)
    assert NOT_TOLD not in stage.said_to(COLLEAGUE)


@pytest.mark.parametrize(
    ("kind", "words"), [(CrisisReply, DISTRESS), (NobodyYet, "")], ids=["crisis", "nobody yet"]
)
def test_those_on_duty_learn_of_a_member_who_does_not_get_what_they_need(
    stage: Stage, kind: type[Message], words: str
) -> None:
    refusing(stage, kind).opens_a_case(words)
    stage.waits(10)
    stage.sends()

    assert NOT_TOLD in stage.said_to(ADVISER)
    assert NOT_TOLD in stage.said_to(COLLEAGUE)


def test_outcome_that_slack_refuses_is_told_to_who_closed_the_case(held: Stage) -> None:
    refusing(held, CaseClosed).receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))
    held.sends()

    assert NOT_TOLD in held.said_to(ADVISER)


def test_member_whose_answer_slack_refuses_is_shown_the_way_to_a_person(stage: Stage) -> None:
    refusing(stage, GuidanceUnavailable).receives(a_message(QUESTION))
    stage.worker.answer_waiting()
    stage.sends()

    assert Guidepost("trouble") in stage.said_to(MEMBER)


def test_page_that_slack_refuses_is_seen_in_the_thread(stage: Stage) -> None:
    refusing(stage, AdviserPaged).opens_a_case()
    stage.waits(5)
    stage.sends()

    assert [one.adviser for one in lines(stage, "not_paged")] == ["Ash Sample", "Bex Sample"]


def test_reminder_that_slack_refuses_is_seen_in_the_thread(held: Stage) -> None:
    refusing(held, HolderReminded).waits(10)
    held.sends()

    assert [one.adviser for one in lines(held, "not_reminded")] == ["Ash Sample"]


def test_offer_that_slack_refuses_is_told_to_who_made_it(held: Stage) -> None:
    other = held.person_id(COLLEAGUE)
    offer = a_form(Form.HAND_OVER, 1, ADVISER, adviser=str(other), text="please")
    refusing(held, HandOverOffered).receives(offer)
    held.sends()

    assert held.said_to(ADVISER)[-1] == AdviserTold(1, "offer_refused", holder="Bex Sample")


def test_note_that_the_thread_does_not_take_is_told(held: Stage) -> None:
    refusing(held, CaseLogged).receives(a_form(Form.NOTE, 1, ADVISER, text="ring at noon"))
    held.sends()

    assert held.said_to(ADVISER)[-1] == AdviserTold(1, "line_refused")


def test_card_of_a_case_that_somebody_has_pages_nobody_when_it_is_refused(held: Stage) -> None:
    refusing(held, CaseCard).receives(a_message("one more thing"))
    held.sends()

    assert AdviserTold(1, "card_refused") in held.said_to(ADVISER)
    assert not [one for one in held.said_to(COLLEAGUE) if isinstance(one, AdviserPaged)]


def test_all_that_is_said_of_refusals_ends_when_slack_refuses_everything(held: Stage) -> None:
    refusing(held, *(type(one) for _, one in held.said()), AdviserTold, MemberWrote)
    held.receives(a_message("hello?"), a_form(Form.NOTE, 1, ADVISER, text="ring"))

    held.sends()

    assert {row.state for row in held.rows("outbox")} <= {"dead", "sent"}
