"""What happened to a case, in the past tense."""

from __future__ import annotations

from bot.db import Database
from bot.helpline import history
from bot.helpline.history import Happened
from tests.bot.factories import NOW, OTHER_MEMBER, a_case, a_person


def test_history_is_told_in_order(database: Database) -> None:
    with database.write() as tx:
        case = a_case(tx)

        history.write(tx, case.id, "noted", NOW, case.person_id, "a remark")

        assert history.of(tx, case.id)[1:] == [Happened("noted", case.person_id, "a remark", NOW)]


def test_words_are_found_by_the_message_that_held_them_as_they_read_last(
    database: Database,
) -> None:
    with database.write() as tx:
        case = a_case(tx)
        history.write(tx, case.id, "member_wrote", NOW, case.person_id, "helo", "1.1")
        history.write(tx, case.id, "member_edited", NOW, case.person_id, "hello", "1.1")

        assert history.words_in(tx, case.person_id, "1.1") == (case.id, "hello")
        assert history.words_in(tx, case.person_id, "9.9") is None
        assert history.words_in(tx, a_person(tx, OTHER_MEMBER).id, "1.1") is None
