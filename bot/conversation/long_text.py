"""Long words in parts that a message can hold, in order, nothing lost.  Pure."""

from __future__ import annotations

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
