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
