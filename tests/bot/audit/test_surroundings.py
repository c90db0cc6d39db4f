"""What must hold around the tables, broken one at a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.audit.surroundings import GuidanceLook, Surroundings
from bot.audit.violation import Violation
from bot.db import Database
from knowledge.index_store import POINTER_FILE
from tests.bot.factories import NOW


class WholeGuidance(GuidanceLook):
    """Guidance that can be read."""

    def __init__(self) -> None:
        super().__init__(Path("nothing"))
        self._compared = (None, NOW, True)


def looked(surroundings: Surroundings) -> list[Violation]:
    return list(surroundings.violations(NOW))


def test_nothing_is_named_where_all_is_well(database_on_disk: Database) -> None:
    around = Surroundings(database_on_disk, WholeGuidance(), slack_time=lambda: NOW)

    assert looked(around) == []


def test_database_that_would_forget_is_named(database_on_disk: Database) -> None:
    with database_on_disk._engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
        connection.exec_driver_sql("BEGIN")

    around = Surroundings(database_on_disk, WholeGuidance())

    assert looked(around) == [Violation("database_unsafe", "the database file")]


def test_silence_on_every_connection_is_named(database_on_disk: Database) -> None:
    around = Surroundings(database_on_disk, WholeGuidance(), is_connected=lambda _: False)

    assert looked(around) == [Violation("slack_unheard", "every connection")]


@pytest.mark.parametrize(
    ("off", "named"),
    [
        pytest.param(timedelta(seconds=119), [], id="a little"),
        pytest.param(timedelta(seconds=121), [("clock_off", "this machine's clock")], id="ahead"),
        pytest.param(-timedelta(hours=1), [("clock_off", "this machine's clock")], id="behind"),
    ],
)
def test_clock_that_is_off_slacks_is_named(
    database_on_disk: Database, off: timedelta, named: list[tuple[str, str]]
) -> None:
    around = Surroundings(database_on_disk, WholeGuidance(), slack_time=lambda: NOW + off)

    assert looked(around) == [Violation(*one) for one in named]


def test_no_published_guidance_is_named(tmp_path: Path) -> None:
    assert list(GuidanceLook(tmp_path).violations(NOW)) == [
        Violation("guidance_unreadable", "no index version")
    ]


def test_index_version_that_is_gone_is_named(tmp_path: Path) -> None:
    (tmp_path / POINTER_FILE).write_text("v1\n")

    assert list(GuidanceLook(tmp_path).violations(NOW)) == [Violation("guidance_unreadable", "v1")]


class CountedLook(GuidanceLook):
    """Counts how often the sums are compared."""

    n = 0

    def _is_whole(self, version_id: str) -> bool:
        del version_id
        self.n += 1
        return True


def test_sums_are_compared_when_the_version_changes_and_every_ten_minutes(tmp_path: Path) -> None:
    look = CountedLook(tmp_path)

    def looked_at(version: str, at: datetime) -> int:
        (tmp_path / POINTER_FILE).write_text(f"{version}\n")
        assert list(look.violations(at)) == []
        return look.n

    n = [
        looked_at("v1", NOW),
        looked_at("v1", NOW + timedelta(minutes=9)),
        looked_at("v2", NOW + timedelta(minutes=9)),
        looked_at("v2", NOW + timedelta(minutes=20)),
    ]

    assert n == [1, 1, 2, 3]
