"""/helpline, typed in a channel: what it answers is read by nobody else."""

from __future__ import annotations

import pytest

from bot.conversation import wording
from tests.journeys.local_slack import ControlClient

ROBIN = "U0MEMBER1"

pytestmark = pytest.mark.usefixtures("assistant")


def test_ask_is_answered_in_the_direct_message(control: ControlClient) -> None:
    control.command(ROBIN, "ask what time should inspectors finish in school")

    control.reply(ROBIN, "6pm")

    assert control.messages("C0GENERAL") == []


def test_urgent_opens_a_case(control: ControlClient) -> None:
    control.command(ROBIN, "urgent the lead inspector is shouting at my deputy")

    control.reply(ROBIN, "Seen by nobody yet")
    assert "shouting at my deputy" in control.card("Case 1").text


def test_status_says_where_the_cases_stand(control: ControlClient) -> None:
    control.command(ROBIN, "urgent they are still here")
    control.card("Case 1")

    control.command(ROBIN, "status")

    shown = control.reply(ROBIN, wording.YOUR_CASES)
    assert "seen by nobody yet" in shown.text


@pytest.mark.parametrize("text", ["help", "", "sing"])
def test_help_says_what_can_be_typed(control: ControlClient, text: str) -> None:
    control.command(ROBIN, text)

    control.reply(ROBIN, "0300 30 30 333")

    assert control.messages("C0GENERAL") == []
