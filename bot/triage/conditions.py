"""
What must be said for a rule to fire, and what the rule then says.

Groups of phrases are bits of one number, so a condition costs a few operations however many
phrases stand behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from bot.triage.assessment import Action, Category, Urgency

SENTENCE, NEARBY, MESSAGE = "sentence", "nearby", "message"
SCOPES = (SENTENCE, NEARBY, MESSAGE)

Spoken = Mapping[str, frozenset[int]]  # scope → the different sets of groups said within one such


def spoken(sentences: list[int]) -> Spoken:
    """
    Gather what is said in each sentence, in two neighbouring ones, and in the whole message.

    Args:
        sentences: Bits of the groups said in each sentence, in order.

    Returns:
        Scope → sets of bits, each different one once, so that a long message costs no more than
        the variety of what it says.
    """
    pairs = (first | second for first, second in pairwise(sentences))
    whole = _union(sentences)
    return {
        SENTENCE: frozenset(sentences),
        NEARBY: frozenset((*pairs, *sentences)),
        MESSAGE: frozenset((whole,)),
    }


def with_groups(said: Spoken, groups: int) -> Spoken:
    """Add groups that hold for the whole message."""
    return {scope: frozenset(bits | groups for bits in sets) for scope, sets in said.items()}


def whole_message(said: Spoken) -> int:
    """Return the bits of every group said anywhere."""
    return _union(said[MESSAGE])


def _union(sets: Iterable[int]) -> int:
    whole = 0
    for bits in sets:
        whole |= bits
    return whole


@dataclass(frozen=True, slots=True)
class Condition:
    """All of these groups, any of those, none of the others, within one scope."""

    all: int
    any: int
    none: int
    scope: str

    def places(self, said: Spoken, without: int = 0) -> bool:
        """
        Tell whether some place of the scope says it.

        Args:
            without: Further groups that must not stand in that place.
        """
        refused = self.none | without
        return any(
            bits & self.all == self.all and (not self.any or bits & self.any) and not bits & refused
            for bits in said[self.scope]
        )


@dataclass(frozen=True, slots=True)
class Sign:
    """A group that is said by a combination of others."""

    groups: int
    said: Condition


@dataclass(frozen=True, slots=True)
class Rule:
    """
    One kind of concern.

    certain_with: the rule is certain only with one of these in the message; 0 = always certain.
    doubt_with: without certainty it asks with one of these; 0 = never asks.
    unless: speaks of another time; no concern, except while an inspection is surely going on.
    doubted_by: another kind of visit; no concern, but asks while an inspection surely goes on.
    cancelled_by: the same, when said in the very place of the concern.
    """

    name: str
    action: Action
    urgency: Urgency
    category: Category
    said: Condition
    live: bool
    distress: bool
    safeguarding_pupil: bool
    certain_with: int
    doubt_with: int
    unless: int
    doubted_by: int
    cancelled_by: int

    def judge(self, said: Spoken, strong: int) -> Action | None:
        """
        Decide what this rule alone would do.

        Args:
            strong: Groups that say an inspection is surely going on.

        Returns:
            Its action, or a lesser one in doubt; None if the rule does not fire.
        """
        whole = whole_message(said)
        if not self.said.places(said):
            return None
        surely_on = bool(whole & strong)
        if whole & self.doubted_by or not self.said.places(said, without=self.cancelled_by):
            return self._doubtful() if surely_on else None
        if whole & self.unless and not surely_on:
            return None
        if not self.certain_with or whole & self.certain_with:
            return self.action
        return self._doubtful() if whole & self.doubt_with else None

    def _doubtful(self) -> Action | None:
        return None if self.action is Action.NONE else Action.ASK
