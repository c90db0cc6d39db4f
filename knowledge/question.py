"""The records of one question: what was asked, what was said before, and what was found for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from typing import Literal

from knowledge.confidence import Signals
from knowledge.passage import Hit, Nation


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a member asks, with all that decides which guidance applies."""

    text: str
    _: KW_ONLY
    #: The day whose rules are asked for; today, unless the member says otherwise.
    as_of: date
    #: Earlier turns, oldest first.
    context: tuple[Turn, ...] = ()
    #: None when the member's nation is not known.
    nation: Nation | None = None


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What the guidance holds for a question, best first, with the signs of how sure we may be."""

    hits: tuple[Hit, ...]
    #: For each hit, the cosine of each of its sentences with the question.
    sentence_scores: tuple[tuple[float, ...], ...]
    signals: Signals
    #: The nation retrieved for: the member's, else the one the question names, else None.
    nation: Nation | None = None
    #: Best fused score of each nation's own guidance; filled only when `nation` is None.
    rivals: Mapping[Nation, float] = field(default_factory=dict)
