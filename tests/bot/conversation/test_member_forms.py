"""A member's forms only ever add detail."""

from __future__ import annotations

import pytest

from bot.inbound import Deed, Form
from bot.outbound import CrisisReply, Guidepost, MemberWrote
from tests.bot.factories import DISTRESS, OTHER_MEMBER, QUESTION, a_form, a_message, a_press
from tests.bot.stage import Stage


def test_reason_is_kept_beside_the_answer_that_did_not_help(stage: Stage) -> None:
    stage.receives(a_message(QUESTION), a_press(Deed.NOT_HELPFUL, 1))

    stage.receives(a_form(Form.NOT_HELPFUL_REASON, 1, reason="out_of_date", text="from 2019"))

    (row,) = stage.rows("exchanges")
    assert (row.helpful, row.reason) == (False, "out_of_date · from 2019")
    assert stage.said_to()[-1] == Guidepost("thanks")


@pytest.mark.parametrize("value", ["1", "404", "", "pm"])
def test_reason_for_somebody_elses_answer_is_not_kept(stage: Stage, value: str) -> None:
    stage.receives(a_message(QUESTION))

    stage.receives(a_form(Form.NOT_HELPFUL_REASON, value, OTHER_MEMBER, reason="other"))

    assert [row.reason for row in stage.rows("exchanges")] == [None]
    assert stage.said_to(OTHER_MEMBER) == [Guidepost("not_yours")]


def test_detail_is_added_to_the_case_and_relayed(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_form(Form.DETAIL, 1, text="They want the books.", school="", phone="01632 1"))

    words = "What is happening: They want the books.\nPhone: 01632 1"
    relayed = [one.text for one in stage.in_thread() if isinstance(one, MemberWrote)]
    assert relayed == [words]
    assert stage.history()[-1].text == words


def test_detail_with_words_of_distress_is_answered_first(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_form(Form.DETAIL, 1, text=DISTRESS))

    assert CrisisReply(1) in stage.said_to()


def test_empty_detail_adds_nothing(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_form(Form.DETAIL, 1, text=" ", school=""))

    assert stage.case().added == 0


@pytest.mark.parametrize("sender", ["U0MEMBER1", OTHER_MEMBER])
def test_detail_for_a_case_that_is_not_ones_open_case_is_refused_in_words(
    stage: Stage, sender: str
) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.SORTED, 1))

    stage.receives(a_form(Form.DETAIL, 1, sender, text="more"))

    assert stage.case().added == 0
    assert stage.said_to(sender)[-1] == Guidepost("not_open")
