"""What member and adviser write, change, delete and share mid-case reaches the other, in order."""

from __future__ import annotations

import pytest

from bot.conversation import queue_wording, wording
from tests.journeys.local_slack import ControlClient
from tests.journeys.messages import Message
from tests.waiting import eventually

ROBIN, ASH = "U0MEMBER1", "U0ADVISER1"
LONG = " ".join(f"word{n}" for n in range(1, 1501))  # 12,000 characters: five parts

pytestmark = pytest.mark.usefixtures("assistant")


@pytest.fixture
def card(assistant: object, control: ControlClient) -> Message:
    """The card of a case that Ash has claimed."""
    control.say(ROBIN, "its 6.25 and they're still here")
    opened = control.card("Case 1")
    control.press(ASH, opened, "Claim")
    control.reply(ROBIN, "has your concern")
    return opened


def test_words_the_member_deletes_stay_in_the_case_and_they_are_told(
    control: ControlClient, card: Message
) -> None:
    written = control.say(ROBIN, "the lead inspector said she would fail us")
    control.thread_reply(card, "fail us")

    control.delete(written)

    control.thread_reply(card, queue_wording.MEMBER_WROTE["deleted"])
    control.thread_reply(card, "fail us")
    control.reply(ROBIN, wording.GUIDEPOSTS["deleted"])


def test_file_of_the_member_reaches_advisers_as_a_link(
    control: ControlClient, card: Message
) -> None:
    control.upload(
        ROBIN, control.direct_channel(ROBIN) or "", "letter.pdf", b"%PDF", "Their letter"
    )

    shared = control.thread_reply(card, "letter.pdf")

    assert "Their letter" in shared.text
    assert queue_wording.MEMBER_FILES_HINT in shared.text


def test_members_copy_follows_the_edit_and_the_deletion_of_an_adviser(
    control: ControlClient, card: Message
) -> None:
    written = control.write(ASH, card.channel, "They must leave by 7.", card.ts)
    copy = control.reply(ROBIN, "must leave by 7")

    control.edit(written, "They should leave by 6.")
    eventually(lambda: "should leave by 6" in control.seen(copy).text, what="the edit")
    assert wording.FROM_ADVISER_EDITED in control.seen(copy).text
    control.delete(written)

    eventually(
        lambda: "has withdrawn this message" in control.seen(copy).text, what="the end of it"
    )
    assert "leave by" not in control.seen(copy).text
    control.thread_reply(card, "reads as withdrawn")


def test_words_that_become_a_note_are_taken_back_and_a_note_never_goes_out(
    control: ControlClient, card: Message
) -> None:
    sent = control.write(ASH, card.channel, "She has rung us before.", card.ts)
    copy = control.reply(ROBIN, "rung us before")
    note = control.write(ASH, card.channel, "// Be gentle with them.", card.ts)
    control.thread_reply(card, "Note, not sent to the member")

    control.edit(sent, "// She has rung us before.")
    control.edit(note, "Be gentle with them.")

    control.reply(ASH, "makes a note of words that the member had been sent")
    control.reply(ASH, "held a note, so I did *not* send it on")
    eventually(lambda: "withdrawn" in control.seen(copy).text, what="the end of the copy")
    read = " ".join(one.text for one in control.direct_messages(ROBIN))
    assert "rung us before" not in read
    assert "gentle" not in read


@pytest.mark.parametrize("way", ["to the member", "to advisers"])
def test_long_words_arrive_whole_and_in_order(
    control: ControlClient, card: Message, way: str
) -> None:
    last = LONG.rpartition(" ")[2]

    if way == "to the member":
        control.write(ASH, card.channel, LONG, card.ts)
        control.reply(ROBIN, last)
        arrived = control.direct_messages(ROBIN)
    else:
        control.say(ROBIN, LONG)
        control.thread_reply(card, last)
        arrived = control.thread(card)

    bot = control.slack.bot_user_id
    read = " ".join(one.text for one in arrived if one.user == bot)
    words = [word for word in read.split() if word.startswith("word") and word[4:].isdecimal()]
    assert words == LONG.split()
