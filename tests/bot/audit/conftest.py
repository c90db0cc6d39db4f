"""A helpline where all holds, and its auditor, to break one promise at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.audit.auditor import Auditor
from bot.audit.outside import OutsideMonitor
from bot.audit.surroundings import GuidanceLook, Surroundings
from bot.audit.violation import Violation
from bot.db import Database
from bot.heartbeats import LOOPS, write
from tests.bot.factories import FrozenClock
from tests.bot.stage import Stage

ADMIN = "U0ADMIN01"


class Around(Surroundings):
    """Surroundings where all is well."""

    def violations(self, now: datetime) -> Iterator[Violation]:
        del now
        return iter(())


class CountedMonitor(OutsideMonitor):
    """Counts pings."""

    def __init__(self) -> None:
        super().__init__("")
        self.n = 0

    def ping(self) -> None:
        self.n += 1


@pytest.fixture
def stage(database_on_disk: Database, clock: FrozenClock) -> Stage:
    """The assistant without Slack on a database in a file, its loops alive."""
    stage = Stage(database_on_disk, clock)
    turn(stage)
    return stage


@pytest.fixture
def monitor() -> CountedMonitor:
    """An outside monitor that counts."""
    return CountedMonitor()


@pytest.fixture
def auditor(stage: Stage, monitor: CountedMonitor) -> Auditor:
    """An auditor that tells one administrator, in surroundings where all is well."""
    around = Around(stage.database, GuidanceLook(Path("nothing-is-published")))
    return Auditor(stage.database, around, [ADMIN], monitor, stage.clock)


def turn(stage: Stage) -> None:
    """Let every loop turn once, and say so."""
    stage.worker.sweep()
    stage.worker.answer_waiting()
    stage.sends()
    with stage.database.write() as tx:
        for loop in LOOPS:
            write(tx, loop, stage.clock.now())


def go_on(stage: Stage, **span: float) -> None:
    """Let a span pass during which every loop turns each second at its end."""
    stage.clock.go_on(**span)
    turn(stage)
