"""How much may be done now of what may be done so often: a few at once, then evenly."""

from __future__ import annotations

from datetime import datetime


class Rate:
    """A bucket that fills with time; whoever does a thing takes one out of it."""

    def __init__(self, per_s: float, at_once: int) -> None:
        """
        Start full.

        Args:
            per_s: How many a second in the long run, greater than 0.
            at_once: How many after a quiet time, at least 1.
        """
        self._per_s = per_s
        self._at_once = at_once
        self._left = float(at_once)
        self._filled_at: datetime | None = None

    def room(self, now: datetime) -> int:
        """Return how many may be done now."""
        passed_s = (now - self._filled_at).total_seconds() if self._filled_at else 0.0
        self._filled_at = now
        # A clock that was set back gives nothing and takes nothing.
        self._left = min(self._left + max(passed_s, 0.0) * self._per_s, float(self._at_once))
        return int(self._left)

    def take(self) -> None:
        """Note that one was done."""
        self._left -= 1
