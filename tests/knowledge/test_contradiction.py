"""Two quotes that say different things of the same matter."""

from __future__ import annotations

import pytest

from knowledge.contradiction import differ

SIX = "Inspectors should finish their work in school by 6pm."


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param("Inspectors should finish work in school by 5pm.", True, id="another number"),
        pytest.param("Work in school by inspectors ends by 6pm.", False, id="the same number"),
        pytest.param("Leaders go home when inspectors finish.", False, id="no number"),
        pytest.param(
            "Complaints are made within five working days of the draft.", False, id="other matter"
        ),
        pytest.param("", False, id="nothing"),
    ],
)
def test_sentences_differ_when_they_give_other_numbers_for_one_matter(
    other: str, expected: bool
) -> None:
    assert differ(SIX, other) is expected
    assert differ(other, SIX) is expected


def test_numbers_in_words_count_as_numbers() -> None:
    one = "A formal complaint is made within five working days of the draft report."

    assert differ(one, "A formal complaint is made within 10 working days of the draft report.")
    assert not differ(one, "A formal complaint is made within 5 working days of the draft report.")


def test_sentences_differ_when_one_denies_what_the_other_says() -> None:
    one = "Senior leaders may support subject leaders in discussions with inspectors."

    assert differ(one, "Senior leaders may not support subject leaders in discussions.")
    assert not differ(one, "Inspectors do not judge subject leaders.")
