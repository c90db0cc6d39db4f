"""Somebody makes the helpline's channel public: nothing more is posted there, and all say so."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.assistant import Assistant
from tests.journeys.fault_server import fault_server
from tests.journeys.local_slack import ControlClient
from tests.waiting import eventually

ROBIN, SKY = "U0MEMBER1", "U0MEMBER2"
ASH, WREN = "U0ADVISER1", "U0ADVISER2"
LOOKED_AT_WITHIN_S = 60  # the promise
NEW = "an inspector is shouting at my deputy right now"


def test_members_words_wait_until_the_channel_is_private_again_and_advisers_are_told_directly(
    control: ControlClient, start: Callable[..., Assistant]
) -> None:
    with fault_server(control.slack) as faulty:
        assistant = start(SLACK_API_URL=faulty.url)
        control.say(ROBIN, "its 6.25 and they're still here")
        control.card("Case 1")

        faulty.say_of("C0QUEUE", is_private=False)
        for adviser in (ASH, WREN):
            control.reply(adviser, "channel is public now", LOOKED_AT_WITHIN_S)
        before = [one.text for one in control.queue()]
        control.say(SKY, NEW)
        page = control.reply(ASH, "Case 2")
        control.press(ASH, page, "Claim")

        assert "Ash Sample" in control.reply(SKY, "has your concern").text
        claimed = control.reply(ASH, "*Ash Sample (adviser)* has it.")  # the card, brought to them
        assert NEW in claimed.text
        assert [one.text for one in control.queue()] == before

        assistant.kill()
        faulty.say_of("C0QUEUE", is_private=True)
        start(SLACK_API_URL=faulty.url)  # it looks at once; else within the minute
        card = control.card("Case 2")
        assert NEW in card.text
        eventually(lambda: "Claim" not in control.seen(card).labels, what="the claimed card")
        control.reply(ASH, "may hold members' words again")
