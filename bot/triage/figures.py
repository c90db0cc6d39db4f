"""
How good triage is on labelled examples, as counts; misses first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.triage.assessment import Action, Assessment, Urgency
from bot.triage.examples import Example

Pair = tuple[Example, Assessment]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    name: str
    n: int
    of: int

    @property
    def share(self) -> float:
        """n / of, 0 to 1; 0 of nothing."""
        return self.n / self.of if self.of else 0.0


def figures(examples: Sequence[Example], found: Sequence[Assessment]) -> tuple[Share, ...]:
    """
    Compare assessments with labels.

    Args:
        examples: n examples.
        found: n assessments, in the same order.
    """
    pairs = list(zip(examples, found, strict=True))
    need = [pair for pair in pairs if pair[0].needs_a_person]
    calm = [pair for pair in pairs if not pair[0].needs_a_person]
    now = [pair for pair in need if pair[0].urgency is Urgency.IMMEDIATE]
    hurt = [pair for pair in pairs if pair[0].distress]
    rest = [pair for pair in pairs if not pair[0].distress]
    escalated = [pair for pair in need if pair[1].action is Action.ESCALATE]
    return (
        _share("missed", _doing(need, Action.NONE), need),
        _share("immediate, escalated", _doing(now, Action.ESCALATE), now),
        _share("needing a person, escalated", _doing(need, Action.ESCALATE), need),
        _share("escalated needlessly", _doing(calm, Action.ESCALATE), calm),
        _share("asked needlessly", _doing(calm, Action.ASK), calm),
        _share("urgency right", (e.urgency is a.urgency for e, a in need), need),
        _share("distress found", (a.distress for _, a in hurt), hurt),
        _share("distress wrongly found", (a.distress for _, a in rest), rest),
        _share("live right", (e.live is a.live for e, a in pairs), pairs),
        _share("category right", (e.category is a.category for e, a in escalated), escalated),
    )


def _doing(pairs: Sequence[Pair], action: Action) -> Iterator[bool]:
    return (found.action is action for _, found in pairs)


def _share(name: str, true: Iterable[bool], of: Sequence[Pair]) -> Share:
    return Share(name, sum(true), len(of))
