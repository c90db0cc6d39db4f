"""What `helpline doctor` reads of an assistant that runs, was stopped, or was cut off."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from bot import heartbeats
from bot.audit.auditor import Auditor
from bot.audit.standing import NotRunning, Running, standing
from bot.audit.surroundings import every_loop_turns
from bot.audit.violation import Violation
from bot.db import Database
from bot.heartbeats import Heartbeats
from tests.bot.factories import NOW, FrozenClock
from tests.bot.stage import Stage
from tests.waiting import eventually


def stands(stage: Stage) -> NotRunning | Running:
    with stage.database.read() as tx:
        return standing(tx, stage.clock.now())


def test_running_assistant_where_all_holds(stage: Stage, auditor: Auditor) -> None:
    auditor.look()

    assert stands(stage) == Running((), NOW)


def test_violation_is_seen_before_the_auditor_looks(stage: Stage) -> None:
    with stage.database.write() as tx:
        tx.execute(sa.text("UPDATE people SET is_adviser = 0"))

    assert stands(stage) == Running((Violation("nobody_takes_cases", "people"),), NOW)


def test_alarm_that_only_the_auditor_can_see_is_shown(stage: Stage, auditor: Auditor) -> None:
    auditor.look()
    stage.clock.go_on(seconds=40)
    auditor.look()

    assert stands(stage) == Running(
        (Violation("canary_silent", "inbox 1"),), NOW + timedelta(seconds=40)
    )


def test_assistant_that_was_stopped_is_not_missed(stage: Stage) -> None:
    stage.worker.stop()

    assert stands(stage) == NotRunning(None)


def test_assistant_that_was_cut_off_is_missed(stage: Stage) -> None:
    stage.clock.go_on(hours=1)

    assert stands(stage) == NotRunning(NOW)


def test_loops_of_a_started_worker_give_signs_of_life(stage: Stage) -> None:
    with stage.database.write() as tx:
        heartbeats.forget(tx)

    def alive() -> set[str]:
        with stage.database.read() as tx:
            return set(heartbeats.read(tx))

    stage.worker.start()
    found = eventually(lambda: alive() if len(alive()) == 4 else None, what="four signs of life")
    stage.worker.stop()

    assert found == {"send", "queue", "answer", "sweep"}
    assert alive() == set()


def test_sign_of_life_is_written_no_more_often_than_needed(database: Database) -> None:
    clock = FrozenClock()
    beats = Heartbeats(database, clock)

    def written_at() -> object:
        with database.read() as tx:
            return heartbeats.read(tx)["send"]

    seen = []
    for _ in range(3):
        beats.beat("send")
        seen.append(written_at())
        clock.go_on(seconds=6)
    clock.is_set(hours=-1)
    beats.beat("send")

    assert seen == [NOW, NOW, NOW + timedelta(seconds=12)]
    assert written_at() == clock.now()  # a clock that was set back keeps no loop silent


def test_loops_of_second_channels_are_missed_only_where_they_are_set(stage: Stage) -> None:
    with stage.database.write() as tx:
        heartbeats.begin_calls(tx, ["smtp"], stage.clock.now())
    stage.clock.go_on(minutes=2)
    turn_all_but(stage, *heartbeats.SECOND_CHANNELS)
    stage.clock.go_on(seconds=61)
    turn_all_but(stage, *heartbeats.SECOND_CHANNELS)

    with stage.database.read() as tx:
        found = list(every_loop_turns(tx, stage.clock.now()))

    assert found == [Violation("loop_stands_still", "the smtp loop")]


def turn_all_but(stage: Stage, *silent: str) -> None:
    with stage.database.write() as tx:
        for loop in set(heartbeats.LOOPS) - set(silent):
            heartbeats.write(tx, loop, stage.clock.now())


def test_auditor_looks_by_itself_and_ends_when_told_to(stage: Stage, auditor: Auditor) -> None:
    auditor.start()

    auditor.stop()

    assert not auditor._thread.is_alive()
