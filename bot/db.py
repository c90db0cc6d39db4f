"""
The database: one write at a time, on disk before anybody is told.

SQLite in WAL mode with `synchronous=FULL`, read back at the start: anything less
may forget a concern that Slack was told is kept.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from bot.errors import DatabaseError

Tx = sa.Connection
DatabaseFails = sa.exc.OperationalError  # a full disk, a locked file: not one row's fault
BUSY_TIMEOUT_MS = 1500  # how long another process may hold the file before we give up
FULL = 2  # PRAGMA synchronous: one fsync a commit (sqlite.org/pragma.html)


class Turns:
    """A lock that serves those who wait in the order they came; threading's own does not."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._taken = False

    def __enter__(self) -> None:
        """Wait for one's turn."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()  # released by whoever is before us

    def __exit__(self, *error: object) -> None:
        """Let the next one in."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


class Database:
    """Opens transactions; every function that writes takes one as its first argument."""

    def __init__(self, url: str) -> None:
        self.url = sa.make_url(url)
        if self.url.get_backend_name() != "sqlite":
            raise DatabaseError(
                f"HELPLINE_DATABASE_URL names {self.url.get_backend_name()}: "
                "this version keeps its data in SQLite. Use sqlite:///path/to/helpline.db."
            )
        self._in_memory = self.url.database in (None, "", ":memory:")
        self._engine = _sqlite_engine(self.url, self._in_memory)
        # In front of SQLite's own lock, which is polled and fair to nobody.
        self._writing = Turns()
        # A database in memory is one connection, and a connection holds one transaction.
        self._reading = self._writing if self._in_memory else nullcontext()

    @contextmanager
    def write(self) -> Iterator[Tx]:
        """
        Open a write transaction; commit at the end, roll back on any error.

        Raises:
            sqlalchemy.exc.OperationalError: another process held the file too long.
        """
        with self._writing, self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """Open a transaction that sees one state of the data and waits for no writer."""
        with (
            self._reading,
            self._engine.connect().execution_options(reads_only=True) as connection,
            connection.begin(),
        ):
            yield connection

    def verify(self) -> None:
        """
        Check that a commit survives a power cut.

        Raises:
            DatabaseError: the file is not in WAL mode with full synchronisation.
        """
        with self.read() as tx:
            journal = tx.exec_driver_sql("PRAGMA journal_mode").scalar()
            synchronous = tx.exec_driver_sql("PRAGMA synchronous").scalar()
        if synchronous != FULL or (journal != "wal" and not self._in_memory):
            raise DatabaseError(
                f"The database runs with journal_mode={journal}, synchronous={synchronous}; "
                "concerns are only safe with wal and FULL. Put it on a local disk."
            )

    def scrub(self) -> bool:
        """
        Write the file anew, so that nothing deleted is left in it or beside it.

        Returns:
            False when another program uses the file just now: traces may be left.
        """
        with self._writing:
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("VACUUM")
                done = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.OperationalError:
                return False
            finally:
                connection.close()
        return bool(done) and done[0] == 0

    def close(self) -> None:
        """Close every connection, once whoever writes is done."""
        with self._writing:
            self._engine.dispose()


def _sqlite_engine(url: sa.URL, in_memory: bool) -> sa.Engine:
    options: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {"pool_size": 20}
    engine = sa.create_engine(url, connect_args={"check_same_thread": False}, **options)
    sa.event.listen(engine, "connect", _configure)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Any, record: Any) -> None:  # noqa: ARG001
    # The driver must not open transactions by itself: `_begin` does.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "secure_delete=ON",  # what is forgotten is overwritten
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    reads_only = connection.get_execution_options().get("reads_only", False)
    # A write takes its lock at once, so it never fails half way for want of one.
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
