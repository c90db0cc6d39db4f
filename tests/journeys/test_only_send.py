"""An adviser writes, and lets the assistant go on quoting the guidance."""

from __future__ import annotations

import pytest

from tests.journeys.local_slack import ControlClient
from tests.waiting import eventually

ROBIN, ASH = "U0MEMBER1", "U0ADVISER1"
WAITING = "While you wait"

pytestmark = pytest.mark.usefixtures("assistant")


def test_assistant_goes_on_answering_beside_an_adviser_who_only_sends(
    control: ControlClient,
) -> None:
    control.say(ROBIN, "its 6.25 and they're still here")
    control.reply(ROBIN, WAITING)
    card = control.card("The member was sent this")
    control.write(ASH, card.channel, "I am with you.", card.ts)
    asked = control.thread_reply(card, "has been answering this member")

    control.press(ASH, asked, "Only send")

    control.reply(ROBIN, "I go on quoting the guidance")
    before = [one.ts for one in control.direct_messages(ROBIN)]
    control.say(ROBIN, "What time should inspectors finish in school?")
    answer = eventually(
        lambda: next(
            (
                one
                for one in control.direct_messages(ROBIN)
                if one.ts not in before and "6pm" in one.text
            ),
            None,
        ),
        what="an answer of the guidance",
    )
    assert "Helpful" in answer.labels
    control.thread_reply(card, "What time should inspectors finish")
