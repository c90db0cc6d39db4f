"""Members and advisers: one row each."""

from __future__ import annotations

from bot.db import Database
from bot.helpline import people
from tests.bot.factories import ADVISER, ADVISERS, COLLEAGUE, MEMBER, NOW, a_person


def test_person_who_writes_twice_is_one_person(database: Database) -> None:
    with database.write() as tx:
        first, second = a_person(tx), a_person(tx)

        assert first == second
        assert people.by_id(tx, first.id) == people.find(tx, MEMBER) == first


def test_person_who_never_wrote_is_not_on_file(database: Database) -> None:
    with database.read() as tx:
        assert people.find(tx, MEMBER) is None


def test_exactly_the_people_named_are_advisers(database: Database) -> None:
    with database.write() as tx:
        a_person(tx)
        people.set_advisers(tx, ADVISERS)

        people.set_advisers(tx, {COLLEAGUE: "Bex Sample"})

        assert [one.address for one in people.advisers(tx)] == [COLLEAGUE]
        assert people.find_or_add(tx, ADVISER).is_adviser is False


def test_adviser_is_called_by_name_and_a_stranger_an_adviser(database: Database) -> None:
    with database.write() as tx:
        people.set_advisers(tx, ADVISERS)

        called = [people.find_or_add(tx, address).called for address in (ADVISER, MEMBER)]

        assert called == ["Ash Sample", people.SOMEBODY]


def test_what_a_member_says_of_their_school_is_kept(database: Database) -> None:
    with database.write() as tx:
        member = a_person(tx)

        people.set_nation(tx, member.id, "wales")
        people.set_phase(tx, member.id, "primary")
        people.set_welcomed(tx, member.id, NOW)

        now = people.by_id(tx, member.id)
        assert (now.nation, now.phase, now.welcomed) == ("wales", "primary", True)
