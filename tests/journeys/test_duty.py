"""Advisers go on and off duty, keep a week and swap a day; whoever is on is called."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.assistant import Assistant
from tests.journeys.local_slack import ControlClient
from tests.journeys.messages import words
from tests.journeys.page import SlackPage
from tests.waiting import eventually

ROBIN = "U0MEMBER1"
ASH, WREN = "U0ADVISER1", "U0ADVISER2"
EVERY_DAY = "mon-sun 00:00-23:59"


def test_only_who_is_on_duty_is_called_by_direct_message(
    start: Callable[..., Assistant], control: ControlClient
) -> None:
    start(HELPLINE_LADDER_IMMEDIATE="1s,2s,4s,60s")
    control.command(WREN, "duty on")
    control.reply(WREN, "You are on duty")

    control.say(ROBIN, "its 6.25 and they're still here")

    control.reply(WREN, "nobody has claimed it")
    control.reply(ROBIN, "Nobody has picked your concern up yet")  # the step after
    assert not any("claimed it" in one.text for one in control.direct_messages(ASH))


def test_member_does_not_go_on_duty(assistant: object, control: ControlClient) -> None:
    control.command(ROBIN, "duty on")

    control.reply(ROBIN, "Only the helpline's advisers go on duty")


def test_adviser_goes_on_and_off_duty_in_the_home_tab(
    assistant: object, control: ControlClient, page: SlackPage
) -> None:
    page.act_as("Ash Sample (adviser)")
    page.open("Helpline")

    page.press_home("Go on duty")

    shows(control, ASH, "On duty now: Ash Sample (adviser)")
    page.press_home("Go off duty")
    shows(control, ASH, "Nobody is on duty now, so every adviser is called")


def test_week_is_kept_and_a_day_of_it_is_taken_by_a_colleague(
    assistant: object, control: ControlClient
) -> None:
    control.open_home(WREN)
    control.command(ASH, "rota")
    shown = control.reply(ASH, "Your week holds no hours")

    control.press(ASH, shown, "My week")
    control.submit_modal(ASH, week=EVERY_DAY)
    week = control.reply(ASH, "sun 00:00-23:59")
    control.press(ASH, week, "Swap a day")
    fields = eventually(control.modal, what="the form")["blocks"]
    day, colleague = (field["element"]["options"][0]["text"]["text"] for field in fields)
    control.submit_modal(ASH, day=day, adviser=colleague)
    offer = control.reply(WREN, "asks you to take their duty")
    control.press(WREN, offer, "Take it")

    date = day.partition(",")[0]  # the hours follow
    assert date in offer.text
    assert date in control.reply(WREN, "You have *Ash Sample (adviser)*'s duty").text
    assert date in control.reply(ASH, "has taken your duty").text
    control.command(WREN, "duty")
    control.reply(WREN, "On duty now: Wren Sample (adviser)")


def shows(control: ControlClient, adviser: str, text: str) -> None:
    """Wait until an adviser's Home tab says something."""
    eventually(lambda: text in words(control.home(adviser)), what=f"a Home tab with {text!r}")
