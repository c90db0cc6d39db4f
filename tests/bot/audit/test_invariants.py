"""Each promise, broken on a real database by hand, is named by the row that breaks it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.audit.auditor import Auditor
from bot.audit.surroundings import every_loop_turns
from bot.audit.violation import Violation
from bot.conversation import drills, operator_wording
from bot.inbound import Deed
from bot.outbound import CrisisReply, NobodyYet
from bot.tables import cases, people
from bot.worker import Refused
from tests.architecture.modules import modules, tree
from tests.bot.audit.conftest import go_on, turn
from tests.bot.factories import (
    ADVISER,
    DISTRESS,
    DOUBTFUL,
    LIVE,
    OTHER_MEMBER,
    QUESTION,
    a_message,
    a_press,
)
from tests.bot.stage import Stage

Break = Callable[[Stage], None]
NAMES = {
    argument.value
    for module in modules("bot/audit")
    for call in ast.walk(tree(module))
    if isinstance(call, ast.Call)
    for argument in call.args
    if isinstance(argument, ast.Constant) and argument.value in operator_wording.ALARMS
}


def sql(statement: str) -> Break:
    """Break a promise with one statement; :now is the stage's time."""

    def break_it(stage: Stage) -> None:
        now = stage.clock.now().replace(tzinfo=None).isoformat(" ", "microseconds")
        with stage.database.write() as tx:
            done = tx.execute(sa.text(statement), {"now": now} if ":now" in statement else {})
        assert done.rowcount == 1

    return break_it


def later(statement: str, **span: float) -> Break:
    """Break a promise, and let time pass with the broken part standing still."""

    def break_it(stage: Stage) -> None:
        sql(statement)(stage)
        stage.clock.go_on(**span)
        with stage.database.write() as tx:
            tx.execute(sa.text("UPDATE heartbeats SET at = :now"), {"now": plain(stage)})
            tx.execute(sa.text("UPDATE timers SET due_at = datetime(due_at, '+1 day')"))

    return break_it


def plain(stage: Stage) -> str:
    return stage.clock.now().replace(tzinfo=None).isoformat(" ", "microseconds")


BROKEN = {
    "gesture_without_effect": (
        "inbox 1",
        later("UPDATE inbox SET state = 'waiting', next_at = :now WHERE id = 1", seconds=31),
    ),
    "question_without_answer": (
        "exchange 1",
        later("UPDATE exchanges SET state = 'waiting', next_at = :now WHERE id = 1", minutes=3),
    ),
    "case_without_card": ("case 1", sql("DELETE FROM outbox WHERE key = 'case:1:card'")),
    "member_not_told": ("case 1", sql("DELETE FROM outbox WHERE key = 'case:1:status:1'")),
    "case_without_timer": (
        "case 1",
        sql("DELETE FROM timers WHERE case_id = 1 AND kind = 'ladder'"),
    ),
    "timer_overdue": (
        "timer 1",
        sql("UPDATE timers SET due_at = datetime(:now, '-11 seconds') WHERE id = 1"),
    ),
    "holder_unclear": ("case 1", sql("UPDATE cases SET holder_id = 1 WHERE id = 1")),
    "message_stuck": (
        "outbox 1",
        later("UPDATE outbox SET state = 'sending', next_at = :now WHERE id = 1", minutes=11),
    ),
    "clock_set_back": (
        "inbox 2",  # the newest
        sql("UPDATE inbox SET received_at = datetime(:now, '+3 minutes') WHERE id = 2"),
    ),
    "loop_stands_still": ("the sweep loop", sql("DELETE FROM heartbeats WHERE loop = 'sweep'")),
}


@pytest.fixture
def busy(stage: Stage) -> Stage:
    """A helpline with one open case, opened a minute ago."""
    stage.receives(a_message(LIVE))
    go_on(stage, minutes=1)
    return stage


@pytest.mark.parametrize("invariant", BROKEN)
def test_broken_promise_is_named_by_its_row(busy: Stage, auditor: Auditor, invariant: str) -> None:
    before = auditor.look()
    turn(busy)
    subject, break_it = BROKEN[invariant]

    break_it(busy)

    assert before == set()
    assert auditor.look() == {Violation(invariant, subject)}


def test_nobody_to_page_is_named(stage: Stage, auditor: Auditor) -> None:
    with stage.database.write() as tx:
        tx.execute(sa.text("UPDATE people SET is_adviser = 0"))

    assert auditor.look() == {Violation("nobody_takes_cases", "people")}


