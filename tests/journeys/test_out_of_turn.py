"""What comes too late, from an old message or in a flood does no harm and is explained."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.assistant import Assistant
from tests.journeys.local_slack import ControlClient
from tests.journeys.messages import Message
from tests.waiting import eventually

ROBIN, SKY = "U0MEMBER1", "U0MEMBER2"
ASH, WREN = "U0ADVISER1", "U0ADVISER2"
LIVE = "its 6.25 and they're still here"
LINES = [f"line {n} of what is happening" for n in range(1, 61)]
FEW = len(LINES) // 3


@pytest.fixture
def card(assistant: Assistant, control: ControlClient) -> Message:
    """The card of a live concern that nobody has claimed."""
    control.say(ROBIN, LIVE)
    return control.card("Case 1")


def test_claim_of_a_closed_case_changes_nothing_and_is_explained(
    control: ControlClient, card: Message
) -> None:
    control.press(ROBIN, control.reply(ROBIN, "Seen by nobody yet"), "Not needed")
    control.reply(ROBIN, "You have closed your case")

    control.press(WREN, card, "Claim")  # as it stood in somebody's page a moment ago

    control.reply(WREN, "Case 1 is closed")
    assert "Claim" not in control.seen(card).labels


def test_card_of_an_earlier_database_claims_nobody_elses_case(
    control: ControlClient,
    card: Message,
    assistant: Assistant,
    data_folder: Path,
    start: Callable[..., Assistant],
) -> None:
    assistant.kill()
    for left in data_folder.glob("helpline.db*"):
        left.unlink()
    start()
    control.say(SKY, "an inspector is shouting at my deputy right now")
    today = control.card("shouting at my deputy")
    assert "Case 1" in today.text

    control.press(ASH, card, "Claim")

    control.reply(ASH, "That message is not about the case 1 of today")
    assert "Claim" in control.seen(today).labels


def test_note_and_reply_that_name_a_channel_or_a_person_ping_nobody(
    control: ControlClient, card: Message
) -> None:
    control.press(ASH, card, "Claim")
    control.reply(ROBIN, "has your concern")

    control.press(ASH, control.seen(card), "Note")
    control.submit_modal(ASH, text="<!channel> tell <@U0ADVISER2>")
    control.write(ASH, card.channel, "Hello <!here> <@U0MEMBER2>", card.ts)

    noted = control.thread_reply(card, "Note, not sent to the member")
    relayed = control.reply(ROBIN, "Hello")
    assert [mark for message in (noted, relayed) for mark in pinging(message)] == []


def test_flood_of_a_member_arrives_whole_and_in_order_in_few_messages(
    control: ControlClient, card: Message
) -> None:
    for line in LINES:
        control.say(ROBIN, line)

    def arrived() -> list[str]:
        said = (one.text for one in control.thread(card) if one.user == control.slack.bot_user_id)
        return [line for text in said for line in text.splitlines() if line in LINES]

    eventually(lambda: len(arrived()) >= len(LINES), what="every line")
    assert arrived() == LINES
    assert len(control.thread(card)) < FEW


def pinging(message: Message) -> list[str]:
    """Whatever Slack would read as a mention: in plain text it reads none."""
    formatted = [
        block["text"]["text"]
        for block in message.blocks
        if block.get("text", {}).get("type") == "mrkdwn"
    ]
    return re.findall("<[!@#].*?>", " ".join([message.notification, *formatted]))
