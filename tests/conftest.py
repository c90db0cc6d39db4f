"""What every test may ask for: a database in memory, one on disk, the assistant behind Slack."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.db import Database
from tests.bot.factories import FrozenClock
from tests.bot.stage import Stage
from tests.databases import an_empty_database
from tests.index_fixtures import data_dir, exported_encoder, store

__all__ = ["data_dir", "exported_encoder", "store"]  # built once for every folder of tests

# A child process inherits these: what warns there fails there.
warnings.simplefilter("error", ResourceWarning)


@pytest.fixture
def clock() -> FrozenClock:
    """A clock that stands still until it is told to go on."""
    return FrozenClock()


@pytest.fixture
def database() -> Iterator[Database]:
    """An empty database in memory."""
    opened = an_empty_database()
    yield opened
    opened.close()


@pytest.fixture
def database_on_disk(tmp_path: Path) -> Iterator[Database]:
    """An empty database in a file, as in production."""
    opened = an_empty_database(f"sqlite:///{tmp_path / 'helpline.db'}")
    yield opened
    opened.close()


@pytest.fixture
def stage(database: Database, clock: FrozenClock) -> Stage:
    """The assistant without Slack, with two advisers."""
    return Stage(database, clock)
