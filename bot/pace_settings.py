"""Settings of time: when others are called, how long a claim holds, when silence counts as yes."""

from __future__ import annotations

from datetime import timedelta

from pydantic import BaseModel, Field, field_validator

from bot.helpline import pace, terms
from bot.helpline.pace import IMMEDIATE, ROUTINE, TODAY
from bot.helpline.spans import parse_spans
from bot.helpline.steps import Ladder, parse_ladder
from bot.helpline.terms import Terms, parse_terms


class PaceSettings(BaseModel):
    """Spans in minutes, or in seconds with an `s` behind; the alias is the variable."""

    ladder_immediate: str = Field(pace.USUAL[IMMEDIATE], alias="HELPLINE_LADDER_IMMEDIATE")
    ladder_today: str = Field(pace.USUAL[TODAY], alias="HELPLINE_LADDER_TODAY")
    ladder_routine: str = Field(pace.USUAL[ROUTINE], alias="HELPLINE_LADDER_ROUTINE")
    lease_terms: str = Field(terms.USUAL, alias="HELPLINE_LEASE")
    silence: str = Field("3", alias="HELPLINE_SILENCE_COUNTS_AFTER")

    @property
    def ladders(self) -> dict[str, Ladder]:
        """Who is called when while nobody has a case, by urgency."""
        return {
            IMMEDIATE: parse_ladder(self.ladder_immediate),
            TODAY: parse_ladder(self.ladder_today),
            ROUTINE: parse_ladder(self.ladder_routine),
        }

    @property
    def lease(self) -> Terms:
        """How long a claim holds while its holder is quiet."""
        return parse_terms(self.lease_terms)

    @property
    def silence_counts_after(self) -> timedelta:
        """When “Is this happening now?” unanswered is taken for yes."""
        return parse_spans(self.silence, 1)[0]

    @property
    def in_seconds(self) -> tuple[str, ...]:
        """The variables that hold seconds: meant for a rehearsal."""
        fields = PaceSettings.model_fields.items()
        return tuple(str(field.alias) for name, field in fields if "s" in getattr(self, name))

    @field_validator("ladder_immediate", "ladder_today", "ladder_routine")
    @classmethod
    def _is_a_ladder(cls, value: str) -> str:
        parse_ladder(value)
        return value

    @field_validator("lease_terms")
    @classmethod
    def _are_terms(cls, value: str) -> str:
        parse_terms(value)
        return value

    @field_validator("silence")
    @classmethod
    def _is_a_span(cls, value: str) -> str:
        parse_spans(value, 1)
        return value
