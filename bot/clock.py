"""The one place that asks what time it is."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; tests hand in one that stands still."""

    def now(self) -> datetime:
        """Return aware UTC."""
        ...

    def steady(self) -> float:
        """Return seconds since some moment: they only go on, whatever the clock is set to."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return aware UTC, to the microsecond."""
        return datetime.now(UTC)

    def steady(self) -> float:
        """Return seconds since some moment, and never fewer than before."""
        return time.monotonic()
