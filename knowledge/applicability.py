"""
Which guidance applies: in force on the day, for the member's nation.

Pure: the day is given.
"""

from __future__ import annotations

import re
from datetime import date

from knowledge.passage import Citation, Nation

#: Words that name a nation: its name, its inspectorate, bodies that only it has.  Not `English`,
#: which in schools is mostly a subject.
NATION_WORDS: dict[Nation, tuple[str, ...]] = {
    "england": ("england", "ofsted", "hmi", "dfe", "department for education", "icaso"),
    "wales": ("wales", "welsh", "estyn"),
    "northern-ireland": ("northern ireland", "northern irish", "eti", "education authority"),
}
_PATTERNS = {
    nation: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
    for nation, words in NATION_WORDS.items()
}


# "what were the rules in 2019": a year, and a word that puts the question into the past.
_YEAR = re.compile(
    r"\b(?:in|during|of|for|back in|at the end of)\s+(?:[a-z]+\s+)?(20[0-3]\d)\b", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:was|were|did|had|used to|could|back then|at the time)\b", re.IGNORECASE)


def day_meant(text: str, as_of: date) -> date:
    """
    Find the day whose rules a question asks for.

    Args:
        text: The question.
        as_of: The day it is asked for, if it names none.

    Returns:
        The last day of an earlier year that the question names and speaks of as past, else `as_of`.

    >>> day_meant("how much notice did they give in 2019", date(2026, 11, 22))
    datetime.date(2019, 12, 31)
    >>> day_meant("what changed in 2019 and is it still so", date(2026, 11, 22))
    datetime.date(2026, 11, 22)
    """
    years = {int(year) for year in _YEAR.findall(text)}
    if len(years) != 1 or not _PAST.search(text):
        return as_of
    last = date(years.pop(), 12, 31)
    return min(last, as_of)


def is_in_force(citation: Citation, nation: Nation | None, as_of: date) -> bool:
    """
    Say whether a passage's guidance applies.

    Args:
        citation: Where the passage comes from.
        nation: The member's; None lets every nation through.
        as_of: The day whose rules are asked for; first and last day in force count.

    Returns:
        True when the day lies within the validity and the nation is the member's or `uk`.
    """
    if nation is not None and citation.nation not in (nation, "uk"):
        return False
    started = citation.valid_from is None or citation.valid_from <= as_of
    return started and (citation.valid_to is None or as_of <= citation.valid_to)


def nations_named(text: str) -> tuple[Nation, ...]:
    """
    Find the nations that a text names by itself or by their inspectorate.

    Returns:
        Each nation once, in the order of NATION_WORDS; empty when none is named.
    """
    return tuple(nation for nation, pattern in _PATTERNS.items() if pattern.search(text))


def nation_named(text: str) -> Nation | None:
    """Return the one nation a text names; None when it names none or several."""
    named = nations_named(text)
    return named[0] if len(named) == 1 else None
