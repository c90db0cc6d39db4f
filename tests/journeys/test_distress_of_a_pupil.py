"""A member writes of a pupil in danger: what to do stands first, then a person is called."""

from __future__ import annotations

import pytest

from bot.conversation import queue_wording, wording
from bot.helpline.support_lines import SupportLines
from tests.journeys.local_slack import ControlClient

ROBIN = "U0MEMBER1"

pytestmark = pytest.mark.usefixtures("assistant")


def test_safeguarding_card_stands_first_and_then_the_case(control: ControlClient) -> None:
    control.say(ROBIN, "one of my pupils says she wants to kill herself, inspectors are here")

    card = control.card(queue_wording.CARD_DISTRESS)
    receipt = control.reply(ROBIN, "Seen by nobody yet")

    first = next(one for one in control.direct_messages(ROBIN) if one.user != ROBIN)
    lines = SupportLines()
    assert [
        part for part in wording.CRISIS_ABOUT_A_PUPIL if lines.in_words(part) not in first.text
    ] == []
    assert "designated safeguarding lead" in first.text
    assert first.ts < receipt.ts
    assert "kill herself" in card.text
