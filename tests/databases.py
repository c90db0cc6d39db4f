"""Empty databases, as tests use them; a test of the migrations shows them to be what they make."""

from __future__ import annotations

from pathlib import Path

from bot.db import Database
from bot.migrations import migrate
from bot.settings import DATABASE_FILE
from bot.tables import metadata


def an_empty_database(url: str = "sqlite://") -> Database:
    """Open an empty database, in memory unless said; whoever asks closes it."""
    database = Database(url)
    with database.write() as tx:
        metadata.create_all(tx)
    return database


def a_migrated_database(data_folder: Path) -> Database:
    """Open a database where a command looks for it, made by the migrations as in production."""
    database = Database(f"sqlite:///{data_folder / DATABASE_FILE}")
    migrate(database)
    return database
