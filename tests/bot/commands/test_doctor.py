"""What `helpline doctor` says of the assistant beside it, of drills and of who is told."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import heartbeats
from bot.clock import SystemClock
from bot.commands import doctor
from bot.conversation import operator_wording
from bot.db import Database
from bot.helpline import drills, people
from bot.migrations import migrate
from tests.bot.factories import ADVISERS

DAY = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database in the folder that the command looks at, with advisers."""
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "HELPLINE_ADMINS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HELPLINE_DATA_DIR", str(tmp_path))
    opened = Database(f"sqlite:///{tmp_path / 'helpline.db'}")
    migrate(opened)
    with opened.write() as tx:
        people.set_advisers(tx, ADVISERS)
    return opened


def said(capsys: pytest.CaptureFixture[str]) -> str:
    parser = argparse.ArgumentParser()
    doctor.add_parser(parser.add_subparsers())
    doctor.run(parser.parse_args(["doctor"]))
    return " ".join(capsys.readouterr().out.split())


def turn(database: Database, ago: timedelta) -> None:
    with database.write() as tx:
        for loop in heartbeats.LOOPS:
            heartbeats.write(tx, loop, SystemClock().now() - ago)


def test_stopped_assistant_is_no_fault(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"ok {operator_wording.NOT_RUNNING}" in said(capsys)


def test_assistant_that_was_cut_off_is_to_be_started(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    turn(database, timedelta(hours=1))

    assert "mend The assistant ended without being told to" in said(capsys)


def test_running_assistant_is_looked_at(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    turn(database, timedelta(seconds=5))

    assert f"ok {operator_wording.ALL_HOLDS}" in said(capsys)


def test_violation_is_named_by_its_row(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    turn(database, timedelta(seconds=5))
    with database.write() as tx:
        people.set_advisers(tx, {})

    assert "mend There is no adviser to page." in said(capsys)


@pytest.mark.parametrize(
    ("took_s", "sentence"),
    [
        (41, "ok The drill of 23 November 2026: answered in 41 seconds by a person."),
        (None, "mend The drill of 23 November 2026 reached nobody"),
    ],
)
def test_last_drill_is_told(
    database: Database, capsys: pytest.CaptureFixture[str], took_s: int | None, sentence: str
) -> None:
    with database.write() as tx:
        drill = drills.add(tx, DAY.date(), DAY)
        assert drill is not None
        if took_s is None:
            drills.set_missed(tx, drill, DAY)
        else:
            drills.set_answered(tx, drill, None, DAY + timedelta(seconds=took_s), DAY)

    assert sentence in said(capsys)


def test_nobody_to_tell_and_nobody_outside_is_said(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    found = said(capsys)

    assert operator_wording.NO_ADMINS in found
    assert operator_wording.NO_MONITOR in found
    assert operator_wording.DRILL_OFF in found
