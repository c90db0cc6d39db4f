"""
What cannot go on in the knowledge library.

    KnowledgeError
    ├── IndexDamagedError          a file differs from its sum, is missing, or cannot be read
    ├── IndexVersionMissingError   no index version has this id
    └── EncoderMismatchError       encoder and vectors were not made for each other
"""

from __future__ import annotations


class KnowledgeError(Exception):
    """The guidance could not be read."""

    def __init__(self, message: str | None = None) -> None:
        """Take the class's docstring as the message when none is given."""
        super().__init__(message or (type(self).__doc__ or "").strip())


class IndexDamagedError(KnowledgeError):
    """The index version is damaged: build it again with `guidance build`."""


class IndexVersionMissingError(KnowledgeError):
    """There is no such index version: `guidance list` shows those that exist."""


class EncoderMismatchError(KnowledgeError):
    """The encoder and the vectors were not made for each other: build the index again."""
