"""
Whether two quotes say different things of the same matter.

Guidance is dated and is replaced page by page, so two pages in force on one day may give two
numbers for one rule.  Whoever quotes both has to say so.  Pure: words in, a verdict out; it knows
numbers, times and negation, not meaning, and in doubt it stays silent.
"""

from __future__ import annotations

import re

ALIKE = 0.5  # share of the shorter sentence's content words that both must have
ALIKE_BUT_FOR_NOT = 0.75  # share of the longer's, where only a negation tells them apart
FEWEST_SHARED = 3  # content words; fewer shared ones are no common matter
_WORD = re.compile(r"[a-z]+|\d+(?:[.:]\d+)?")
_NUMBERS = {
    word: str(n)
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}
_NEGATIONS = frozenset({"not", "no", "never", "cannot", "without", "neither", "nor"})
#: Words that carry no matter of their own.
_EMPTY = frozenset(
    [
        "the",
        "and",
        "for",
        "that",
        "this",
        "with",
        "from",
        "are",
        "was",
        "were",
        "will",
        "would",
        "should",
        "must",
        "may",
        "can",
        "has",
        "have",
        "had",
        "been",
        "their",
        "they",
        "them",
        "your",
        "you",
        "its",
        "which",
        "who",
        "what",
        "when",
        "than",
        "then",
        "there",
        "into",
        "before",
        "after",
        "about",
        "also",
        "must",
        "shall",
        "being",
        "does",
        "did",
        "more",
        "most",
        "such",
        "any",
        "all",
        "each",
        "only",
    ]
)


def differ(one: str, other: str) -> bool:
    """
    Say whether two sentences speak of the same matter and disagree.

    Args:
        one: A sentence.
        other: A sentence of another page.

    Returns:
        True when they share most of their content words and have no number in common although
        both give some, or when exactly one of them is negated.

    >>> differ("Inspectors should finish work in school by 6pm.",
    ...        "Inspectors should finish their work in school by 5pm.")
    True
    >>> differ("Inspectors should finish work in school by 6pm.",
    ...        "Complaints are made within five working days of the draft.")
    False
    """
    words, others = _WORD.findall(one.lower()), _WORD.findall(other.lower())
    matter, rival = _content(words), _content(others)
    shared = len(matter & rival)
    if shared < FEWEST_SHARED:
        return False
    numbers, rivals = _numbers(words), _numbers(others)
    if numbers and rivals:
        return shared >= ALIKE * min(len(matter), len(rival)) and numbers.isdisjoint(rivals)
    negated = bool(_NEGATIONS.intersection(words)) != bool(_NEGATIONS.intersection(others))
    return shared >= ALIKE_BUT_FOR_NOT * max(len(matter), len(rival)) and negated


def _content(words: list[str]) -> frozenset[str]:
    # Six letters stand for a word and its endings: inspect, inspector, inspectors.
    return frozenset(
        word[:6]
        for word in words
        if len(word) > 2 and word.isalpha() and word not in _EMPTY | _NEGATIONS | _NUMBERS.keys()
    )


def _numbers(words: list[str]) -> frozenset[str]:
    named = (_NUMBERS.get(word, word) for word in words)
    return frozenset(word for word in named if word[0].isdigit())
