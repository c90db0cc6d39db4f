"""
The folder of index versions, and which of them is current.

One small file names the current version and, below it, those that were current before; it is
replaced in one atomic rename, so a reader sees the old or the new, never half.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from knowledge.errors import IndexDamagedError, IndexVersionMissingError
from knowledge.index_version import IndexVersion, open_version
from knowledge.manifest import MANIFEST_FILE

POINTER_FILE = "current"
REMEMBERED = 20  # versions that a roll back can reach, one after the other


class IndexStore:
    """Index versions side by side in one folder."""

    def __init__(self, folder: Path) -> None:
        """Use a folder; it need not exist until something is published."""
        self.folder = folder

    def current(self) -> IndexVersion | None:
        """
        Open the published index version, every file compared with its sum.

        Returns:
            None when nothing has been published.

        Raises:
            IndexDamagedError: a file differs from its sum, or the published folder is gone.
        """
        current_id = self.current_id()
        if current_id is None:
            return None
        try:
            return self.open(current_id)
        except IndexVersionMissingError as error:
            raise IndexDamagedError(f"the published index version {current_id} is gone") from error

    def current_id(self) -> str | None:
        """Return the id of the published index version without opening it."""
        published = self._published()
        return published[0] if published else None

    @property
    def previous(self) -> str | None:
        """Id of the latest version that was current before and still exists."""
        older = [name for name in self._published()[1:] if self.holds(name)]
        return older[0] if older else None

    def all(self) -> list[str]:
        """List the ids of all index versions, oldest first."""
        if not self.folder.is_dir():
            return []
        return sorted(path.name for path in self.folder.iterdir() if self.holds(path.name))

    def holds(self, version_id: str) -> bool:
        """Say whether an index version of this id lies in the folder."""
        is_name = Path(version_id).name == version_id and not version_id.startswith(".")
        return is_name and (self.folder / version_id / MANIFEST_FILE).is_file()

    def open(self, version_id: str) -> IndexVersion:
        """
        Open one index version, every file compared with its sum.

        Raises:
            IndexVersionMissingError: no index version has this id.
            IndexDamagedError: a file differs from its sum.
        """
        if not self.holds(version_id):
            raise IndexVersionMissingError(f"no index version is named {version_id}")
        return open_version(self.folder / version_id)

    def point_to(self, version_id: str) -> None:
        """
        Make a version current; the one before it stays within reach of a roll back.

        Raises:
            IndexVersionMissingError: no index version has this id.
        """
        if not self.holds(version_id):
            raise IndexVersionMissingError(f"no index version is named {version_id}")
        published = self._published()
        if published[:1] != [version_id]:
            self._replace_pointer([version_id, *published][:REMEMBERED])

    def roll_back(self) -> str | None:
        """
        Make the version before current again.

        Returns:
            Its id, or None when there is none to go back to.
        """
        previous = self.previous
        if previous is not None:
            published = self._published()
            self._replace_pointer(published[published.index(previous, 1) :])
        return previous

    def _published(self) -> list[str]:
        """Ids from the pointer file, the current one first."""
        try:
            return (self.folder / POINTER_FILE).read_text("utf-8").split()
        except FileNotFoundError:
            return []

    def _replace_pointer(self, version_ids: Sequence[str]) -> None:
        handle, name = tempfile.mkstemp(prefix=f".{POINTER_FILE}-", dir=self.folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("".join(f"{version_id}\n" for version_id in version_ids))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(self.folder / POINTER_FILE)
        sync_folder(self.folder)


def sync_folder(folder: Path) -> None:
    """Bring renames inside a folder to disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
