"""*Send this quote*: the member reads it word for word, once, from whoever has the case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import notices
from bot.helpline import queue
from bot.helpline.case import CaseId
from bot.inbound import Deed, Form, Place
from bot.outbound import AdviserTold, CaseClaimed, CaseLogged, Guidepost, QuoteSent
from tests.bot.factories import ADVISER, COLLEAGUE, MEMBER, QUEUE_CHANNEL, a_form, a_press
from tests.bot.slack.views.samples import QUOTE
from tests.bot.stage import Stage


@pytest.fixture
def quoted(stage: Stage) -> Stage:
    """One open case whose card shows one quote."""
    stage.opens_a_case()
    with stage.database.write() as tx:
        queue.set_guidance(tx, CaseId(1), notices.QUOTES.dump_json((QUOTE,)).decode())
    return stage


def sent(stage: Stage) -> list[QuoteSent]:
    return [one for one in stage.said_to(MEMBER) if isinstance(one, QuoteSent)]


def test_quote_reaches_the_member_word_for_word_and_stands_in_thread_and_history(
    quoted: Stage,
) -> None:
    quoted.receives(a_press(Deed.CLAIM, 1, ADVISER), a_press(Deed.SEND_QUOTE, "1:0", ADVISER))

    assert sent(quoted) == [QuoteSent(1, "Ash Sample", QUOTE)]
    line = CaseLogged(1, "quoted", adviser="Ash Sample", text=QUOTE.text)
    assert line in quoted.in_thread()
    assert [one.text for one in quoted.history() if one.deed == "quoted"] == [QUOTE.text]


def test_sending_a_quote_on_a_case_that_nobody_has_claims_it(quoted: Stage) -> None:
    quoted.receives(a_press(Deed.SEND_QUOTE, "1:0", ADVISER))

    assert quoted.case().holder_id == quoted.person_id(ADVISER)
    assert CaseClaimed(1, "Ash Sample") in quoted.said_to(MEMBER)
    assert len(sent(quoted)) == 1


def test_quote_pressed_twice_is_sent_once(quoted: Stage) -> None:
    for _ in range(2):
        quoted.receives(a_press(Deed.SEND_QUOTE, "1:0", ADVISER))

    assert len(sent(quoted)) == 1
    assert quoted.said_to(ADVISER)[-1] == AdviserTold(1, "quote_sent")


def test_quote_is_not_sent_on_a_colleagues_case(quoted: Stage) -> None:
    quoted.receives(a_press(Deed.CLAIM, 1, COLLEAGUE), a_press(Deed.SEND_QUOTE, "1:0", ADVISER))

    assert sent(quoted) == []
    assert quoted.said_to(ADVISER)[-1] == AdviserTold(1, "held", holder="Bex Sample")


def test_quote_is_not_sent_on_a_closed_case(quoted: Stage) -> None:
    quoted.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))

    quoted.receives(a_press(Deed.SEND_QUOTE, "1:0", ADVISER))

    assert sent(quoted) == []
    assert quoted.said_to(ADVISER)[-1] == AdviserTold(1, "resolved")


@pytest.mark.parametrize("value", ["1:7", "1:", ":0", "1", "1:-1", "x:y", "²:0", ""])
def test_value_that_names_no_quote_does_nothing(quoted: Stage, value: str) -> None:
    quoted.receives(a_press(Deed.SEND_QUOTE, value, ADVISER))

    assert sent(quoted) == []
    assert quoted.case().unclaimed


def test_member_cannot_send_a_quote(quoted: Stage) -> None:
    quoted.receives(a_press(Deed.SEND_QUOTE, "1:0", MEMBER))

    assert sent(quoted) == []
    assert quoted.said_to(MEMBER)[-1] == Guidepost("staff_only")


def test_quote_on_a_card_of_an_earlier_database_reaches_no_stranger(quoted: Stage) -> None:
    before = quoted.case()
    old = a_press(Deed.SEND_QUOTE, "1:0", ADVISER, Place(QUEUE_CHANNEL))

    quoted.receives(replace(old, ts="1600000000.000001"))

    assert sent(quoted) == []
    assert quoted.case() == before
    assert quoted.said_to(ADVISER) == [AdviserTold(1, "old_card")]
