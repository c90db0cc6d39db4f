"""What operators read of `helpline retention`, `export` and `erase`."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.__main__ import main
from bot.clock import SystemClock
from bot.db import Database
from bot.helpline import history, people, queue
from bot.helpline.case import CaseId
from tests.bot.factories import ADVISER, ADVISERS, MEMBER, a_case, a_person
from tests.databases import a_migrated_database

WORDS = "it is 6.25 and they are still here, quillwort"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database with an open case, in the folder that the commands look at."""
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "HELPLINE_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HELPLINE_DATA_DIR", str(tmp_path))
    opened = a_migrated_database(tmp_path)
    with opened.write() as tx:
        people.set_advisers(tx, ADVISERS)
        case = a_case(tx, now=SystemClock().now())
        history.write(tx, case.id, "member_wrote", SystemClock().now(), a_person(tx).id, WORDS)
    return opened


def resolved(database: Database, days_ago: float = 0) -> None:
    """Let the case be resolved some days ago."""
    with database.write() as tx:
        at = SystemClock().now() - timedelta(days=days_ago)
        queue.resolve(tx, CaseId(1), people.find_or_add(tx, ADVISER).id, "advice", at)


def words_are_kept(database: Database) -> bool:
    with database.read() as tx:
        found = tx.execute(sa.text("SELECT text FROM case_events")).scalars()
        return WORDS in set(found)


def test_what_is_over_its_time_is_shown_and_kept(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    resolved(database, days_ago=366)

    status = main(["retention"])

    said = capsys.readouterr().out
    assert status == 0
    assert "Cases and all that belongs to them: 365 days after they were resolved." in said
    assert "1 cases" in said
    assert "Nothing was changed" in said
    assert words_are_kept(database)


def test_what_is_over_its_time_is_forgotten_when_told_to(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    resolved(database, days_ago=366)

    main(["retention", "--now"])

    assert capsys.readouterr().out == "Forgotten: 1 rows.\n"
    assert not words_are_kept(database)


def test_periods_are_settings(
    database: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    resolved(database, days_ago=3)
    monkeypatch.setenv("HELPLINE_KEEP_CASES_DAYS", "2")

    main(["retention"])

    assert "2 days after they were resolved" in (said := capsys.readouterr().out)
    assert "1 cases" in said


@pytest.mark.parametrize("days", ["0", "-1", "never"])
def test_period_that_is_none_is_refused_by_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, days: str
) -> None:
    monkeypatch.setenv("HELPLINE_KEEP_QUESTIONS_DAYS", days)

    status = main(["retention"])

    assert (status, "HELPLINE_KEEP_QUESTIONS_DAYS" in capsys.readouterr().err) == (1, True)


def test_case_on_hold_is_kept_and_shown_with_its_reason(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    resolved(database, days_ago=4000)

    main(["retention", "--hold", "1", "--reason", "legal claim"])
    main(["retention", "--now"])
    kept = words_are_kept(database)
    main(["retention"])
    said = capsys.readouterr().out
    main(["retention", "--release", "1"])
    main(["retention", "--now"])

    assert kept
    assert ": legal claim" in said
    assert not words_are_kept(database)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--hold", "1"], "Say why"),
        (["--hold", "77", "--reason", "claim"], "No case has this number"),
        (["--release", "1"], "Case 1 is not on hold"),
    ],
)
def test_hold_that_makes_no_sense_is_refused(
    capsys: pytest.CaptureFixture[str], words: list[str], why: str
) -> None:
    status = main(["retention", *words])

    assert (status, why in capsys.readouterr().err) == (1, True)


def test_erase_shows_what_is_kept_and_changes_nothing(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    resolved(database)

    status = main(["erase", MEMBER])

    said = capsys.readouterr().out
    assert status == 0
    assert "1 cases" in said
    assert "Nothing was changed." in said
    assert words_are_kept(database)


def test_erase_forgets_when_told_to(
    database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    resolved(database)
    database.close()

    status = main(["erase", MEMBER, "--now"])
    main(["erase", MEMBER])

    said = capsys.readouterr().out
    assert status == 0
    assert said.startswith("Forgotten: 2 rows.")
    assert said.endswith("Nothing is kept of this person.\n")
    assert not any(b"quillwort" in path.read_bytes() for path in tmp_path.glob("helpline.db*"))


@pytest.mark.usefixtures("database")
def test_erase_is_refused_while_a_case_is_open_and_says_which(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = main(["erase", MEMBER, "--now"])

    said = capsys.readouterr().err
    assert (status, "Case 1 of theirs is not resolved" in said) == (1, True)


def test_erase_says_so_when_another_program_reads_the_file(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    resolved(database)

    with database.read() as tx:
        tx.execute(sa.text("SELECT count(*) FROM cases")).scalar()
        status = main(["erase", MEMBER, "--now"])

    assert (status, "traces may be left" in capsys.readouterr().out) == (1, True)
    assert not words_are_kept(database)


@pytest.mark.usefixtures("database")
def test_export_is_json_with_the_whole_history(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["export", MEMBER])

    found = json.loads(capsys.readouterr().out)
    assert status == 0
    assert [row["text"] for row in found["case_events"]][-1] == WORDS


@pytest.mark.usefixtures("database")
def test_export_of_a_stranger_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["export", "U0STRANGER"])

    assert (status, "Nothing is kept" in capsys.readouterr().err) == (1, True)
