"""What a quality measurement brings back: a value with its interval, held to a target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tests.quality.intervals import Interval


@dataclass(frozen=True)
class Figure:
    """One row of the table."""

    group: str
    what: str
    value: float
    interval: Interval
    #: How many questions or messages it is measured on.
    n: int
    #: What simpler ways reach; empty where nobody has measured.
    floor: str = ""
    target: float | None = None
    #: Whether the target is a ceiling.
    at_most: bool = False

    @property
    def met(self) -> bool | None:
        """True when the target is reached; None when there is none."""
        if self.target is None:
            return None
        return self.value <= self.target if self.at_most else self.value >= self.target

    @property
    def held_to(self) -> str:
        """The target in words."""
        sign = "≤" if self.at_most else "≥"
        return "" if self.target is None else f"{sign} {self.target:g}"

    def as_json(self) -> dict[str, Any]:
        """Return what `--json` prints."""
        return {**asdict(self), "met": self.met}


@dataclass(frozen=True)
class Scores:
    """Confidences of one set, without the questions they belong to, for plots."""

    name: str
    answerable: Sequence[float]
    unanswerable: Sequence[float]
    #: Whether the first hit is right, for each answerable question; empty where nobody judged.
    right: Sequence[bool] = ()


class CannotMeasure(Exception):  # noqa: N818 - reads as the state it names
    """Something that a measurement needs is missing; the message says what."""
