"""Two concerns from one school: the second card says that there was a first."""

from __future__ import annotations

import pytest

from tests.journeys.local_slack import ControlClient
from tests.journeys.messages import Message
from tests.waiting import eventually

ROBIN, SKY = "U0MEMBER1", "U0MEMBER2"
ASH = "U0ADVISER1"

pytestmark = pytest.mark.usefixtures("assistant")


def raised_for(control: ControlClient, member: str, school: str, case: str) -> Message:
    """Let a member raise a live concern and name their school; returns its card."""
    control.say(member, "its 6.25 and they're still here")
    control.press(member, control.reply(member, "Seen by nobody yet"), "Add detail")
    control.submit_modal(member, school=school)
    return control.card(case)


def test_card_names_the_earlier_case_of_the_school_and_none_of_its_words(
    control: ControlClient,
) -> None:
    first = raised_for(control, ROBIN, "Sample Primary School", "Case 1")
    control.press(ASH, first, "Claim")
    control.reply(ROBIN, "has your concern")
    control.write(ASH, first.channel, "// The head is new.", first.ts)
    control.press(ASH, control.seen(first), "Resolve")
    control.submit_modal(ASH, outcome="An adviser gave advice", text="They left at 6.40.")
    control.reply(ROBIN, "has closed your case")

    second = raised_for(control, SKY, "SAMPLE primary school.", "Case 2")

    shown = eventually(
        lambda: (
            "Earlier cases of this school" in control.seen(second).text
            and control.seen(second).text
        ),
        what="the earlier case",
    )
    assert "Case 1 ·" in shown
    assert "An adviser gave advice" in shown
    assert "6.40" not in shown
    assert "head is new" not in shown
