"""Whether new words are about a case that was closed."""

from __future__ import annotations

import pytest

from bot.conversation.about_case import PHRASES, is_about
from bot.helpline.case import CaseId


@pytest.mark.parametrize("phrase", PHRASES)
def test_phrase_of_a_known_matter_is_about_the_case(phrase: str) -> None:
    assert is_about(f"Well, {phrase.upper()}!", CaseId(7))


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("what became of case 7?", True),
        ("what became of case 77?", False),
        ("can inspectors see all books?", False),
        ("in that suitcase 7 books", False),
        ("", False),
    ],
)
def test_words_are_about_a_case_when_they_name_it(text: str, *, about: bool) -> None:
    assert is_about(text, CaseId(7)) is about