def test_all_holds_through_a_busy_hour(stage: Stage, auditor: Auditor) -> None:
    found = set()

    stage.receives(a_message(LIVE), a_message(DISTRESS, OTHER_MEMBER))
    for minute in range(60):
        if minute == 3:
            stage.receives(a_press(Deed.CLAIM, 1, ADVISER), a_message("and now they shout"))
        if minute == 20:
            stage.receives(a_message(QUESTION, "U0MEMBER3"), a_message(DOUBTFUL, "U0MEMBER4"))
        go_on(stage, minutes=1)
        found |= auditor.look()

    assert found == set()


def test_card_that_slack_refuses_is_named(stage: Stage, auditor: Auditor) -> None:
    stage.office.says["case:1:card"] = Refused("is_archived")
    stage.receives(a_message(LIVE))

    go_on(stage, seconds=1)

    assert auditor.look() == {Violation("case_without_card", "case 1")}


@pytest.mark.parametrize("kind", [CrisisReply, NobodyYet])
def test_what_a_member_has_to_get_is_named_when_slack_refuses_it(
    stage: Stage, auditor: Auditor, kind: type
) -> None:
    stage.office.refuses.add(kind)
    stage.receives(a_message(DISTRESS))

    for _ in range(10):
        go_on(stage, minutes=1)

    assert Violation("member_not_told", "case 1") in auditor.look()


def test_gesture_that_failed_for_good_is_no_violation_once_a_person_has_it(
    stage: Stage, auditor: Auditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object, **named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.conversation.member_words.take", fails)
    stage.receives(a_message(QUESTION))
    for _ in range(5):
        go_on(stage, minutes=2)

    assert [row.state for row in stage.rows("inbox")] == ["dead"]
    assert auditor.look() == set()


def test_gesture_that_failed_for_good_and_reached_nobody_is_named(
    busy: Stage, auditor: Auditor
) -> None:
    sql("UPDATE inbox SET state = 'dead' WHERE id = 1")(busy)

    assert auditor.look() == {Violation("gesture_without_effect", "inbox 1")}


def test_gesture_tried_over_and_over_is_named_at_last(busy: Stage, auditor: Auditor) -> None:
    sql("UPDATE inbox SET state = 'waiting', next_at = datetime(:now, '+1 hour') WHERE id = 1")(
        busy
    )
    before = auditor.look()

    busy.clock.go_on(minutes=5)
    turn(busy)

    assert before == set()
    assert Violation("gesture_without_effect", "inbox 1") in auditor.look()


def test_drill_that_nobody_answered_is_no_violation(stage: Stage, auditor: Auditor) -> None:
    found = set()
    with stage.database.write() as tx:
        drills.start(tx, ZoneInfo("Europe/London"), stage.clock.now())

    for _ in range(20):
        go_on(stage, minutes=1)
        found |= auditor.look()

    assert [row.missed_at is None for row in stage.rows("drills")] == [False]
    assert found == set()


def test_loop_that_is_silent_for_too_long_is_named(stage: Stage) -> None:
    stage.clock.go_on(minutes=1, seconds=1)

    with stage.database.read() as tx:
        found = set(every_loop_turns(tx, stage.clock.now()))

    assert found == {
        Violation("loop_stands_still", "the send loop"),
        Violation("loop_stands_still", "the queue loop"),
        Violation("loop_stands_still", "the sweep loop"),
    }


def test_every_invariant_has_its_sentence_and_every_sentence_its_invariant() -> None:
    written = {
        call.args[0].value
        for module in modules("bot/audit")
        for call in ast.walk(tree(module))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "Violation"
        and isinstance(call.args[0], ast.Constant)
    }

    assert written | NAMES == set(operator_wording.ALARMS)


def test_ten_thousand_open_cases_are_looked_through(busy: Stage, auditor: Auditor) -> None:
    with busy.database.write() as tx:
        crowd = [{"address": f"U0CROWD{n}", "is_adviser": False} for n in range(10_000)]
        members = tx.execute(sa.insert(people).returning(people.c.id), crowd).scalars().all()
        like = dict(tx.execute(sa.select(cases)).mappings().one())
        del like["id"]
        tx.execute(sa.insert(cases), [like | {"person_id": member} for member in members])

    found = auditor.look()

    named = {one.invariant for one in found}
    assert named == {"case_without_card", "member_not_told", "case_without_timer"}
    assert len(found) == 300  # a hundred rows of each are named; more would help nobody
