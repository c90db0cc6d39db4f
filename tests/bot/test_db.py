"""One write at a time, whole or not at all, on disk before anybody is told."""

from __future__ import annotations

import sqlite3
import threading
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import inbox
from bot.db import BUSY_TIMEOUT_MS, Database
from bot.errors import DatabaseError
from bot.helpline.case import PersonId
from tests.bot.factories import NOW, a_case


def rows(path: Path) -> int:
    """Count gestures as another program sees them."""
    connection = sqlite3.connect(path)
    n: int = connection.execute("SELECT count(*) FROM inbox").fetchone()[0]
    connection.close()
    return n


def test_database_that_survives_a_power_cut_is_taken(database_on_disk: Database) -> None:
    database_on_disk.verify()


def test_database_that_would_forget_is_refused(database_on_disk: Database) -> None:
    def weaken(connection: sqlite3.Connection, record: object) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    engine = database_on_disk._engine
    engine.dispose()
    sa.event.listen(engine, "connect", weaken)

    with pytest.raises(DatabaseError, match="synchronous=0"):
        database_on_disk.verify()


def test_database_other_than_sqlite_is_refused_by_name() -> None:
    with pytest.raises(DatabaseError, match="HELPLINE_DATABASE_URL names postgresql"):
        Database("postgresql://localhost/helpline")


def test_commit_is_seen_by_others_and_an_error_undoes_all(
    database_on_disk: Database, tmp_path: Path
) -> None:
    with database_on_disk.write() as tx:
        inbox.record(tx, "kept", "MessageWritten", b"{}", NOW)

    with pytest.raises(RuntimeError):
        _write_and_fail(database_on_disk)

    assert rows(tmp_path / "helpline.db") == 1


def test_reader_waits_for_no_writer_and_sees_one_state(database_on_disk: Database) -> None:
    def n(tx: sa.Connection) -> int | None:
        found: int | None = tx.scalar(sa.text("SELECT count(*) FROM inbox"))
        return found

    with database_on_disk.read() as reader:
        before = n(reader)
        with database_on_disk.write() as tx:
            inbox.record(tx, "m:1", "MessageWritten", b"{}", NOW)
        after = n(reader)

    assert (before, after) == (0, 0)


def test_fifty_writers_at_once_are_all_served(database_on_disk: Database, tmp_path: Path) -> None:
    def write(number: int) -> None:
        with database_on_disk.write() as tx:
            inbox.record(tx, f"m:{number}", "MessageWritten", b"{}", NOW)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert rows(tmp_path / "helpline.db") == 50


def test_threads_take_turns_at_a_database_in_memory(database: Database) -> None:
    failures: list[Exception] = []

    def read_and_write(number: int) -> None:
        try:
            with database.read() as tx:
                tx.execute(sa.text("SELECT count(*) FROM inbox"))
            with database.write() as tx:
                inbox.record(tx, f"m:{number}", "MessageWritten", b"{}", NOW)
        except sa.exc.OperationalError as error:
            failures.append(error)

    threads = [threading.Thread(target=read_and_write, args=(n,)) for n in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []


def test_file_held_by_another_program_is_an_error_within_slacks_patience(
    database_on_disk: Database, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "helpline.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(sa.exc.OperationalError), database_on_disk.write():
        pass

    other.close()
    assert BUSY_TIMEOUT_MS < 3000  # Slack waits 3 s


def test_naive_time_is_refused_at_the_door(database: Database) -> None:
    with database.write() as tx, pytest.raises(sa.exc.StatementError, match="naive"):
        inbox.record(tx, "m:1", "MessageWritten", b"{}", datetime(2026, 11, 23))  # noqa: DTZ001


def test_reference_to_a_row_that_is_not_there_is_refused(database: Database) -> None:
    with pytest.raises(sa.exc.IntegrityError), database.write() as tx:
        a_case(tx, PersonId(404))


def _write_and_fail(database: Database) -> None:
    with database.write() as tx:
        inbox.record(tx, "undone", "MessageWritten", b"{}", NOW)
        raise RuntimeError
