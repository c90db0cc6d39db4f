"""
How long a claim holds while its holder is quiet.  Pure.

Who is quiet for ten minutes is reminded, and five minutes after that the case goes back
into the queue.  Being on the phone counts for half an hour.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta

from bot.helpline.spans import parse_spans


@dataclass(frozen=True)
class Terms:
    """Spans by the clock for what is immediate, of working time for the rest."""

    quiet: timedelta  # until the holder is reminded
    after_the_reminder: timedelta  # until the case goes back into the queue
    on_the_phone: timedelta  # in place of `quiet`
    offer_holds: timedelta  # until a hand-over that nobody took comes back


def parse_terms(text: str) -> Terms:
    """
    Read terms such as `10, 5, 30, 5`, in minutes.

    Raises:
        ValueError: it is not four spans of time.
    """
    return Terms(*parse_spans(text, len(fields(Terms))))


USUAL = "10,5,30,5"
TERMS = parse_terms(USUAL)
