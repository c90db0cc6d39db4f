"""A person is forgotten for good: no trace in the file, and nobody else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.db import Database
from bot.helpline import people
from bot.helpline.case import CaseState
from bot.inbound import Deed
from bot.keeping import erasing, exporting, holds
from bot.keeping.erasing import Kept
from bot.keeping.holdings import Holdings
from tests.bot.factories import (
    ADVISER,
    DOUBTFUL,
    MEMBER,
    OTHER_MEMBER,
    QUESTION,
    FrozenClock,
    a_message,
    a_press,
)
from tests.bot.keeping.test_forgetting import WORD, asks, closed_case, tables_with
from tests.bot.stage import Stage


@pytest.fixture
def stage(database_on_disk: Database, clock: FrozenClock) -> Stage:
    """A member who asked, and whose case is resolved, on a database in a file."""
    stage = Stage(database_on_disk, clock)
    asks(stage)
    closed_case(stage)
    payload = f'{{"user": "{MEMBER}", "text": "{WORD}"}}'.encode()
    with stage.database.write() as tx:  # as Slack's payloads are
        theirs = sa.text("UPDATE inbox SET body = :body WHERE key LIKE '%D0MEMBER1%'")
        assert tx.execute(theirs, {"body": payload}).rowcount == 3
    return stage


def erase(stage: Stage, address: str = MEMBER) -> Holdings | Kept:
    with stage.database.write() as tx:
        return erasing.erase(tx, people.find_or_add(tx, address).id)


def test_no_trace_of_a_person_is_left_in_the_file_or_beside_it(stage: Stage) -> None:
    folder = Path(str(stage.database.url.database)).parent
    before = [path.name for path in folder.iterdir() if WORD.encode() in path.read_bytes()]

    assert isinstance(erase(stage), Holdings)
    done = stage.database.scrub()

    traces = [
        path.name
        for path in folder.iterdir()
        for trace in (WORD, MEMBER, MEMBER.replace("U", "D", 1))
        if trace.encode() in path.read_bytes()
    ]
    assert (before != [], done, traces) == (True, True, [])


def test_nobody_else_is_touched(stage: Stage) -> None:
    other = "sundew"
    stage.receives(a_message(f"{QUESTION} {other}", OTHER_MEMBER))
    stage.worker.answer_waiting()
    stage.sends()
    stage.opens_a_case(f"they are still here and it is 6.25, {other}", OTHER_MEMBER)
    before = tables_with(stage, other)

    erase(stage)

    assert tables_with(stage, WORD) == set()
    assert tables_with(stage, other) == before
    assert stage.case(2).state is CaseState.OPEN
    assert stage.card_ts(2)


def test_who_has_an_open_case_is_not_forgotten(stage: Stage) -> None:
    number = stage.opens_a_case().id
    before = tables_with(stage, WORD)

    assert erase(stage) == Kept("open_case", number)
    assert tables_with(stage, WORD) == before


def test_whose_case_is_on_hold_is_not_forgotten(stage: Stage) -> None:
    with stage.database.write() as tx:
        holds.hold(tx, 1, "legal claim", stage.clock.now())

    assert erase(stage) == Kept("on_hold", 1)


def test_adviser_is_not_forgotten(stage: Stage) -> None:
    assert erase(stage, ADVISER) == Kept("adviser")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE outbox SET state = 'sending' WHERE key = 'answer:1'",
        "UPDATE inbox SET state = 'waiting' WHERE id = 1",
        "UPDATE exchanges SET state = 'waiting' WHERE id = 1",
    ],
)
def test_to_whom_something_is_owed_is_not_forgotten(stage: Stage, statement: str) -> None:
    with stage.database.write() as tx:
        assert tx.execute(sa.text(statement)).rowcount == 1

    assert erase(stage) == Kept("on_its_way")


def test_whose_silence_may_still_open_a_case_is_not_forgotten(stage: Stage) -> None:
    stage.receives(a_message(DOUBTFUL, OTHER_MEMBER))
    stage.worker.answer_waiting()
    stage.sends()
    while_asked = erase(stage, OTHER_MEMBER)

    asked = stage.rows("doubts")[-1].exchange_id
    stage.receives(a_press(Deed.NOT_NOW, asked, OTHER_MEMBER))
    stage.worker.answer_waiting()
    stage.sends()

    assert while_asked == Kept("on_its_way")
    assert isinstance(erase(stage, OTHER_MEMBER), Holdings)


def test_person_who_was_forgotten_starts_anew(stage: Stage) -> None:
    assert isinstance(erase(stage), Holdings)

    asks(stage, QUESTION)
    opened = stage.opens_a_case()

    assert (opened.id, opened.state) == (2, CaseState.OPEN)


def test_export_holds_all_that_is_kept_of_a_person_and_nothing_of_another(stage: Stage) -> None:
    stage.receives(a_message("can they see sundew records?", OTHER_MEMBER))
    holding = tables_with(stage, WORD)

    with stage.database.read() as tx:
        found = exporting.export(tx, stage.person_id(MEMBER))

    assert {table for table, rows in found.items() if WORD in str(rows)} == holding
    assert "sundew" not in str(found)
    assert found["people"][0]["address"] == MEMBER
    assert found["inbox"][0]["body"] == {"user": MEMBER, "text": WORD}
    assert all(row["ts"] for row in found["outbox"])
