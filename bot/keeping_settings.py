"""Settings of how long members' words are kept."""

from __future__ import annotations

from datetime import timedelta

from pydantic import BaseModel, Field

from bot.keeping.periods import Periods

MOST_DAYS = 3660  # ten years


class KeepingSettings(BaseModel):
    """Days until words are forgotten; the alias is the variable."""

    keep_gestures: int = Field(7, alias="HELPLINE_KEEP_GESTURES_DAYS", ge=1, le=MOST_DAYS)
    keep_questions: int = Field(30, alias="HELPLINE_KEEP_QUESTIONS_DAYS", ge=1, le=MOST_DAYS)
    keep_cases: int = Field(365, alias="HELPLINE_KEEP_CASES_DAYS", ge=1, le=MOST_DAYS)

    @property
    def periods(self) -> Periods:
        """How long what is kept."""
        return Periods(
            timedelta(days=self.keep_gestures),
            timedelta(days=self.keep_questions),
            timedelta(days=self.keep_cases),
        )
