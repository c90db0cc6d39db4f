"""
When words that could not be judged are tried again, and when the phrase rules have to do.

The waiting grows, so that words which fail for ever hold up nobody else's.
"""

from __future__ import annotations

from datetime import datetime, timedelta

WITH_THE_CLASSIFIER = 3
RETRY_AFTER = timedelta(seconds=1)  # then twice as long, each time
LONGEST = timedelta(minutes=5)


def are_over(attempts: int) -> bool:
    """Say that the classifier has failed often enough: the rules' verdict stands."""
    return attempts >= WITH_THE_CLASSIFIER


def next_at(attempts: int, now: datetime) -> datetime:
    """
    Return when to try again.

    Args:
        attempts: That had failed before this one.
    """
    doublings: int = 2 ** min(attempts, 16)  # beyond that it is LONGEST anyway
    return now + min(RETRY_AFTER * doublings, LONGEST)
