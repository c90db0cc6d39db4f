"""Make an index version current, or the one before it; only one that passes its check."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.check import check
from knowledge.index_store import IndexStore


@dataclass(frozen=True, slots=True)
class Published:
    """The version is current."""

    version_id: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """The version failed its check; the one before is still current."""

    version_id: str
    faults: tuple[str, ...]


def publish(store: IndexStore, version_id: str) -> Published | Withheld:
    """
    Check a version and make it current.

    Raises:
        IndexVersionMissingError: there is no such version.
        IndexDamagedError: a file differs from its sum.
    """
    faults = check(store.open(version_id))
    if faults:
        return Withheld(version_id, tuple(faults))
    store.point_to(version_id)
    return Published(version_id)


def roll_back(store: IndexStore) -> Published | None:
    """
    Make the version before current again, if it is still sound.

    Returns:
        What is current now, or None when there is none to go back to.

    Raises:
        IndexDamagedError: the version before is damaged; nothing was changed.
    """
    if store.previous is None:
        return None
    store.open(store.previous)
    back = store.roll_back()
    return Published(back) if back else None
