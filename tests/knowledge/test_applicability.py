"""Which guidance applies, on which day and where."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.applicability import day_meant, is_in_force, nation_named
from tests.knowledge.records import TODAY, a_citation


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2020, 1, 19), False, id="the day before it begins"),
        pytest.param(date(2020, 1, 20), True, id="its first day"),
        pytest.param(date(2022, 7, 17), True, id="its last day"),
        pytest.param(date(2022, 7, 18), False, id="the day after it ends"),
    ],
)
def test_passage_is_in_force_from_its_first_to_its_last_day(day: date, expected: bool) -> None:
    citation = a_citation(valid_from=date(2020, 1, 20), valid_to=date(2022, 7, 17))

    assert is_in_force(citation, "england", day) is expected


@pytest.mark.parametrize(
    ("guidance", "member", "expected"),
    [
        ("england", "england", True),
        ("england", "wales", False),
        ("uk", "northern-ireland", True),
        ("wales", None, True),
    ],
)
def test_guidance_of_another_nation_never_applies(guidance, member, expected) -> None:  # type: ignore[no-untyped-def]
    assert is_in_force(a_citation(nation=guidance), member, TODAY) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ofsted rang this morning", "england"),
        ("how long before ESTYN come", "wales"),
        ("what does ETI look at", "northern-ireland"),
        ("in Wales, who sees the draft?", "wales"),
        ("our head of English is off", None),
        ("do Ofsted and Estyn differ?", None),
        ("the petition was betimes", None),
    ],
)
def test_nation_is_recognised_from_words_that_name_one(text: str, expected: str | None) -> None:
    assert nation_named(text) == expected


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("How much notice did we get in 2019?", 2019),
        ("what were the rules during autumn 2021", 2021),
        ("what is new in 2019 guidance", 2026),  # nothing puts it into the past
        ("were the rules of 2019 and of 2024 alike", 2026),  # two years: neither alone
        ("what was said in 2031", 2026),  # a year to come is no past
    ],
)
def test_question_about_a_past_year_asks_for_its_rules(text: str, year: int) -> None:
    meant = day_meant(text, date(2026, 11, 22))

    assert meant.year == year
