"""The outside monitor, on a real server: heard while all holds, silent while not, heard again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.audit.auditor import Auditor
from bot.audit.outside import OutsideMonitor
from bot.audit.surroundings import GuidanceLook
from bot.tables import timers
from tests.bot.audit.conftest import Around, go_on
from tests.bot.factories import LIVE, a_message
from tests.bot.stage import Stage
from tests.waiting import eventually


class Monitor(ThreadingHTTPServer):
    """Keeps the path of each request; answers once it may."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.heard: list[str] = []
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.status = 200

    @property
    def url(self) -> str:
        """The address a check of ours has there."""
        return f"http://127.0.0.1:{self.server_port}/sample-check"


class _Handler(BaseHTTPRequestHandler):
    server: Monitor

    def do_GET(self) -> None:
        self.server.heard.append(self.path)
        self.server.may_answer.wait(10)
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Monitor]:
    """A monitor on this machine."""
    with Monitor() as running:
        threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True).start()
        yield running
        running.may_answer.set()
        running.shutdown()


def wait_for_ping(monitor: OutsideMonitor) -> None:
    """Wait until a ping that was begun has ended."""
    eventually(lambda: not monitor._busy.locked(), what="the end of the ping")


@pytest.fixture
def half_a_minute(stage: Stage, server: Monitor) -> Callable[[], int]:
    """Let an auditor look after half a minute; says how often the monitor heard of it."""
    monitor = OutsideMonitor(server.url)
    around = Around(stage.database, GuidanceLook(Path("nothing")))
    auditor = Auditor(stage.database, around, [], monitor, stage.clock)

    def pass_by() -> int:
        before = len(server.heard)
        go_on(stage, seconds=30)
        auditor.look()
        wait_for_ping(monitor)
        return len(server.heard) - before

    return pass_by


def end_timers(stage: Stage, at: datetime | None) -> None:
    with stage.database.write() as tx:
        tx.execute(sa.update(timers).values(ended_at=at))


def test_monitor_hears_of_us_only_while_all_holds_and_again_once_mended(
    stage: Stage, server: Monitor, half_a_minute: Callable[[], int]
) -> None:
    stage.receives(a_message(LIVE))

    well = [half_a_minute(), half_a_minute()]
    end_timers(stage, stage.clock.now())  # no next page: nobody would hear of the case again
    broken = [half_a_minute() for _ in range(4)]
    end_timers(stage, None)
    mended = [half_a_minute() for _ in range(5)]

    assert well == [1, 1]
    assert broken == [0, 0, 0, 0]
    assert mended[-1] == 1
    assert set(server.heard) == {"/sample-check"}


def test_monitor_that_hangs_holds_nobody_up(server: Monitor) -> None:
    server.may_answer.clear()
    monitor = OutsideMonitor(server.url)

    monitor.ping()
    eventually(lambda: server.heard, what="the first ping")
    for _ in range(5):
        monitor.ping()
    server.may_answer.set()
    wait_for_ping(monitor)

    assert len(server.heard) == 1


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/nobody-listens", "nonsense"])
def test_monitor_that_cannot_be_reached_changes_nothing(address: str) -> None:
    monitor = OutsideMonitor(address)

    for _ in range(2):
        monitor.ping()
        wait_for_ping(monitor)


def test_monitor_that_refuses_is_said_in_the_log(
    server: Monitor, caplog: pytest.LogCaptureFixture
) -> None:
    server.status = 404
    monitor = OutsideMonitor(server.url)

    monitor.ping()
    wait_for_ping(monitor)

    assert [record.getMessage() for record in caplog.records] == [
        "the outside monitor was not reached: HTTPError"
    ]


def test_without_an_address_nothing_is_pinged() -> None:
    monitor = OutsideMonitor("")

    monitor.ping()

    assert not monitor._busy.locked()
