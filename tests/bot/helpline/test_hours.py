"""When advisers are at the telephone: local time, daylight saving included."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.helpline.hours import OpeningHours, parse_hours

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def weekdays() -> OpeningHours:
    return parse_hours("mon-fri 08:00-18:00, sat 09:00-12:00", LONDON)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        pytest.param("2026-11-23 08:00", True, id="winter opening"),  # 08:00 GMT
        pytest.param("2026-11-23 07:59", False, id="a minute before"),
        pytest.param("2026-11-23 18:00", False, id="closing"),
        pytest.param("2026-07-06 07:00", True, id="summer opening"),  # 08:00 BST
        pytest.param("2026-07-06 17:00", False, id="summer closing"),  # 18:00 BST
        pytest.param("2026-11-28 11:00", True, id="saturday morning"),
        pytest.param("2026-11-28 12:00", False, id="saturday noon"),
        pytest.param("2026-11-29 10:00", False, id="sunday"),
        pytest.param("2026-03-30 07:00", True, id="the monday clocks went forward"),  # 08:00 BST
        pytest.param("2026-03-27 07:00", False, id="the friday before that"),  # 07:00 GMT
        pytest.param("2026-10-26 07:30", False, id="the monday clocks went back"),  # 07:30 GMT
        pytest.param("2026-10-23 07:30", True, id="the friday before that one"),  # 08:30 BST
    ],
)
def test_helpline_is_open_in_its_hours_by_local_time(
    weekdays: OpeningHours, moment: str, *, is_open: bool
) -> None:
    assert weekdays.is_open(at(moment)) is is_open


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        pytest.param("2026-11-23 06:00", "2026-11-23 08:00", id="later the same day"),
        pytest.param("2026-11-23 08:00", "2026-11-24 08:00", id="open now: the next time"),
        pytest.param("2026-11-28 12:30", "2026-11-30 08:00", id="over a sunday"),
        # clocks go forward on Sunday 29 March 2026, 01:00 UTC: 08:00 BST is 07:00 UTC
        pytest.param("2026-03-28 13:00", "2026-03-30 07:00", id="over the change in march"),
        # and back on Sunday 25 October 2026: 08:00 GMT is 08:00 UTC
        pytest.param("2026-10-24 13:00", "2026-10-26 08:00", id="over the change in october"),
    ],
)
def test_helpline_says_when_it_opens_next(weekdays: OpeningHours, moment: str, opens: str) -> None:
    assert weekdays.next_opening(at(moment)) == at(opens)


def test_helpline_that_opens_once_a_week_opens_again_a_week_later() -> None:
    mondays = parse_hours("mon 08:00-09:00", LONDON)

    opens = mondays.next_opening(at("2026-11-23 08:30"))

    assert opens == at("2026-11-30 08:00")


def test_helpline_without_set_hours_promises_nothing() -> None:
    unset = parse_hours("", LONDON)

    facts = (
        unset.are_set,
        unset.is_open(at("2026-11-29 03:00")),
        unset.next_opening(at("2026-11-29")),
    )

    assert facts == (False, True, None)


def test_hours_are_said_with_capital_days(weekdays: OpeningHours) -> None:
    assert weekdays.words == "Mon-Fri 08:00-18:00, Sat 09:00-12:00"


@pytest.mark.parametrize(
    "text",
    [
        "weekdays 8-6",
        "mon-fri",
        "mon-fri 08:00",
        "fri-mon 08:00-18:00",
        "mon 18:00-08:00",
        "mon 08:00-08:00",
        "mon 25:00-26:00",
        "xyz 08:00-18:00",
        "mon-fri 08:00-12:00, mon-fri 13:00-17:00",
    ],
)
def test_hours_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_hours(text, LONDON)
