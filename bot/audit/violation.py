"""Something that should never be: which promise is broken, and by which of our rows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Violation:
    """`subject` names a row of ours, such as "case 12": no word and no address of a person."""

    invariant: str
    subject: str
