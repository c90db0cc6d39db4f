"""Who the advisers are is asked again and again, whatever failed in between."""

from __future__ import annotations

import sqlite3

import pytest

from bot.db import Database
from bot.heartbeats import Heartbeats
from bot.helpline import people
from bot.slack import staff_watch
from bot.slack.staff_watch import StaffWatch
from tests.bot.factories import ADVISER, FrozenClock, a_policy
from tests.bot.slack.web_api import WebApi
from tests.waiting import eventually


@pytest.fixture
def watch(
    web_api: WebApi,
    database_on_disk: Database,
    clock: FrozenClock,
    monkeypatch: pytest.MonkeyPatch,
) -> StaffWatch:
    monkeypatch.setattr(staff_watch, "EVERY_S", 0.01)
    web_api.answers["conversations.members"] = {"members": [ADVISER]}
    web_api.answers["users.info"] = {"user": {"profile": {"real_name": "Ash Sample"}}}
    beats = Heartbeats(database_on_disk, clock)
    client = web_api.client()
    return StaffWatch(client, database_on_disk, a_policy(), (), "U0BOT", beats, lambda: True)


def test_database_that_is_locked_for_a_while_does_not_end_the_watch(
    watch: StaffWatch, database_on_disk: Database, caplog: pytest.LogCaptureFixture
) -> None:
    backup = sqlite3.connect(str(database_on_disk.url.database), isolation_level=None)
    backup.execute("BEGIN EXCLUSIVE")
    watch.start()
    eventually(lambda: "could not be read: OperationalError" in caplog.text, what="the failure")

    backup.execute("ROLLBACK")
    backup.close()

    def known() -> list[str]:
        with database_on_disk.read() as tx:
            return [adviser.called for adviser in people.advisers(tx)]

    assert eventually(known) == ["Ash Sample"]
    watch.stop()
