"""
What cannot go on.

    HelplineError
    ├── SettingError       a setting is missing or malformed
    ├── NotReady           a check at start failed: token, channel, adviser
    ├── DatabaseError      the database does not keep its promises
    └── CaseNotFound       no case has this id

The docstring is the message unless one is given; it says what to do.
Outcomes that people cause are values, not errors.
"""

from __future__ import annotations

import inspect


class HelplineError(Exception):
    """The helpline assistant cannot go on."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or inspect.getdoc(self) or "")


class SettingError(HelplineError):
    """A setting is missing or malformed."""


class NotReady(HelplineError):  # noqa: N818 - reads as the state it names
    """A check at the start failed."""


class DatabaseError(HelplineError):
    """The database does not keep its promises."""


class CaseNotFound(HelplineError):  # noqa: N818
    """No case has this number."""
