"""How two people name one school alike: letters and figures alone.  Pure."""

from __future__ import annotations

import re


def key_of(name: str) -> str | None:
    """
    Return a school's name without case, spaces and marks; None when nothing is left.

    >>> key_of("  St. Sample's  PRIMARY "), key_of("St Samples Primary"), key_of("?")
    ('stsamplesprimary', 'stsamplesprimary', None)
    """
    return "".join(re.findall(r"[^\W_]+", name.casefold())) or None
