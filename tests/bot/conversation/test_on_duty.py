"""Going on and off duty, the week, and a day swapped: by command, button and form."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from bot.conversation import on_duty
from bot.helpline import duty, people
from bot.helpline.case import PersonId
from bot.inbound import Deed, Form
from bot.outbound import AdviserTold, DaySwapped, DutyShown, DutyTold, Guidepost, SwapOffered
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    MEMBER,
    a_command,
    a_form,
    a_press,
)
from tests.bot.stage import Stage

MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)
NEXT_MONDAY = date(2026, 11, 30)


def last_said(stage: Stage, address: str = ADVISER) -> object:
    return stage.said_to(address)[-1]


def test_adviser_goes_on_duty_until_midnight_and_reads_who_is_on(stage: Stage) -> None:
    stage.receives(a_command("duty", "on", ADVISER))

    shown = last_said(stage)
    ash = stage.person_id(ADVISER)
    assert shown == DutyShown(ash, on=True, until=MIDNIGHT, on_duty=("Ash Sample",), week="")


def test_adviser_goes_off_duty_by_button(stage: Stage) -> None:
    stage.receives(a_command("duty", "on", ADVISER), a_command("duty", "on", COLLEAGUE))

    stage.receives(a_press(Deed.DUTY_OFF, stage.person_id(ADVISER), ADVISER))

    shown = last_said(stage)
    assert isinstance(shown, DutyShown)
    assert (shown.on, shown.on_duty) == (False, ("Bex Sample",))


@pytest.mark.parametrize(("verb", "text"), [("duty", "on"), ("duty", "off"), ("rota", "")])
def test_member_cannot_go_on_duty(stage: Stage, verb: str, text: str) -> None:
    stage.receives(a_command(verb, text, MEMBER))

    assert stage.said_to() == [Guidepost("duty_staff_only")]
    assert stage.n("duty_by_hand") == 0


def test_question_that_begins_with_duty_is_a_question(stage: Stage) -> None:
    stage.receives(a_command("duty", "of care: what does it mean for a pause?", ADVISER))

    assert [row.question for row in stage.rows("exchanges")] == [
        "duty of care: what does it mean for a pause?"
    ]


@pytest.mark.parametrize("deed", [Deed.DUTY_ON, Deed.DUTY_OFF, Deed.TAKE_SWAP])
def test_members_press_of_a_duty_button_does_nothing_and_is_explained(
    stage: Stage, deed: Deed
) -> None:
    stage.receives(a_press(deed, 1, MEMBER))

    assert stage.said_to() == [Guidepost("duty_staff_only")]
    assert stage.n("duty_by_hand") == 0


def test_week_is_kept_as_typed_and_shown(stage: Stage) -> None:
    week = "Mon-Tue 08:00-11:00, sat 9:00-12:00, mon 12:00-18:00"
    stage.receives(a_form(Form.ROTA, 1, ADVISER, week=week))

    shown = last_said(stage)
    assert isinstance(shown, DutyShown)
    assert shown.week == ("mon 08:00-11:00, mon 12:00-18:00, tue 08:00-11:00, sat 09:00-12:00")
    assert shown.on_duty == ("Ash Sample",)  # it is Monday, 10:42


def test_week_that_cannot_be_read_changes_nothing_and_is_explained(stage: Stage) -> None:
    stage.receives(a_form(Form.ROTA, 1, ADVISER, week="mon 08:00-18:00"))

    stage.receives(a_form(Form.ROTA, 1, ADVISER, week="mornings"))

    assert last_said(stage) == DutyTold("week_unreadable")
    assert [row.weekday for row in stage.rows("duty_spans")] == [0]


def test_colleague_takes_a_day_and_both_are_told(stage: Stage) -> None:
    _asks_for_swap(stage)
    assert SwapOffered(1, "Ash Sample", NEXT_MONDAY, "08:00-18:00") in stage.said_to(COLLEAGUE)
    assert last_said(stage) == DutyTold("swap_asked", "Bex Sample", NEXT_MONDAY)

    stage.receives(a_press(Deed.TAKE_SWAP, 1, COLLEAGUE), a_press(Deed.TAKE_SWAP, 1, COLLEAGUE))

    assert last_said(stage, COLLEAGUE) == DutyTold("swap_taken", "Ash Sample", NEXT_MONDAY)
    assert last_said(stage) == DutyTold("swap_given", "Bex Sample", NEXT_MONDAY)
    stage.clock.at = datetime.combine(NEXT_MONDAY, time(9), UTC)
    assert _on_duty(stage) == ["Bex Sample"]


def test_swapped_day_is_given_back_and_swapped_again(stage: Stage) -> None:
    _asks_for_swap(stage)
    stage.receives(a_press(Deed.TAKE_SWAP, 1, COLLEAGUE))

    _asks(stage, COLLEAGUE, ADVISER)
    stage.receives(a_press(Deed.TAKE_SWAP, 2, ADVISER))
    returned = _days_of(stage, ADVISER), _days_of(stage, COLLEAGUE)
    _asks(stage, ADVISER, COLLEAGUE)
    stage.receives(a_press(Deed.TAKE_SWAP, 3, COLLEAGUE))

    assert returned == ([date(2026, 11, 23), NEXT_MONDAY], [])
    assert _days_of(stage, COLLEAGUE) == [NEXT_MONDAY]


def test_day_asked_of_two_belongs_to_who_took_it_first(stage: Stage) -> None:
    _asks_for_swap(stage)
    stage.receives(a_press(Deed.TAKE_SWAP, 1, COLLEAGUE))

    _asks(stage, ADVISER, COLLEAGUE)

    assert last_said(stage) == DutyTold("no_such_swap")


def test_old_offer_cannot_be_taken_once_the_day_was_given_on(stage: Stage) -> None:
    _asks_for_swap(stage)
    _asks(stage, ADVISER, COLLEAGUE)
    stage.receives(a_press(Deed.TAKE_SWAP, 1, COLLEAGUE), a_press(Deed.TAKE_SWAP, 2, COLLEAGUE))

    assert last_said(stage, COLLEAGUE) == DutyTold("swap_over")


def test_swapped_days_are_shown_to_both(stage: Stage) -> None:
    _asks_for_swap(stage)
    stage.receives(a_press(Deed.TAKE_SWAP, 1, COLLEAGUE))

    stage.receives(a_command("rota", "", ADVISER), a_command("rota", "", COLLEAGUE))

    swapped = DaySwapped(NEXT_MONDAY, "08:00-18:00", holder="Bex Sample", owner="Ash Sample")
    for who in (ADVISER, COLLEAGUE):
        shown = last_said(stage, who)
        assert isinstance(shown, DutyShown)
        assert shown.swapped == (swapped,)


def test_form_names_the_day_and_whose_week_it_is_of(stage: Stage) -> None:
    _asks_for_swap(stage)
    stage.receives(a_press(Deed.TAKE_SWAP, 1, COLLEAGUE))

    person = PersonId(stage.person_id(COLLEAGUE))
    with stage.database.read() as tx:
        bex = people.by_id(tx, person)
        days = on_duty.days_to_choose(tx, bex, stage.clock.now(), stage.policy.hours.timezone)

    assert list(days.values()) == ["Monday 30 November, 08:00-18:00 (Ash Sample's)"]


def test_day_that_is_over_cannot_be_taken(stage: Stage) -> None:
    _asks_for_swap(stage)
    stage.clock.go_on(days=8)

    stage.receives(a_press(Deed.TAKE_SWAP, 1, COLLEAGUE))

    assert last_said(stage, COLLEAGUE) == DutyTold("swap_over")


def test_swap_asked_of_somebody_else_cannot_be_taken(stage: Stage) -> None:
    _asks_for_swap(stage)

    stage.receives(a_press(Deed.TAKE_SWAP, 1, ADVISER), a_press(Deed.TAKE_SWAP, 99, ADVISER))

    assert last_said(stage) == DutyTold("swap_not_yours")
    assert [row.taken_at for row in stage.rows("duty_swaps")] == [None]


@pytest.mark.parametrize("day", ["2026-12-01:1", "2026-11-16:1", "2026-11-30:99", "soon", ""])
def test_day_that_is_not_the_advisers_cannot_be_swapped(stage: Stage, day: str) -> None:
    stage.receives(a_form(Form.ROTA, 1, ADVISER, week="mon 08:00-18:00"))
    other = str(stage.person_id(COLLEAGUE))

    stage.receives(a_form(Form.SWAP, 1, ADVISER, day=day, adviser=other))

    assert last_said(stage) == DutyTold("no_such_swap")
    assert stage.n("duty_swaps") == 0


def test_case_is_handed_over_only_to_somebody_on_duty(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER), a_command("duty", "on", ADVISER))
    other = str(stage.person_id(COLLEAGUE))

    stage.receives(a_form(Form.HAND_OVER, 1, ADVISER, adviser=other, text="Please."))

    assert last_said(stage) == AdviserTold(1, "off_duty", holder="Bex Sample")
    assert stage.case().offered_to_id is None


def _asks_for_swap(stage: Stage) -> None:
    stage.receives(a_form(Form.ROTA, 1, ADVISER, week="mon 08:00-18:00"))
    _asks(stage, ADVISER, COLLEAGUE)


def _asks(stage: Stage, giver: str, taker: str) -> None:
    """Let somebody ask a colleague to take the next Monday of the first adviser's week."""
    day = f"{NEXT_MONDAY.isoformat()}:{stage.person_id(ADVISER)}"
    stage.receives(a_form(Form.SWAP, 1, giver, day=day, adviser=str(stage.person_id(taker))))


def _days_of(stage: Stage, address: str) -> list[date]:
    person, timezone = PersonId(stage.person_id(address)), stage.policy.hours.timezone
    with stage.database.read() as tx:
        found = duty.days_to_give(tx, person, stage.clock.now(), timezone)
    return [one.day for one in found]


def _on_duty(stage: Stage) -> list[str]:
    timezone = stage.policy.hours.timezone
    with stage.database.read() as tx:
        return [one.called for one in duty.on_duty(tx, stage.clock.now(), timezone)]
