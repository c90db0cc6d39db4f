"""A member asks about an inspection and reads what the guidance says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.conversation import wording
from tests.journeys.assistant import Assistant
from tests.journeys.local_slack import ControlClient
from tests.waiting import eventually

ROBIN, SKY = "U0MEMBER1", "U0MEMBER2"
NOTICE = "How much notice do we get?"  # each nation has its own
HOURS = "What time should inspectors finish in school?"
PHONE = "0300 30 30 333"

pytestmark = pytest.mark.usefixtures("assistant")


def test_member_has_the_guidance_quoted_with_its_source_and_the_way_to_a_person(
    control: ControlClient,
) -> None:
    control.say(ROBIN, HOURS)

    answer = control.reply(ROBIN, "6pm")

    expected = ["> ", "*Inspectors should finish", "How long inspectors may stay on site", PHONE]
    assert [words for words in expected if words not in answer.text] == []
    assert wording.SAMPLE in answer.text
    assert answer.notification.startswith("Inspectors should finish")
    assert {"Helpful", "Not helpful", "Talk to a person"} <= set(answer.labels)


def test_member_is_told_when_the_guidance_holds_no_answer(control: ControlClient) -> None:
    control.say(ROBIN, "who won the cricket")

    declined = control.reply(ROBIN, wording.NOTHING_FOUND)

    assert PHONE in declined.text
    assert "Talk to a person" in declined.labels


def test_follow_up_in_a_direct_message_is_understood_from_the_question_before(
    control: ControlClient,
) -> None:
    control.say(ROBIN, HOURS)
    first = control.reply(ROBIN, "6pm")

    control.say(ROBIN, "and in the evening?")

    eventually(lambda: control.reply(ROBIN, "6pm").ts != first.ts, what="a second answer")


def test_follow_up_in_the_thread_of_a_direct_message_is_understood(
    control: ControlClient,
) -> None:
    asked = control.say(ROBIN, HOURS)
    control.reply(ROBIN, "6pm")

    control.say(ROBIN, "and in the evening?", thread_ts=asked.ts)

    control.thread_reply(asked, "6pm")


def test_follow_up_in_a_channel_thread_needs_no_second_mention(control: ControlClient) -> None:
    asked = control.mention(SKY, "C0HEADS", HOURS)
    first = control.thread_reply(asked, "6pm")

    control.write(SKY, "C0HEADS", "and in the evening?", thread_ts=asked.ts)

    eventually(lambda: control.thread_reply(asked, "6pm").ts != first.ts, what="a second answer")


def test_member_says_which_nation_and_is_answered_for_it(control: ControlClient) -> None:
    control.say(ROBIN, NOTICE)
    question = control.reply(ROBIN, wording.NATION_ASKED)

    control.press(ROBIN, question, "Wales")

    answer = control.reply(ROBIN, "Answered for Wales")
    assert "Inspection in Wales" in answer.text


def test_wrong_nation_is_corrected_in_one_tap(control: ControlClient) -> None:
    control.say(ROBIN, NOTICE)
    control.press(ROBIN, control.reply(ROBIN, wording.NATION_ASKED), "Wales")
    wrong = control.reply(ROBIN, "Answered for Wales")

    control.press(ROBIN, wrong, "Northern Ireland")

    answer = control.reply(ROBIN, "Answered for Northern Ireland")
    assert "Inspection in Northern Ireland" in answer.text


def test_mention_in_a_channel_is_answered_in_its_thread(control: ControlClient) -> None:
    asked = control.mention(SKY, "C0HEADS", HOURS)

    answer = control.thread_reply(asked, "6pm")

    assert answer.thread_ts == asked.ts


def test_channel_message_that_does_not_name_the_assistant_is_neither_answered_nor_stored(
    control: ControlClient, data_folder: Path
) -> None:
    control.write(SKY, "C0HEADS", "Our zebrafish tank needs cleaning, who has the key?")

    asked = control.mention(SKY, "C0HEADS", HOURS)
    control.thread_reply(asked, "6pm")

    stored = b"".join(path.read_bytes() for path in data_folder.glob("*") if path.is_file())
    others = [m for m in control.messages("C0HEADS") if m.user != SKY and m.thread_ts != asked.ts]
    assert others == []
    assert b"zebrafish" not in stored


def test_member_says_why_an_answer_did_not_help(control: ControlClient) -> None:
    control.say(ROBIN, HOURS)
    answer = control.reply(ROBIN, "6pm")

    control.press(ROBIN, answer, "Not helpful")
    control.submit_modal(ROBIN, reason="It is hard to follow", text="Too long")

    control.reply(ROBIN, wording.GUIDEPOSTS["thanks"])


def test_talk_to_a_person_brings_the_question_to_the_helpline(control: ControlClient) -> None:
    control.say(ROBIN, HOURS)
    answer = control.reply(ROBIN, "6pm")

    control.press(ROBIN, answer, "Talk to a person")

    control.reply(ROBIN, "Seen by nobody yet")
    assert HOURS in control.card("Case 1").text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(":wave:", id="emoji"),
        pytest.param("inspection " * 3640, id="40,000 characters"),
        pytest.param("<!channel> <!here> <@U0ADVISER1> who is there?", id="pings"),
        pytest.param("lesson \x00 visits \ud800 today", id="NUL and a lone surrogate"),
        pytest.param("<script>alert(1)</script> & *bold* > quote", id="markup"),
    ],
)
def test_odd_words_are_answered_in_words_and_ping_nobody(control: ControlClient, text: str) -> None:
    control.say(ROBIN, text)

    answer = control.reply(ROBIN, PHONE)

    assert "<!" not in answer.text
    assert "<@U0ADVISER1>" not in answer.text


def test_file_without_words_is_answered_in_words(control: ControlClient) -> None:
    channel = control.direct_channel(ROBIN)
    assert channel is not None

    control.upload(ROBIN, channel, "letter.pdf", b"%PDF")

    control.reply(ROBIN, wording.GUIDEPOSTS["only_file"])


def test_changed_and_deleted_messages_leave_the_assistant_at_work(control: ControlClient) -> None:
    asked = control.say(ROBIN, "Who won the cricket?")
    control.reply(ROBIN, PHONE)

    control.edit(asked, "Who won the football?")
    control.delete(asked)
    control.say(ROBIN, HOURS)

    control.reply(ROBIN, "6pm")


def test_assistant_without_guidance_says_so_and_still_takes_concerns(
    control: ControlClient, data_folder: Path, assistant: Assistant, start: Callable[..., Assistant]
) -> None:
    assistant.stop()
    (data_folder / "index").unlink()
    start()

    control.say(ROBIN, HOURS)
    control.reply(ROBIN, wording.UNAVAILABLE)
    control.say(ROBIN, "its 6.25 and they're still here")

    eventually(lambda: "still here" in control.card("Case 1").text, what="the card")
