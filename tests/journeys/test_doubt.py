"""In doubt the member is asked; what triage made of a message can be put right afterwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.conversation import queue_wording, wording
from tests.journeys.assistant import Assistant
from tests.journeys.local_slack import ControlClient
from tests.journeys.messages import Message
from tests.waiting import eventually

ROBIN, ASH = "U0MEMBER1", "U0ADVISER1"
IN_DOUBT = "an inspector was rude to my deputy"


@pytest.fixture
def silent(start: Callable[..., Assistant], control: ControlClient) -> Message:
    """The question that a member was asked and did not answer, once its time was up."""
    start(HELPLINE_SILENCE_COUNTS_AFTER="3s")
    control.say(ROBIN, IN_DOUBT)
    asked = control.reply(ROBIN, wording.HAPPENING)
    assert "If I hear nothing from you within 3 seconds" in asked.text
    control.reply(ROBIN, "Seen by nobody yet")
    return asked


def test_silence_brings_a_person_and_no_closes_the_case_again(
    silent: Message, control: ControlClient
) -> None:
    card = control.card("Case 1")
    assert IN_DOUBT in card.text
    said = wording.HAPPENING_ANSWERED["silence"]
    question = eventually(
        lambda: said in control.seen(silent).text and control.seen(silent), what="what was done"
    )

    control.press(ROBIN, question, "No")

    control.reply(ROBIN, "You have closed your case")
    control.thread_reply(card, queue_wording.LOGGED["not_needed"])


def test_advisers_say_what_triage_should_have_known(
    silent: Message, control: ControlClient
) -> None:
    card = control.card("Case 1")

    control.press(ASH, control.seen(card), "Not live")
    control.thread_reply(card, "marked this as *not live*")
    control.press(ASH, control.seen(card), "Claim")
    control.reply(ROBIN, "has your concern")
    control.press(ASH, control.seen(card), "Resolve")
    control.submit_modal(ASH, outcome="An adviser gave advice")
    control.reply(ROBIN, "has closed your case")
    closed = eventually(
        lambda: "Reopen" in control.seen(card).labels and control.seen(card), what="a closed card"
    )
    control.press(ASH, closed, "Should have been live")

    control.thread_reply(card, "marked this as *should have been live*")
