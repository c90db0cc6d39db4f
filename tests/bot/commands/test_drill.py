"""Claims about `helpline drill`."""

from __future__ import annotations

import argparse
import threading
from pathlib import Path

import pytest

from bot import heartbeats
from bot.clock import SystemClock
from bot.commands import drill
from bot.conversation import operator_wording
from bot.db import Database
from bot.errors import NotReady
from bot.helpline import drills
from tests.databases import a_migrated_database
from tests.waiting import eventually


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The database of an assistant that gives signs of life."""
    monkeypatch.setenv("HELPLINE_DATA_DIR", str(tmp_path))
    database = a_migrated_database(tmp_path)
    with database.write() as tx:
        heartbeats.write(tx, "sweep", SystemClock().now())
    return database


def _helpline(*words: str) -> int:
    parser = argparse.ArgumentParser()
    drill.add_parser(parser.add_subparsers())
    return drill.run(parser.parse_args(["drill", *words]))


def _last(database: Database) -> drills.Drill | None:
    with database.read() as tx:
        found = drills.not_ended(tx)
    return found[-1] if found else None


def test_drill_is_left_for_the_assistant(running: Database) -> None:
    status = _helpline("--no-wait")

    assert status == 0
    assert _last(running) is not None


def test_second_drill_of_a_day_is_refused(running: Database) -> None:
    _helpline("--no-wait")

    with pytest.raises(NotReady, match="Today has had its drill"):
        _helpline("--no-wait")


def test_drill_is_refused_when_nobody_would_be_called(running: Database) -> None:
    with running.write() as tx:
        heartbeats.forget(tx)

    with pytest.raises(NotReady, match="not running"):
        _helpline()


@pytest.mark.parametrize(
    ("answered", "status"), [pytest.param(True, 0, id="answered"), pytest.param(False, 1, id="no")]
)
def test_waiting_drill_says_how_it_went(
    running: Database, capsys: pytest.CaptureFixture[str], answered: bool, status: int
) -> None:
    def decide() -> None:
        found = eventually(lambda: _last(running), what="the drill")
        now = SystemClock().now()
        with running.write() as tx:
            if answered:
                drills.set_answered(tx, found, None, now, now)
            else:
                drills.set_missed(tx, found, now)

    other = threading.Thread(target=decide)
    other.start()
    ended = _helpline()
    other.join()

    said = capsys.readouterr().out
    assert ended == status
    assert operator_wording.DRILL_STARTED in said
    assert ("by a person" if answered else "reached nobody") in said
