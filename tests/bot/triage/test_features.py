"""Claims about what the classifier is told about a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.triage import assess
from bot.triage.features import Features, read_features


def _read(text: str) -> Features:
    return read_features(text, assess(text))


def test_words_are_told_as_written_and_by_kind() -> None:
    features = _read("The inspector is STILL here. 6 books!")

    assert features.words == {"the", "inspector", "is", "still", "here", "#", "books"}
    assert {"{inspector}", "{inspector} {n}", "here |", "| #"} & features.kinds
    assert "here |" in features.kinds


def test_rules_that_fired_and_groups_said_are_signs() -> None:
    features = _read("its 6.25 and they're still here")

    assert {"rule past-six", "rules escalate", "rules live", "said still_there"} <= set(
        features.signs
    )


def test_marks_and_first_person_are_measured_within_bounds() -> None:
    signs = _read("I am here????? my my my!").signs

    assert signs["question marks"] == 1.0
    assert signs["exclamation marks"] == pytest.approx(1 / 3)
    assert signs["first person"] == pytest.approx(4 / 6)


@pytest.mark.parametrize("text", ["", "👍", "…", "\x00"])
def test_message_without_words_has_no_words(text: str) -> None:
    features = _read(text)

    assert (features.words, features.kinds) == (frozenset(), frozenset())


@given(st.text(st.characters(), max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    _read(text)


def test_features_grow_no_faster_than_the_message() -> None:
    once = _read("they told me to leave and shut the door ")

    often = _read("they told me to leave and shut the door " * 500)

    assert often.words == once.words
    assert len(often.kinds) <= len(once.kinds) + 2  # the end meets the beginning
