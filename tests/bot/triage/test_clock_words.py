"""Claims about times of day in a message."""

from __future__ import annotations

import pytest

from bot.triage.clock_words import CLOCK, EVENING, clock_symbols
from bot.triage.words import read_words


def _said(text: str) -> set[str]:
    found = clock_symbols(read_words(text, {}).tokens)
    return {symbol for symbols in found.values() for symbol in symbols}


@pytest.mark.parametrize(
    "text",
    [
        "it's 6.25",
        "18:40 now",
        "it's 7pm",
        "6:15pm",
        "half six",
        "half past six",
        "gone 6",
        "nearly seven",
        "quarter past six",
        "8.30 in the evening",
        "six o'clock",
    ],
)
def test_a_time_after_six_is_evening(text: str) -> None:
    assert _said(text) == {CLOCK, EVENING}


@pytest.mark.parametrize(
    "text",
    [
        "it's 4.30",
        "7am",
        "8.15 this morning",
        "at 5pm",
        "since 8.30",
        "ten to six",
        "at 12.30",
        "17:59",
    ],
)
def test_an_earlier_time_is_a_time_and_not_evening(text: str) -> None:
    assert _said(text) == {CLOCK}


@pytest.mark.parametrize(
    "text",
    [
        "six inspectors",
        "after six weeks",
        "year 6",
        "one of them",
        "in 2019",
        "99.99",
        "24:00",
        "३.२५",
    ],
)
def test_a_number_that_counts_is_no_time(text: str) -> None:
    assert _said(text) == set()
