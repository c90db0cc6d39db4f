"""An adviser offers a case to a colleague who does not take it."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.assistant import Assistant
from tests.journeys.local_slack import ControlClient
from tests.waiting import eventually

ROBIN = "U0MEMBER1"
ASH, WREN = "U0ADVISER1", "U0ADVISER2"


def test_offer_that_nobody_takes_comes_back_and_the_first_adviser_keeps_the_case(
    start: Callable[..., Assistant], control: ControlClient
) -> None:
    start(HELPLINE_LEASE="60s,60s,60s,2s")
    control.open_home(WREN)
    control.say(ROBIN, "its 6.25 and they're still here")
    card = control.card("Case 1")
    control.press(ASH, card, "Claim")
    eventually(lambda: "Hand over" in control.seen(card).labels, what="the claimed card")

    control.press(ASH, control.seen(card), "Hand over")
    view = eventually(control.modal, what="the form")
    labels = [one["text"]["text"] for one in view["blocks"][0]["element"]["options"]]
    control.submit_modal(ASH, adviser=next(filter(lambda one: "Wren" in one, labels)), text="Sick.")
    offer = control.reply(WREN, "offers you")

    control.reply(ASH, "did not take case 1 in time")
    control.press(WREN, offer, "Claim")
    refused = control.reply(WREN, "already has case 1")
    assert "within 2 seconds" in offer.text
    assert "Ash Sample" in refused.text
    assert "Ash Sample" in control.seen(card).text
    assert "Wren" not in " ".join(one.text for one in control.direct_messages(ROBIN))
