"""While nobody has a case, the member reads who will see it and when: as it is, at any hour."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.db import Database
from bot.inbound import Deed
from bot.outbound import CaseStatus, NobodyYet
from bot.slack.views import Scene, render
from tests.bot.factories import (
    ADVISER,
    LIVE,
    FrozenClock,
    a_command,
    a_form,
    a_message,
    a_policy,
    a_press,
)
from tests.bot.factories import Form as FormOf
from tests.bot.stage import PHONE, Stage

HOURS = "mon-fri 08:00-18:00"
MONDAY_NIGHT = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
FRIDAY_NIGHT = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
SATURDAY_NIGHT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
ALERTED = "advisers are being alerted"


def at(database: Database, now: datetime, hours: str = HOURS) -> Stage:
    return Stage(database, FrozenClock(now), a_policy(hours))


def status(stage: Stage) -> str:
    """Return the member's status message as it reads now."""
    (message,) = (one for one in stage.said_to() if isinstance(one, CaseStatus))
    scene = Scene(PHONE, "Europe/London", stage.clock.now())
    return " ".join(
        block["text"]["text"] for block in render(message, scene).blocks if "text" in block
    )


def read(stage: Stage) -> str:
    """Return all the member reads, as it reads now."""
    scene = Scene(PHONE, "Europe/London", stage.clock.now())
    return " ".join(str(render(one, scene).blocks) for one in stage.said_to())


def test_adviser_on_duty_at_night_is_not_said_to_be_away(database: Database) -> None:
    stage = at(database, MONDAY_NIGHT)
    stage.receives(a_command("duty", "on", ADVISER))

    stage.receives(a_message(LIVE))

    assert ALERTED in status(stage)
    assert "on duty" not in status(stage)


def test_with_nobody_on_duty_at_night_the_next_opening_is_said(database: Database) -> None:
    stage = at(database, MONDAY_NIGHT)

    stage.receives(a_message(LIVE))

    assert "Nobody is on duty now; next opening: Tuesday 24 November, 08:00." in status(stage)


@pytest.mark.parametrize(
    ("now", "hours", "opens", "due"),
    [
        (FRIDAY_NIGHT, HOURS, "Monday 23 November, 08:00", "Monday 23 November, 09:00"),
        (SATURDAY_NIGHT, "", "Monday 23 November, 08:00", "Monday 23 November, 09:00"),
    ],
    ids=["hours are set", "the school day counts"],
)
def test_what_can_wait_till_working_time_says_so_and_claims_no_alert(
    database: Database, now: datetime, hours: str, opens: str, due: str
) -> None:
    stage = at(database, now, hours)

    stage.receives(a_press(Deed.TALK_TO_A_PERSON), a_message("please call me"))

    assert f"from {opens}: they should have it by {due}" in status(stage)
    assert "If it is happening now, write that here" in status(stage)
    assert ALERTED not in read(stage)


def test_it_reads_otherwise_once_people_are_at_work(database: Database) -> None:
    stage = at(database, SATURDAY_NIGHT, "")
    stage.receives(a_press(Deed.TALK_TO_A_PERSON))

    stage.clock.go_on(hours=54)  # Monday 09:00
    stage.worker.sweep()

    assert ALERTED in status(stage)


def test_wait_over_a_weekend_is_said_in_days(database: Database) -> None:
    stage = at(database, SATURDAY_NIGHT, "")
    stage.receives(a_press(Deed.TALK_TO_A_PERSON))

    for _ in range(60):
        stage.clock.go_on(hours=1)
        stage.worker.sweep()

    (told,) = (one for one in stage.said_to() if isinstance(one, NobodyYet))
    assert told.minutes > 2 * 24 * 60
    assert "after 2 days" in read(stage)
    assert f"{told.minutes} minutes" not in read(stage)


def test_concern_that_turns_out_to_be_now_is_said_to_alert_people(database: Database) -> None:
    stage = at(database, FRIDAY_NIGHT, "")
    stage.receives(a_press(Deed.TALK_TO_A_PERSON))

    stage.receives(a_message(LIVE))

    assert ALERTED in status(stage)


def test_overdue_case_outside_working_time_says_when_people_are_called_again(
    database: Database,
) -> None:
    stage = at(database, MONDAY, HOURS)
    stage.receives(a_press(Deed.TALK_TO_A_PERSON))

    stage.clock.go_on(hours=10)  # due at 11:42; nobody came before 18:00
    stage.worker.sweep()

    assert "called again from Tuesday 24 November, 08:00" in status(stage)


def test_case_that_an_adviser_reopens_is_not_said_to_hold_new_words(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    stage.receives(a_form(FormOf.RESOLVE, 1, ADVISER, outcome="advised"))

    stage.receives(a_press(Deed.REOPEN, 1, ADVISER))
    stage.sends()

    assert "new words" not in read(stage)
    assert "has opened your case again" in read(stage)
    assert "new words" not in " ".join(repr(due.message) for due in stage.office.delivered)
