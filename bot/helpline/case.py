"""
What a case is, and which states follow which.  Pure.

    open ──claim──► claimed ──resolve──► resolved ──reopen──► open
      └─────────────resolve──────────────────▲
    open ◄──lapse── claimed

A claim lapses when its holder is quiet for too long.
Handing over is an offer on a claimed case: who holds it holds it until the other
accepts by claiming, so the member is never told of a person who has not looked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

CaseId = NewType("CaseId", int)
PersonId = NewType("PersonId", int)


class CaseState(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


TRANSITIONS: dict[str, tuple[frozenset[CaseState], CaseState]] = {
    # deed: (from, to)
    "claim": (frozenset({CaseState.OPEN, CaseState.CLAIMED}), CaseState.CLAIMED),
    "offer": (frozenset({CaseState.CLAIMED}), CaseState.CLAIMED),
    "lapse": (frozenset({CaseState.CLAIMED}), CaseState.OPEN),
    "resolve": (frozenset({CaseState.OPEN, CaseState.CLAIMED}), CaseState.RESOLVED),
    "reopen": (frozenset({CaseState.RESOLVED}), CaseState.OPEN),
}


@dataclass(frozen=True)
class Concern:
    """Why a case is opened: what triage, or a button, says of it."""

    urgency: str
    category: str
    live: bool
    distress: bool
    words: str
    unasked: bool = False  # triage alone saw it; the member asked for nobody


@dataclass(frozen=True)
class Case:
    """One concern in the helpline queue."""

    id: CaseId
    person_id: PersonId
    state: CaseState
    version: int
    round: int
    concern: Concern
    channel: str | None
    thread: str | None
    opened_at: datetime
    queued_at: datetime  # opened, or put back into the queue last
    due_at: datetime  # when a named person should have it
    added: int
    added_at: datetime | None
    holder_id: PersonId | None
    claimed_at: datetime | None
    offered_to_id: PersonId | None
    lapsed_at: datetime | None  # its last holder was quiet for too long, and nobody has it since
    resolved_at: datetime | None
    outcome: str | None
    guidance: str | None
    answered: bool = False  # the member was sent an answer beside it
    taken_over: bool | None = None  # None: no adviser has decided
    school: str | None = None  # if the member gave it, as `school.key_of` writes it
    pressing: str | None = None  # later words that stand on top of the first
    pressing_at: datetime | None = None  # when they were written
    raised_from: str | None = None  # the urgency before words raised it last
    raised_at: datetime | None = None

    @property
    def top_words(self) -> str:
        """The words that an adviser has to read first."""
        return self.pressing or self.concern.words

    @property
    def is_open(self) -> bool:
        """True until it is resolved."""
        return self.state is not CaseState.RESOLVED

    @property
    def unclaimed(self) -> bool:
        """True while nobody holds it."""
        return self.state is CaseState.OPEN

    @property
    def assistant_answers(self) -> bool:
        """
        True while the assistant may answer the member's questions beside the case.

        An adviser's word counts until the case is resolved.  Without one it answers while
        nobody has the case, and leaves the answers to whoever claims it.
        """
        if not self.is_open:
            return False
        return self.unclaimed if self.taken_over is None else not self.taken_over


def may(deed: str, case: Case) -> bool:
    """Say whether the transition table allows this deed on the case as it stands."""
    return case.state in TRANSITIONS[deed][0]
