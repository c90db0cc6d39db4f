"""Who answers at any hour, whom a member in distress is pointed to; reviewed by people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

REVIEW_AFTER = timedelta(days=183)  # half a year: numbers change


@dataclass(frozen=True)
class SupportLines:
    """Numbers to ring, free, day and night, and when somebody last rang them to see."""

    samaritans: str = "116 123"  # published by Samaritans
    education_support: str = "08000 562 561"  # Education Support, press page
    reviewed: date = date(2026, 11, 22)

    def in_words(self, text: str) -> str:
        """Put the numbers into a sentence."""
        return text.format(samaritans=self.samaritans, education_support=self.education_support)

    def is_review_due(self, today: date) -> bool:
        """True once nobody has looked at the numbers for half a year."""
        return today - self.reviewed > REVIEW_AFTER
