"""A member writes while the helpline is closed: advisers are called, and nothing is promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.helpline.hours import DAYS
from tests.journeys.assistant import Assistant
from tests.journeys.local_slack import ControlClient

ROBIN, ASH = "U0MEMBER1", "U0ADVISER1"


def test_live_concern_at_night_is_paged_and_the_member_reads_who_may_answer(
    start: Callable[..., Assistant], control: ControlClient
) -> None:
    start(
        HELPLINE_HOURS=f"{in_two_days()} 08:00-18:00",
        HELPLINE_BANK_HOLIDAYS="none",
        HELPLINE_LADDER_IMMEDIATE="1s,2s,60s,60s",
    )

    control.say(ROBIN, "its 6.25 and they're still here")

    receipt = control.reply(ROBIN, "Seen by nobody yet")
    assert "Nobody is on duty now; next opening" in receipt.text
    assert "they may not see it before then" in receipt.text
    assert {"116 123", "08000 562 561", "0300 30 30 333"} <= numbers(receipt.text)
    assert "still here" in control.card("Case 1").text
    control.reply(ASH, "nobody has claimed it")  # at any hour


def in_two_days() -> str:
    """A weekday on which it is not, and will not be in a minute either."""
    at = datetime.now(ZoneInfo("Europe/London")) + timedelta(days=2)
    return DAYS[at.weekday()]


def numbers(text: str) -> set[str]:
    """Return those of the numbers to ring that a message gives."""
    return {one for one in ("116 123", "08000 562 561", "0300 30 30 333") if one in text}
