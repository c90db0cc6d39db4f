"""Days that calendars make difficult: bank holidays, weekends, nights in which clocks change."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.db import Database
from bot.inbound import Deed
from bot.outbound import CaseStatus
from bot.slack.views import Scene, render
from tests.bot.days import a_stage, at
from tests.bot.factories import a_message, a_press
from tests.bot.stage import PHONE, Stage

SHOUTING = "the inspector is here and shouting at my staff"


def asks_for_a_person(database: Database, moment: str) -> Stage:
    """Let a member ask for a person, which can wait until later today."""
    stage = a_stage(database, moment)
    stage.receives(a_press(Deed.TALK_TO_A_PERSON))
    stage.sends()
    return stage


def sweeps_hourly(stage: Stage, hours: int) -> None:
    for _ in range(hours * 2):
        stage.clock.go_on(minutes=30)
        stage.worker.sweep()


@pytest.mark.parametrize(
    ("asked", "monday", "due"),
    [
        # Friday to Monday over the night in which clocks go forward, or back.
        pytest.param("2026-03-27 17:30", "2026-03-30", "08:30", id="clocks go forward"),
        pytest.param("2026-10-23 17:30", "2026-10-26", "08:30", id="clocks go back"),
        # Thursday to Tuesday: Good Friday and Easter Monday are bank holidays.
        pytest.param("2026-04-02 17:30", "2026-04-07", "08:30", id="easter"),
    ],
)
def test_what_can_wait_pages_nobody_until_somebody_works(
    database: Database, asked: str, monday: str, due: str
) -> None:
    stage = asks_for_a_person(database, asked)

    sweeps_hourly(stage, 24 * 6)

    assert stage.case().due_at == at(f"{monday} {due}")
    first = [line for line in _moments(stage) if line > at(asked)][:3]
    # 30, 60 and 90 minutes of working time after half past five
    assert first == [at(f"{asked[:10]} 18:00"), at(f"{monday} 08:30"), at(f"{monday} 09:00")]


def _moments(stage: Stage) -> list[datetime]:
    return [line.at for line in stage.history() if line.deed.startswith("paged")]


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        pytest.param("2026-04-03 10:00", "Tuesday 7 April, 08:00", id="good friday"),
        pytest.param("2026-03-28 23:30", "Monday 30 March, 08:00", id="before clocks go forward"),
        pytest.param("2026-10-24 23:30", "Monday 26 October, 08:00", id="before clocks go back"),
    ],
)
def test_what_is_happening_now_pages_at_any_hour_and_says_who_answers(
    database: Database, now: str, opens: str
) -> None:
    stage = a_stage(database, now)
    stage.receives(a_message(SHOUTING))
    opened_at = stage.clock.now()

    stage.waits(240)

    after_min = [(moment - opened_at).total_seconds() / 60 for moment in _moments(stage)]
    assert after_min == [2, 5, 10, *range(20, 241, 10)]
    shown = next(one for one in stage.said_to() if isinstance(one, CaseStatus))
    said = str(render(shown, Scene(PHONE, "Europe/London", stage.clock.now())).blocks)
    assert f"Nobody is on duty now; next opening: {opens}." in said
