"""An adviser claims and goes quiet: asked, and then the case is somebody else's to take."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.assistant import Assistant
from tests.journeys.local_slack import ControlClient
from tests.journeys.messages import Message
from tests.waiting import eventually

ROBIN, SKY = "U0MEMBER1", "U0MEMBER2"
ASH, WREN = "U0ADVISER1", "U0ADVISER2"
LIVE = "its 6.25 and they're still here"


@pytest.fixture
def claimed(control: ControlClient) -> Callable[[], Message]:
    """Let Ash claim Robin's live concern; returns its card."""

    def claim() -> Message:
        control.say(ROBIN, LIVE)
        card = control.card("Case 1")
        control.press(ASH, card, "Claim")
        control.reply(ROBIN, "has your concern")
        return card

    return claim


def reminders(control: ControlClient, case: int) -> list[Message]:
    """Each time that Ash was asked whether they are still on a case."""
    asked = f"You have *case {case}*, and nothing was heard"
    return [one for one in control.direct_messages(ASH) if asked in one.text]


def test_quiet_adviser_is_reminded_and_then_a_colleague_can_claim_the_case(
    start: Callable[..., Assistant], control: ControlClient, claimed: Callable[[], Message]
) -> None:
    start(HELPLINE_LEASE="2s,2s,60s,60s")
    card = claimed()

    control.reply(ASH, "Still on it?")
    told = control.reply(ROBIN, "back in the helpline's queue")
    eventually(lambda: "Claim" in control.seen(card).labels, what="an open card")
    control.press(WREN, card, "Claim")

    assert "Nobody has it now" in told.text
    assert "0300 30 30 333" in told.text
    control.reply(ASH, "Case 1 went back into the queue")
    control.card("its holder was quiet")
    control.thread_reply(card, "was quiet for too long")
    eventually(
        lambda: "Wren Sample" in control.reply(ROBIN, "has your concern").text,
        what="the colleague's name",
    )


def test_claim_is_kept_by_acting_on_the_case(
    start: Callable[..., Assistant], control: ControlClient, claimed: Callable[[], Message]
) -> None:
    start(HELPLINE_LEASE="4s,4s,60s,60s")
    card = claimed()
    ways: list[Callable[[Message], object]] = [
        lambda asked: control.press(ASH, asked, "Still on it"),
        lambda _asked: control.write(ASH, card.channel, "I am with you.", card.ts),
        lambda _asked: control.write(ASH, card.channel, "// Rang, no answer yet.", card.ts),
    ]

    for n, act in enumerate(ways, start=1):
        asked = eventually(lambda n=n: reminders(control, 1)[n - 1 :], what=f"reminder {n}")
        act(asked[0])

    eventually(lambda: reminders(control, 1)[len(ways) :], what="a lease that began anew")
    assert "Ash Sample" in control.seen(card).text
    assert not any("back in the" in one.text for one in control.direct_messages(ROBIN))


def test_adviser_on_the_phone_is_left_alone_for_longer(
    start: Callable[..., Assistant], control: ControlClient, claimed: Callable[[], Message]
) -> None:
    start(HELPLINE_LEASE="4s,1s,60s,60s")
    card = claimed()

    eventually(lambda: "On the phone" in control.seen(card).labels, what="the claimed card")
    control.press(ASH, control.seen(card), "On the phone")
    control.thread_reply(card, "went on the phone with the member")
    control.say(SKY, LIVE)
    control.press(ASH, control.card("Case 2"), "Claim")

    control.reply(SKY, "back in the helpline's queue")  # of what was only claimed
    assert "Ash Sample" in control.seen(card).text
    assert [len(reminders(control, case)) for case in (1, 2)] == [0, 1]
