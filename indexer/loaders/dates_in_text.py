"""Read the dates that a page states in words: `First published 3 May 2021`."""

from __future__ import annotations

import re

_DAY = r"(\d{1,2}\s+[A-Z][a-z]+\s+\d{4})"
PUBLISHED = re.compile(rf"^\s*(?:first\s+)?published:?\s+(?:on\s+)?{_DAY}\s*\.?\s*$", re.I | re.M)
REVISED = re.compile(
    rf"^\s*(?:last\s+)?(?:updated|revised|reviewed):?\s+(?:on\s+)?{_DAY}\s*\.?\s*$", re.I | re.M
)


def dates_stated(text: str) -> dict[str, str]:
    """
    Find the lines that say when a page was published and revised.

    Returns:
        `published` and `revised` where stated, as written; said twice counts once.
    """
    found = {"published": PUBLISHED.search(text), "revised": REVISED.search(text)}
    return {name: " ".join(match[1].split()) for name, match in found.items() if match}


def without_date_lines(text: str) -> str:
    """Drop the lines that only state a date."""
    return REVISED.sub("", PUBLISHED.sub("", text))
