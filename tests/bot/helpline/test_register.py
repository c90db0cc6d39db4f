"""The cases on file, read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.db import Database
from bot.errors import CaseNotFound
from bot.helpline import queue, register
from bot.helpline.case import CaseId
from tests.bot.factories import NOW, OTHER_MEMBER, a_case, a_concern, a_person, a_policy, an_adviser

PACE = a_policy().pace


def test_case_that_is_not_on_file_is_an_error(database: Database) -> None:
    with database.read() as tx, pytest.raises(CaseNotFound):
        register.get(tx, CaseId(404))


def test_case_resolved_before_a_moment_is_not_resolved_since_it(database: Database) -> None:
    with database.write() as tx:
        case = a_case(tx)
        queue.resolve(tx, case.id, case.person_id, "advised", NOW)

        found = [
            register.resolved_since(tx, case.person_id, NOW + timedelta(seconds=second))
            for second in (0, 1)
        ]

        assert [one is not None for one in found] == [True, False]


def test_resolved_case_is_no_open_one(database: Database) -> None:
    with database.write() as tx:
        case = a_case(tx)
        queue.resolve(tx, case.id, case.person_id, "advised", NOW)

        assert register.open_case_of(tx, case.person_id) is None
        assert register.not_resolved(tx) == []
        assert [one.id for one in register.of_person(tx, case.person_id)] == [case.id]


def test_cases_that_wait_are_those_nobody_has(database: Database) -> None:
    with database.write() as tx:
        claimed = a_case(tx)
        queue.claim(tx, claimed.id, an_adviser(tx).id, NOW, PACE)
        waiting = a_case(tx, a_person(tx, OTHER_MEMBER).id)

        assert [case.id for case in register.unclaimed(tx)] == [waiting.id]
        assert [case.id for case in register.not_resolved(tx)] == [waiting.id, claimed.id]


def test_overdue_are_those_nobody_has_by_the_time_somebody_should_longest_first(
    database: Database,
) -> None:
    with database.write() as tx:
        late = a_case(tx, now=NOW + timedelta(minutes=5))  # due at 7
        later = a_case(tx, a_person(tx, OTHER_MEMBER).id)  # due at 2
        a_case(tx, a_person(tx, "U0MEMBER3").id, concern=a_concern(urgency="today"))  # due at 60
        claimed = a_case(tx, a_person(tx, "U0MEMBER4").id)
        queue.claim(tx, claimed.id, an_adviser(tx).id, NOW, PACE)

        found = [
            [case.id for case in register.overdue(tx, NOW + timedelta(minutes=minutes))]
            for minutes in (1, 2, 7)
        ]

    assert found == [[], [later.id], [later.id, late.id]]
