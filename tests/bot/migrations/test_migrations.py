"""The steps lead to the tables, whatever they start from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import bot.migrations
from bot import inbox
from bot.db import Database
from bot.migrations import HEAD, migrate
from bot.tables import metadata
from tests.bot.factories import NOW


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'helpline.db'}")
    yield opened
    opened.close()


def indexes(tx: sa.Connection) -> dict[str, str | None]:
    """Return the SQL of every index, which says what it is partial to."""
    found = tx.execute(sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'index'"))
    return {row.name: _plain(row.sql) for row in found}


def _plain(sql: str | None) -> str | None:
    return None if sql is None else " ".join(sql.replace('"', "").split())


def test_head_is_the_newest_step() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(bot.migrations.__file__).parent))

    steps = ScriptDirectory.from_config(config)

    assert steps.get_heads() == [HEAD]


def test_migrated_database_has_the_shape_of_the_tables(empty: Database) -> None:
    migrate(empty)

    with empty.read() as tx:
        differences = compare_metadata(MigrationContext.configure(tx), metadata)
    assert differences == []


def test_migrated_indexes_are_partial_to_the_same_rows(empty: Database, database: Database) -> None:
    migrate(empty)

    with empty.read() as migrated, database.read() as made:
        ours = {name: sql for name, sql in indexes(migrated).items() if "alembic" not in name}
        assert ours == indexes(made)


def test_migrating_twice_does_nothing_the_second_time(empty: Database) -> None:
    done = [migrate(empty), migrate(empty)]

    assert done == [True, False]


def test_migrating_keeps_what_is_there(empty: Database) -> None:
    migrate(empty)
    with empty.write() as tx:
        inbox.record(tx, "m:1", "MessageWritten", b"{}", NOW)

    migrate(empty)

    with empty.read() as tx:
        assert tx.scalar(sa.text("SELECT count(*) FROM inbox")) == 1
