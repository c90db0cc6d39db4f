"""How soon a member is owed a person."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.helpline.pace import Pace
from tests.bot.factories import a_policy

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.fixture
def pace() -> Pace:
    return a_policy("mon-fri 08:00-18:00").pace


@pytest.mark.parametrize(
    ("urgency", "raised", "due"),
    [
        pytest.param("immediate", "2026-11-23 10:42", "2026-11-23 10:44", id="immediate"),
        pytest.param("immediate", "2026-11-29 03:00", "2026-11-29 03:02", id="immediate at night"),
        pytest.param("today", "2026-11-23 10:42", "2026-11-23 11:42", id="today"),
        pytest.param("today", "2026-11-23 22:00", "2026-11-24 09:00", id="today in the evening"),
        pytest.param("routine", "2026-11-23 10:42", "2026-11-24 18:00", id="routine"),
        pytest.param("none", "2026-11-27 10:42", "2026-11-30 18:00", id="no hurry, on a friday"),
    ],
)
def test_first_response_is_due_by_urgency(pace: Pace, urgency: str, raised: str, due: str) -> None:
    assert pace.first_response_due(urgency, at(raised)) == at(due)


def test_school_day_counts_where_no_hours_are_set() -> None:
    unset = a_policy().pace

    assert unset.first_response_due("today", at("2026-11-28 12:00")) == at("2026-11-30 09:00")
