"""How long things last, as whoever runs the assistant writes it: minutes, or seconds.  Pure."""

from __future__ import annotations

import re
from datetime import timedelta

_WRITTEN = re.compile(r"([0-9]{1,6})\s*(s?)")


def parse_spans(text: str, count: int) -> tuple[timedelta, ...]:
    """
    Read spans of time, separated by commas: minutes, or seconds with an `s` behind.

    >>> parse_spans("2, 30s", 2) == (timedelta(minutes=2), timedelta(seconds=30))
    True

    Raises:
        ValueError: it is not `count` whole numbers, each above 0.
    """
    found = [_WRITTEN.fullmatch(part.strip()) for part in text.split(",")]
    spans = [_span(one[1], one[2]) for one in found if one is not None]
    if len(spans) != len(found) or len(spans) != count or not all(spans):
        what = "one whole number" if count == 1 else f"{count} whole numbers"
        raise ValueError(f"“{text}” is not {what} of minutes, or of seconds such as “30s”")
    return tuple(spans)


def _span(number: str, unit: str) -> timedelta:
    return timedelta(seconds=int(number)) if unit else timedelta(minutes=int(number))
