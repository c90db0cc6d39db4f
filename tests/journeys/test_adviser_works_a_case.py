"""An adviser claims a case, talks with the member, and closes it."""

from __future__ import annotations

import pytest

from bot.conversation import queue_wording, wording
from tests.journeys.local_slack import ControlClient
from tests.journeys.messages import Message
from tests.waiting import eventually

ROBIN, SKY = "U0MEMBER1", "U0MEMBER2"
ASH, WREN = "U0ADVISER1", "U0ADVISER2"

pytestmark = pytest.mark.usefixtures("assistant")


@pytest.fixture
def card(assistant: object, control: ControlClient) -> Message:
    """The card of a live concern that nobody has claimed."""
    control.say(ROBIN, "its 6.25 and they're still here")
    return control.card("Case 1")


def claimed(control: ControlClient, card: Message, adviser: str = ASH) -> Message:
    """Let an adviser claim a case, and wait until the card says so."""
    control.press(adviser, card, "Claim")
    eventually(lambda: "Claim" not in control.seen(card).labels, what="the claimed card")
    return control.seen(card)


def test_claim_names_the_adviser_to_the_member_and_on_the_card(
    control: ControlClient, card: Message
) -> None:
    seen = claimed(control, card)

    told = control.reply(ROBIN, "has your concern")
    status = control.reply(ROBIN, "has it")
    assert "Ash Sample" in told.text
    assert "Ash Sample" in status.text
    assert "Ash Sample" in seen.text
    assert seen.labels == ["Reply", "Note", "On the phone", "Hand over", "Resolve", "Not live"]


def test_adviser_who_comes_second_is_told_who_was_first(
    control: ControlClient, card: Message
) -> None:
    claimed(control, card)

    control.press(WREN, card, "Claim")

    told = control.reply(WREN, "already has case 1")
    assert "Ash Sample" in told.text


def test_thread_of_the_card_and_the_conversation_are_one(
    control: ControlClient, card: Message
) -> None:
    claimed(control, card)

    control.write(ASH, card.channel, "Ask them to finish, politely.", card.ts)
    relayed = control.reply(ROBIN, "Ask them to finish")
    control.say(ROBIN, "I did, they are leaving now")

    answer = control.thread_reply(card, "they are leaving now")
    assert "Ash Sample" in relayed.text
    assert queue_wording.MEMBER_WROTE["new"] in answer.text


def test_reply_in_the_form_reaches_the_member(control: ControlClient, card: Message) -> None:
    seen = claimed(control, card)

    control.press(ASH, seen, "Reply")
    control.submit_modal(ASH, text="I am ringing you now.")

    assert "Ash Sample" in control.reply(ROBIN, "I am ringing you now.").text


@pytest.mark.parametrize("way", ["form", "thread"])
def test_note_never_leaves_the_helpline(control: ControlClient, card: Message, way: str) -> None:
    seen = claimed(control, card)

    if way == "form":
        control.press(ASH, seen, "Note")
        control.submit_modal(ASH, text="Has rung twice this week.")
    else:
        control.write(ASH, card.channel, "// Has rung twice this week.", card.ts)
    control.thread_reply(card, "Note, not sent to the member")
    control.write(ASH, card.channel, "Hello", card.ts)

    control.reply(ROBIN, "Hello")
    read = " ".join(message.text for message in control.direct_messages(ROBIN))
    assert "rung twice" not in read


def test_case_is_handed_over_once_the_colleague_claims_it(
    control: ControlClient, card: Message
) -> None:
    control.open_home(WREN)  # a colleague is known once they have met the assistant
    seen = claimed(control, card)

    control.press(ASH, seen, "Hand over")
    view = eventually(control.modal, what="the form")
    colleague = view["blocks"][0]["element"]["options"][0]["text"]["text"]
    control.submit_modal(ASH, adviser=colleague, text="They need the complaints route.")
    offer = control.reply(WREN, "offers you")
    control.press(WREN, offer, "Claim")

    told = eventually(
        lambda: "Wren Sample" in control.reply(ROBIN, "has your concern").text,
        what="the colleague's name",
    )
    assert told
    assert "They need the complaints route." in offer.text


def test_case_is_closed_with_an_outcome_that_the_member_reads(
    control: ControlClient, card: Message
) -> None:
    seen = claimed(control, card)

    control.press(ASH, seen, "Resolve")
    control.submit_modal(ASH, outcome="An adviser gave advice", text="They left at 6.40.")

    closed = control.reply(ROBIN, "has closed your case")
    assert "An adviser gave advice" in closed.text
    assert "They left at 6.40." in closed.text
    labels = ["Reopen", "Note", "Not live", "Should have been live"]
    eventually(lambda: control.seen(card).labels == labels, what="the closed card")


def test_closed_case_is_opened_again_by_an_adviser(control: ControlClient, card: Message) -> None:
    control.press(ASH, claimed(control, card), "Resolve")
    control.submit_modal(ASH, outcome="An adviser gave advice")
    control.reply(ROBIN, "has closed your case")
    eventually(lambda: "Reopen" in control.seen(card).labels, what="the closed card")

    control.press(WREN, control.seen(card), "Reopen")

    control.thread_reply(card, "reopened the case")
    assert "Wren Sample" in control.reply(ROBIN, "has opened your case again").text
    eventually(lambda: "Claim" in control.seen(card).labels, what="the open card")


def test_button_of_advisers_does_nothing_for_a_member(
    control: ControlClient, card: Message
) -> None:
    control.press(SKY, card, "Claim")

    control.reply(SKY, wording.GUIDEPOSTS["staff_only"])
    assert "Claim" in control.seen(card).labels
