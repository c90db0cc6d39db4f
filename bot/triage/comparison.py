"""
What another triage model would change, before it is put in the place of the present one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.triage.assessment import Assessment


@dataclass(frozen=True, slots=True)
class Change:
    """One message that would be assessed otherwise."""

    text: str
    before: Assessment
    after: Assessment

    def __str__(self) -> str:
        """Say what changes, and for which message."""
        return f"{_in_words(self.before)} → {_in_words(self.after)}: {self.text}"


def changes(
    texts: Sequence[str], before: Sequence[Assessment], after: Sequence[Assessment]
) -> tuple[Change, ...]:
    """
    Find the messages for which something else would be done.

    Args:
        texts: n messages.
        before: n assessments as they are.
        after: n assessments as they would be.

    Returns:
        Those whose action or distress differs, in order.
    """
    rows = zip(texts, before, after, strict=True)
    return tuple(Change(*row) for row in rows if _done(row[1]) != _done(row[2]))


def counted(found: Sequence[Change]) -> tuple[tuple[str, int], ...]:
    """Count the changes of each kind, the most frequent first."""
    kinds = Counter(f"{_in_words(one.before)} → {_in_words(one.after)}" for one in found)
    return tuple(kinds.most_common())


def _done(found: Assessment) -> tuple[str, bool]:
    return found.action, found.distress


def _in_words(found: Assessment) -> str:
    return f"{found.action.value}, distress" if found.distress else found.action.value
