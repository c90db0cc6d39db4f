"""What `helpline doctor` says of the assistant beside it, of drills and of who is told."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import heartbeats, outbox
from bot.clock import SystemClock
from bot.commands import doctor
from bot.conversation import operator_wording
from bot.db import Database
from bot.helpline import channel, drills, people
from bot.helpline.channel import Flaw
from bot.outbound import Guidepost, ToCaseThread, ToPerson, ToQueue
from tests.bot.factories import ADVISERS
from tests.databases import a_migrated_database

DAY = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database in the folder that the command looks at, with advisers."""
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "HELPLINE_ADMINS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HELPLINE_DATA_DIR", str(tmp_path))
    opened = a_migrated_database(tmp_path)
    with opened.write() as tx:
        people.set_advisers(tx, ADVISERS)
    return opened


def said(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    return examined(capsys, *options)[1]


def examined(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    """Return the exit status and what was printed."""
    parser = argparse.ArgumentParser()
    doctor.add_parser(parser.add_subparsers())
    status = doctor.run(parser.parse_args(["doctor", *options]))
    return status, " ".join(capsys.readouterr().out.split())


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


def looked(database: Database, *flaws: Flaw | None) -> None:
    """Let the helpline's channel be found like this, an hour between two looks."""
    with database.write() as tx:
        for hour, flaw in enumerate(flaws):
            channel.note(tx, "helpline", "C0QUEUE", flaw, DAY + timedelta(hours=hour))


def test_seconds_left_over_from_a_rehearsal_are_to_be_mended(
    database: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = said(capsys)
    monkeypatch.setenv("HELPLINE_LEASE", "10s,5s,30s,5s")

    status, mended = examined(capsys)

    assert "rehearsal" not in usual
    assert (status, "mend HELPLINE_LEASE holds seconds" in mended) == (1, True)


def test_fit_channel_is_no_fault(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    looked(database, Flaw.PUBLIC, None)

    assert f"ok {operator_wording.NOT_WITHHELD}" in said(capsys)


def test_since_when_words_are_withheld_is_said_with_why_and_how_many(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    looked(database, None, Flaw.PUBLIC, Flaw.ARCHIVED)  # unfit since the second look
    with database.write() as tx:
        for n, to in enumerate((ToQueue(), ToCaseThread(1), ToPerson(1))):
            outbox.add(tx, f"key {n}", to, Guidepost("help"), DAY)

    status, found = examined(capsys)

    assert status == 1
    assert (
        "mend Members' words have been withheld from the queue channel since 2026-11-23 09:15 UTC: "
        "it is archived. Waiting: 2 messages."
    ) in found


def test_every_flaw_of_the_channel_has_its_words() -> None:
    assert set(operator_wording.FLAWS) == set(Flaw)


class Channel:
    """A second channel that keeps what it is called about, or fails."""

    def __init__(self, error: Exception | None = None) -> None:
        self._error = error
        self.calls: list[int | None] = []

    def call(self, case_id: int | None, now: datetime) -> None:
        """Keep a call, or fail."""
        del now
        self.calls.append(case_id)
        if self._error is not None:
            raise self._error


def has(monkeypatch: pytest.MonkeyPatch, **channels: Channel) -> None:
    """Let these second channels be set."""
    monkeypatch.setattr("bot.second_channel.channels_of", lambda _: channels)


@pytest.mark.usefixtures("database")
def test_send_test_calls_each_second_channel_once_and_about_no_case(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    smtp, webhook = Channel(), Channel()
    has(monkeypatch, smtp=smtp, webhook=webhook)

    found = said(capsys, "--send-test")

    assert (smtp.calls, webhook.calls) == ([None], [None])
    assert "ok The second channel took a test: e-mail. See that somebody got it." in found
    assert "ok The second channel took a test: webhook. See that somebody got it." in found


@pytest.mark.usefixtures("database")
def test_send_test_says_which_second_channel_failed_and_why_and_tries_the_other(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    webhook = Channel()
    has(monkeypatch, smtp=Channel(ConnectionRefusedError("nobody listens")), webhook=webhook)

    status, found = examined(capsys, "--send-test")

    assert status == 1
    assert "mend The second channel failed: e-mail: nobody listens" in found
    assert webhook.calls == [None]


@pytest.mark.usefixtures("database")
def test_send_test_names_no_word_of_a_password_that_cannot_be_sent(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    has(monkeypatch, smtp=Channel(UnicodeEncodeError("ascii", "secret£", 6, 7, "ordinal")))

    status, found = examined(capsys, "--send-test")

    assert status == 1
    assert "mend The second channel failed: e-mail: UnicodeEncodeError" in found
    assert "secret" not in found


@pytest.mark.usefixtures("database")
def test_nobody_is_called_unless_a_test_is_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    smtp = Channel()
    has(monkeypatch, smtp=smtp)

    said(capsys)

    assert smtp.calls == []


@pytest.mark.usefixtures("database")
def test_send_test_without_a_second_channel_fails_and_says_what_to_set(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    has(monkeypatch)

    status, found = examined(capsys, "--send-test")

    assert status == 1
    assert "mend There is no second channel to test: set HELPLINE_SMTP_HOST" in found
