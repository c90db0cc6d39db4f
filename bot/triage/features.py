"""
What the classifier is told about a message besides its vector.

Words as written, words by kind (`{inspector} {still}`), and what the phrase rules found.  A vector
says what a message is about; these say whether it is now, past, perhaps, or never.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log1p

from bot.triage.assessment import Assessment
from bot.triage.conditions import whole_message
from bot.triage.phrase_tree import Symbols
from bot.triage.phrasebook import Phrasebook
from bot.triage.rules import PHRASEBOOK, said_in, symbols_of
from bot.triage.words import Words, read_words

EDGE = "|"  # where a sentence begins or ends
NUMBER = "#"  # any number; which one hardly ever tells
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "myself"})

_LENGTH_UNIT = 4.0  # log words; a message of fifty words counts as about one
_MOST_MARKS = 3  # more of one mark tell nothing more


@dataclass(frozen=True, slots=True)
class Features:
    """
    What one message shows.

    words: words as written.
    kinds: words by kind, alone and two in a row, with the edges of sentences.
    signs: groups said, rules fired and measures, each with its strength, mostly 0 to 1.
    """

    words: frozenset[str]
    kinds: frozenset[str]
    signs: Mapping[str, float]


def read_features(text: str, rules: Assessment, book: Phrasebook = PHRASEBOOK) -> Features:
    """
    Read what a message shows.

    Args:
        text: What the member wrote; any characters, of any length.
        rules: What the phrase rules make of it.
        book: The phrases to look for.

    Returns:
        The features; work grows no faster than the text.
    """
    words = read_words(text, book.spellings)
    signs = {**_of_rules(rules), **_measures(text, words.tokens)}
    if not words.tokens:
        return Features(frozenset(), frozenset(), signs)
    symbols = symbols_of(words, book)
    bits = whole_message(said_in(words, symbols, book))
    signs |= {f"said {name}": 1.0 for name, bit in book.groups.items() if bits & bit}
    kinds = _kinds(words, symbols)
    return Features(
        frozenset(NUMBER if token[0].isdigit() else token for token in words.tokens),
        frozenset(kinds) | {f"{first} {second}" for first, second in pairwise(kinds)},
        signs,
    )


def _of_rules(rules: Assessment) -> dict[str, float]:
    found = {f"rule {name}": 1.0 for name in rules.reasons}
    found[f"rules {rules.action.value}"] = 1.0
    found |= {f"rules {name}": 1.0 for name in ("live", "distress") if getattr(rules, name)}
    return found


def _measures(text: str, tokens: Sequence[str]) -> dict[str, float]:
    first_person = sum(token in FIRST_PERSON for token in tokens)
    return {
        "length": log1p(len(tokens)) / _LENGTH_UNIT,
        "question marks": min(text.count("?"), _MOST_MARKS) / _MOST_MARKS,
        "exclamation marks": min(text.count("!"), _MOST_MARKS) / _MOST_MARKS,
        "first person": first_person / max(1, len(tokens)),
    }


def _kinds(words: Words, symbols: Symbols) -> list[str]:
    kinds = [EDGE]
    sentence = words.sentences[0]
    for token, counts_as, stands_in in zip(words.tokens, symbols, words.sentences, strict=False):
        if stands_in != sentence:
            sentence = stands_in
            kinds.append(EDGE)
        kinds.append(_kind(token, counts_as))
    return [*kinds, EDGE]


def _kind(token: str, counts_as: Sequence[str]) -> str:
    """Name the first word list that a word is in, or the word itself."""
    listed = next((symbol for symbol in counts_as if symbol.startswith("{")), None)
    return listed or (NUMBER if token[0].isdigit() else token)
