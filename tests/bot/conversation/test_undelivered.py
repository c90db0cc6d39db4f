"""A member who leaves while their case is open: advisers learn it, and nothing is retried."""

from __future__ import annotations

import pytest

from bot.conversation import queue_wording
from bot.inbound import Deed, Form, PersonLeft
from bot.outbound import AdviserTold, CaseLogged
from bot.worker import Refused
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    MEMBER,
    OTHER_MEMBER,
    QUESTION,
    a_form,
    a_message,
    a_press,
)
from tests.bot.stage import Stage

GONE = Refused("channel_not_found", unreachable=True)
UNREACHABLE = AdviserTold(1, "unreachable")


def leaves(stage: Stage, address: str = MEMBER) -> bool:
    return stage.receives(PersonLeft(f"l:{address}", address))


def logged(stage: Stage) -> list[str | None]:
    return [
        one.text
        for one in stage.in_thread()
        if isinstance(one, CaseLogged) and one.deed == "unreachable"
    ]


def test_holder_learns_that_the_member_has_left_and_reads_the_number_they_gave(
    stage: Stage,
) -> None:
    stage.opens_a_case()
    stage.receives(a_form(Form.DETAIL, 1, phone="07700 900123"))
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))

    leaves(stage)

    assert logged(stage) == ["07700 900123"]
    assert UNREACHABLE in stage.said_to(ADVISER)
    assert UNREACHABLE not in stage.said_to(COLLEAGUE)


def test_every_adviser_learns_it_while_nobody_has_the_case(stage: Stage) -> None:
    stage.opens_a_case()

    leaves(stage)

    assert logged(stage) == [queue_wording.NO_NUMBER]
    assert UNREACHABLE in stage.said_to(ADVISER)
    assert UNREACHABLE in stage.said_to(COLLEAGUE)


def test_words_that_reach_nobody_tell_it_once_and_are_not_tried_again(stage: Stage) -> None:
    stage.opens_a_case()
    first, second = (stage.in_card_thread(words, ADVISER) for words in ("are you", "there?"))
    for message in (first, second):
        stage.office.says[f"relay:1:{message.ts}:1"] = GONE
        stage.receives(message)
    stage.sends()
    tried = len(stage.office.delivered)

    stage.clock.go_on(hours=1)
    stage.sends()

    assert len(logged(stage)) == 1
    assert stage.said_to(ADVISER).count(UNREACHABLE) == 1
    assert stage.said_to(ADVISER).count(AdviserTold(1, "refused")) == 2
    again = [due.key for due in stage.office.delivered[tried:] if due.key.startswith("relay:")]
    assert again == []


def test_status_that_reaches_nobody_is_not_tried_again_each_minute(stage: Stage) -> None:
    stage.receives(a_message("the inspectors are here now"))
    stage.office.says["case:1:status:1"] = GONE
    for _ in range(5):
        stage.sends()
        stage.clock.go_on(minutes=1)
        stage.worker.sweep()

    tried = [due.key for due in stage.office.delivered].count("case:1:status:1")
    assert tried == 1


@pytest.mark.parametrize("closed", [False, True], ids=["no case", "a closed case"])
def test_leaving_without_an_open_case_is_nobodys_business(stage: Stage, *, closed: bool) -> None:
    stage.receives(a_message(QUESTION, OTHER_MEMBER))
    if closed:
        stage.opens_a_case()
        stage.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))

    kept = [leaves(stage, address) for address in (MEMBER, OTHER_MEMBER, "U0STRANGER")]

    assert kept == [False, False, False]
