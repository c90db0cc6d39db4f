"""What advisers read about duty."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.outbound import DaySwapped, DutyShown
from bot.slack.views import render
from tests.bot.slack.views.samples import SCENE, pressed, said

ON = DutyShown(7, on=True, until=None, on_duty=("Ash Sample",), week="mon 08:00-18:00")


def test_duty_says_whether_you_are_on_and_who_is() -> None:
    shown = said(render(ON, SCENE))

    assert shown[:3] == [
        "*You are on duty.*",
        "On duty now: Ash Sample.",
        "Your week: mon 08:00-18:00.",
    ]


def test_word_by_hand_says_until_when_it_holds() -> None:
    off = replace(ON, on=False, until=datetime(2026, 11, 24, tzinfo=UTC), on_duty=())

    shown = said(render(off, SCENE))

    assert shown[0].startswith("*You are off duty.* You said so yourself; it holds until Tuesday")
    assert shown[1] == "Nobody is on duty now, so every adviser is called."


def test_swapped_days_are_named_with_who_has_them() -> None:
    swapped = DaySwapped(date(2026, 11, 30), "08:00-12:00 and 13:00-18:00", "Bex", "*Ash*")

    shown = said(render(replace(ON, swapped=(swapped,)), SCENE))

    assert shown[3].startswith("Monday 30 November, 08:00-12:00 and 13:00-18:00: *Bex* in place")
    assert "*Ash*" not in shown[3]


def test_button_offers_the_other_way() -> None:
    buttons = [pressed(render(one, SCENE))[0] for one in (ON, replace(ON, on=False))]

    assert buttons == [("duty_off", "7"), ("duty_on", "7")]
