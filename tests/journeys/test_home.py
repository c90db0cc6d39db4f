"""The Home tab: what this is, who reads it, and one press for help."""

from __future__ import annotations

import pytest

from bot.conversation import home_wording
from tests.journeys.local_slack import ControlClient
from tests.journeys.messages import words
from tests.waiting import eventually

ROBIN = "U0MEMBER1"

pytestmark = pytest.mark.usefixtures("assistant")


@pytest.fixture
def home(assistant: object, control: ControlClient) -> str:
    """What a member's Home tab says once it is open."""
    control.open_home(ROBIN)
    return words(eventually(lambda: control.home(ROBIN), what="the Home tab"))


def shows(control: ControlClient, text: str) -> None:
    """Wait until the Home tab says something."""
    eventually(lambda: text in words(control.home(ROBIN)), what=f"a Home tab with {text!r}")


def test_home_says_what_this_is_who_reads_it_and_the_telephone(home: str) -> None:
    expected = [
        home_wording.HOME_WHAT,
        home_wording.HOME_WHO_READS,
        "0300 30 30 333",
        home_wording.HOME_NO_CASES,
    ]

    assert [sentence for sentence in expected if sentence not in home] == []


def test_one_press_puts_a_member_with_an_inspector_into_the_queue(
    home: str, control: ControlClient
) -> None:
    control.press_home(ROBIN, "An inspector is here")

    control.reply(ROBIN, "Seen by nobody yet")
    assert "Claim" in control.card("Case 1").labels
    shows(control, "Case 1")


def test_nation_and_phase_are_kept(home: str, control: ControlClient) -> None:
    control.press_home(ROBIN, "Wales")
    shows(control, "Nation: *Wales*")

    control.say(ROBIN, "How much notice do we get?")

    assert "Inspection in Wales" in control.reply(ROBIN, "Answered for Wales").text
