"""What a build changes against the index version before it.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.manifest import DocumentEntry


@dataclass(frozen=True, slots=True)
class Difference:
    """Ids of documents by what became of them."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether every document is as it was."""
        return not (self.new or self.changed or self.removed)


def difference(
    before: Mapping[str, DocumentEntry], after: Mapping[str, DocumentEntry]
) -> Difference:
    """
    Compare the documents of two builds by their sums.

    Returns:
        Every id of either build in exactly one place, sorted.
    """
    both = before.keys() & after.keys()
    changed = {name for name in both if before[name].sha256 != after[name].sha256}
    return Difference(
        new=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(changed)),
        unchanged=tuple(sorted(both - changed)),
        removed=tuple(sorted(before.keys() - after.keys())),
    )
