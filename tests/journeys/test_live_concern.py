"""A member with an inspector in the building is brought to a person."""

from __future__ import annotations

import pytest

from bot.conversation import queue_wording, wording
from bot.helpline.support_lines import SupportLines
from tests.journeys.local_slack import ControlClient
from tests.waiting import eventually

ROBIN = "U0MEMBER1"
LIVE = "its 6.25 and they're still here"
IN_DOUBT = "an inspector was rude to my deputy"

pytestmark = pytest.mark.usefixtures("assistant")


def test_live_concern_reaches_the_helpline_and_the_member_is_told_the_truth(
    control: ControlClient,
) -> None:
    control.say(ROBIN, LIVE)

    receipt = control.reply(ROBIN, "Seen by nobody yet")
    card = control.card("Case 1")
    assert {"Not needed", "Add detail"} <= set(receipt.labels)
    assert "0300 30 30 333" in receipt.text
    assert LIVE in card.text
    assert "live" in card.text
    assert card.labels == ["Claim", "Reply", "Note", "Hand over", "Resolve", "Not live"]
    assert card.channel == "C0QUEUE"


def test_card_says_what_the_guidance_holds_a_moment_later(control: ControlClient) -> None:
    control.say(ROBIN, "The inspectors are still working in school after 6pm")

    card = control.card(queue_wording.CARD_GUIDANCE)

    assert "6pm" in card.text


def test_doubt_is_asked_and_yes_brings_a_person(control: ControlClient) -> None:
    control.say(ROBIN, IN_DOUBT)
    asked = control.reply(ROBIN, wording.HAPPENING)

    control.press(ROBIN, asked, "Yes, now")

    assert IN_DOUBT in control.card("Case 1").text
    eventually(
        lambda: wording.HAPPENING_ANSWERED["yes"] in control.seen(asked).text,
        what="the answer kept",
    )


def test_doubt_is_asked_and_no_leaves_it_at_the_answer(control: ControlClient) -> None:
    control.say(ROBIN, IN_DOUBT)
    asked = control.reply(ROBIN, wording.HAPPENING)

    control.press(ROBIN, asked, "No")

    eventually(
        lambda: wording.HAPPENING_ANSWERED["no"] in control.seen(asked).text, what="the answer kept"
    )
    assert control.queue() == []


def test_words_of_distress_bring_the_fixed_reply_first_and_then_the_case(
    control: ControlClient,
) -> None:
    control.say(ROBIN, "I can't cope any more, I want to end it all")

    card = control.card(queue_wording.CARD_DISTRESS)
    receipt = control.reply(ROBIN, "Seen by nobody yet")

    replies = [m for m in control.direct_messages(ROBIN) if m.user != ROBIN]
    assert all(SupportLines().in_words(part) in replies[0].text for part in wording.CRISIS)
    assert replies[0].ts < receipt.ts
    assert "end it all" in card.text


def test_more_words_join_the_open_case_and_open_no_second_one(control: ControlClient) -> None:
    control.say(ROBIN, LIVE)
    card = control.card("Case 1")

    control.say(ROBIN, "now they are in the staff room")

    added = control.thread_reply(card, "staff room")
    cards = [m for m in control.queue() if m.thread_ts is None]
    assert queue_wording.MEMBER_WROTE["new"] in added.text
    assert [one.ts for one in cards] == [card.ts]


def test_changed_words_are_shown_to_advisers_as_changed(control: ControlClient) -> None:
    written = control.say(ROBIN, LIVE)
    card = control.card("Case 1")

    control.edit(written, "its 6.45 and they're still here")

    changed = control.thread_reply(card, "6.45")
    assert queue_wording.MEMBER_WROTE["edited"] in changed.text


def test_member_adds_detail_in_a_form(control: ControlClient) -> None:
    control.say(ROBIN, LIVE)
    receipt = control.reply(ROBIN, "Seen by nobody yet")

    control.press(ROBIN, receipt, "Add detail")
    control.submit_modal(ROBIN, school="Sample Primary", phone="01632 960001")

    detail = control.thread_reply(control.card("Case 1"), "Sample Primary")
    assert "01632 960001" in detail.text


def test_member_closes_the_case_once_it_is_sorted(control: ControlClient) -> None:
    control.say(ROBIN, LIVE)
    receipt = control.reply(ROBIN, "Seen by nobody yet")

    control.press(ROBIN, receipt, "Not needed")

    control.reply(ROBIN, "You have closed your case")
    eventually(lambda: "Claim" not in control.card("Case 1").labels, what="the closed card")


def test_live_concern_in_a_channel_moves_to_a_direct_message(control: ControlClient) -> None:
    written = control.mention(ROBIN, "C0HEADS", LIVE)

    moved = control.thread_reply(written, wording.MOVED)
    receipt = control.reply(ROBIN, "Seen by nobody yet")

    assert LIVE not in moved.text
    assert receipt.channel == control.direct_channel(ROBIN)


def test_live_words_after_closing_reopen_the_case(control: ControlClient) -> None:
    control.say(ROBIN, LIVE)
    control.press(ROBIN, control.reply(ROBIN, "Seen by nobody yet"), "Not needed")
    control.reply(ROBIN, "You have closed your case")

    control.say(ROBIN, "they came back, the inspector is here now")

    control.reply(ROBIN, "Your case is open again")
    eventually(
        lambda: queue_wording.CARD_REOPENED in control.card("Case 1").text, what="the reopened card"
    )
