"""Repeated text is indexed once, under its newest document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from indexer.loaders.text import load_text
from indexer.repetition import without_repetition
from tests.indexer.pages import SAVED_2020, SAVED_2022, a_page

OLD = load_text(a_page(SAVED_2020, "000.txt"))
NEW = load_text(a_page(SAVED_2022, "001.txt"))


def test_policy_of_two_saved_pages_is_kept_under_the_newest() -> None:
    old, new = without_repetition([OLD, NEW])

    assert [s.heading for s in old.sections] == ["Inspectors of kitchens asked to come before noon"]
    assert len(new.sections) == 4


def test_policy_counts_as_in_force_since_the_oldest_page() -> None:
    _, new = without_repetition([OLD, NEW])

    starts = [new.citation(section).valid_from for section in new.sections]
    assert starts == [date(2020, 5, 6)] * 3 + [date(2022, 6, 7)]


def test_documents_never_in_force_together_keep_their_own_text() -> None:
    ended = replace(OLD, valid_to=date(2022, 6, 6))

    assert without_repetition([ended, NEW]) == [ended, NEW]


def test_documents_of_different_nations_keep_their_own_text() -> None:
    welsh = replace(OLD, nation="wales")

    assert without_repetition([welsh, NEW]) == [welsh, NEW]
