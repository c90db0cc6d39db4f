"""An adviser works from the Home tab and the card: claims, sends a quote, takes over."""

from __future__ import annotations

import pytest

from tests.journeys.local_slack import ControlClient
from tests.journeys.messages import Message, words
from tests.journeys.page import SlackPage
from tests.waiting import eventually

ROBIN, SKY = "U0MEMBER1", "U0MEMBER2"
ASH, ASH_NAME = "U0ADVISER1", "Ash Sample (adviser)"
WAITING = "While you wait"
URGENCY_MENU = 1  # behind the one that chooses the list

pytestmark = pytest.mark.usefixtures("assistant")


@pytest.fixture
def answered(assistant: object, control: ControlClient) -> Message:
    """The card of a live concern whose member has read guidance while waiting."""
    control.say(ROBIN, "its 6.25 and they're still here")
    control.reply(ROBIN, WAITING)
    return control.card("The member was sent this")


def quotes(message: Message) -> list[str]:
    """The quoted lines of a message, without marks of bold."""
    lines = (line for line in message.text.replace("*", "").splitlines())
    return [line for line in lines if line.startswith(">")]


@pytest.mark.browser
def test_adviser_sees_an_unclaimed_case_in_the_home_tab_and_claims_it(
    control: ControlClient, page: SlackPage
) -> None:
    control.say(ROBIN, "its 6.25 and they're still here")
    control.reply(ROBIN, "Seen by nobody yet")
    page.act_as(ASH_NAME)
    page.open("Helpline")

    page.press_home("Claim")

    assert "Ash Sample" in control.reply(ROBIN, "has your concern").text
    eventually(lambda: "Yours* · 1" in words(control.home(ASH)), what="the case among one's own")


def test_home_tab_of_an_adviser_is_drawn_again_when_a_case_comes(control: ControlClient) -> None:
    control.open_home(ASH)
    eventually(lambda: "0 unclaimed" in words(control.home(ASH)), what="an empty queue")

    control.say(ROBIN, "its 6.25 and they're still here")

    eventually(lambda: "1 unclaimed" in words(control.home(ASH)), what="the new case")


@pytest.mark.browser
def test_menu_narrows_the_home_tab_to_what_is_immediate(
    control: ControlClient, page: SlackPage
) -> None:
    control.say(ROBIN, "its 6.25 and they're still here")
    control.card("Case 1")
    control.open_home(SKY)
    eventually(lambda: control.home(SKY), what="a Home tab")
    control.press_home(SKY, "Talk to a person")
    control.card("Case 2")
    page.act_as(ASH_NAME)
    page.open("Helpline")
    eventually(lambda: "Case 2" in words(control.home(ASH)), what="both cases")

    page.home().locator("select").nth(URGENCY_MENU).select_option(label="Immediate")

    eventually(lambda: "Case 2" not in words(control.home(ASH)), what="the narrowed list")
    assert "Case 1" in words(control.home(ASH))


def test_quote_is_sent_to_the_member_word_for_word(
    control: ControlClient, answered: Message
) -> None:
    read_before = quotes(control.reply(ROBIN, WAITING))

    control.press(ASH, control.seen(answered), "Send this quote")

    sent = control.reply(ROBIN, "sends you this from the guidance")
    assert "Ash Sample" in sent.text
    assert quotes(sent) == read_before[: len(quotes(sent))]
    control.thread_reply(answered, "sent the member this quote")


def test_assistant_is_silent_once_an_adviser_takes_over(
    control: ControlClient, answered: Message
) -> None:
    control.write(ASH, answered.channel, "I am with you.", answered.ts)
    asked = control.thread_reply(answered, "has been answering this member")

    control.press(ASH, asked, "Take over")

    control.reply(ROBIN, "answers you here")
    answers = [one for one in control.direct_messages(ROBIN) if WAITING in one.text]
    control.say(ROBIN, "Can inspectors see all books?")
    control.thread_reply(answered, "see all books")
    control.write(ASH, answered.channel, "Yes, they may ask for them.", answered.ts)
    control.reply(ROBIN, "they may ask for them")
    assert [one for one in control.direct_messages(ROBIN) if WAITING in one.text] == answers
