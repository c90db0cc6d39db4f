"""
Bring the database to the shape of `tables.py`, one numbered step at a time.

Alembic is imported only when there is something to do, to keep the start short.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from bot.db import Database

HEAD = "0019"  # the newest step in versions/; a test compares


def migrate(database: Database) -> bool:
    """
    Apply the steps that are missing.

    Returns:
        True when there was something to do.
    """
    with database.read() as tx:
        if _revision(tx) == HEAD:
            return False
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    with database.write() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, "head")
    return True


def _revision(tx: sa.Connection) -> str | None:
    if not sa.inspect(tx).has_table("alembic_version"):
        return None
    found: str | None = tx.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return found
