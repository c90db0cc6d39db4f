"""
A member's message as words that can be looked up.

Members write with typographic quotes, without apostrophes, with invisible characters pasted in from
elsewhere.  All of that is folded away here, so a phrase is written once.  Every step is linear in
the length of the text, whatever the text is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

# Two shapes of word and one of sentence end.  No two branches can match the same characters in two
# ways, so the pattern has nothing to go back to.
_TOKEN = re.compile(r"\d{1,2}[.:]\d\d(?!\d)(?:[ap]m)?|[^\W_]+(?:'[^\W_]+)*|[.!?;…\n]+")
_SENTENCE_END = frozenset(".!?;…\n")

# Signs that people and telephones use for an apostrophe.
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹ´`′＇", "'"))

# What an apostrophe stands for.  After a noun, 's says whose it is and is dropped.
_CONTRACTIONS = {"re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am"}
# fmt: off
_IS_AFTER = frozenset({
    "he", "she", "it", "that", "there", "what", "who", "where", "how", "here", "this", "when",
    "one", "someone", "everyone", "nobody",
})
# fmt: on

# A turn of thought: what stands before it is judged apart from what follows.
_TURNS = frozenset({"but", "however", "whereas"})

Spellings = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a message in order, and the number of the sentence each one stands in."""

    tokens: list[str]
    sentences: list[int]


def read_words(text: str, spellings: Spellings) -> Words:
    """
    Split a message into plain words.

    Args:
        text: What the member wrote; any characters, lone surrogates and NUL included.
        spellings: Word as written → the words meant (`theyre` → `they are`).

    Returns:
        n tokens and n sentence numbers, counted from 0 and never falling.

    >>> read_words("They’re STILL here. I can't!", {}).tokens
    ['they', 'are', 'still', 'here', 'i', 'can', 'not']
    """
    tokens: list[str] = []
    sentences: list[int] = []
    sentence = 0
    for written in _TOKEN.findall(fold(text)):
        if written[0] in _SENTENCE_END or written in _TURNS:
            sentence += 1
            continue
        meant = spellings.get(written) or _spelt_out(written)
        tokens.extend(meant)
        sentences.extend([sentence] * len(meant))
    return Words(tokens, sentences)


def fold(text: str) -> str:
    """
    Fold case, accents, compatibility forms and invisible characters away.

    Accents go before the text is decomposed: a letter under thousands of combining marks would
    otherwise be sorted in quadratic time.
    """
    plain = text.translate(_APOSTROPHES)
    if plain.isascii():
        return plain.lower()
    bare = "".join(char for char in plain if _is_written(char))
    apart = unicodedata.normalize("NFKD", bare).casefold()
    return "".join(char for char in apart if _is_written(char))


def _is_written(char: str) -> bool:
    """Tell a character that is read from one that joins, orders, accents or hides."""
    return char.isascii() or unicodedata.category(char) not in ("Mn", "Me", "Cf", "Cs", "Co")


def _spelt_out(written: str) -> tuple[str, ...]:
    if "'" not in written:
        return (written,)
    stem, _, ending = written.rpartition("'")
    if ending == "t" and stem.endswith("n"):
        return (_NOT_STEMS.get(stem, stem[:-1]), "not")
    if ending in _CONTRACTIONS:
        return (stem, _CONTRACTIONS[ending])
    if ending == "s":
        return (stem, "is") if stem in _IS_AFTER else (stem,)
    return (written.replace("'", ""),)


# can't and won't lose more than the o of not.
_NOT_STEMS = {"can": "can", "won": "will", "shan": "shall", "ain": "is"}
