"""Long words in parts that a message can hold, in order, nothing lost.  Pure."""

from __future__ import annotations

import html

CARD_CHARS = 1200  # as Slack counts them; longer words are cut on a card, as its view says
PART_CHARS = 2500  # a section holds 3,000 once escaped (Slack's limit); escaping adds some


def parts_of(text: str, limit: int = PART_CHARS) -> list[str]:
    """
    Split text at line ends, else at spaces, else anywhere.

    Args:
        limit: Most characters in a part, greater than 0.

    Returns:
        At least one part; joined, they are the text.

    >>> parts_of("one two three", limit=8)
    ['one two ', 'three']
    """
    parts: list[str] = []
    rest = text
    while len(rest) > limit:
        cut = max(rest.rfind(mark, 0, limit) for mark in "\n ") + 1 or limit
        parts.append(rest[:cut])
        rest = rest[cut:]
    return [*parts, rest]


def is_cut_on_card(text: str) -> bool:
    """Say whether a card may show only the beginning of a text, so that the thread has to hold it.

    >>> is_cut_on_card("word " * 200), is_cut_on_card("&" * 300)
    (False, True)
    """
    # Slack counts an escaped character as it is written and an astral one twice.
    return len(html.escape(text).encode("utf-16-le", "replace")) // 2 > CARD_CHARS
