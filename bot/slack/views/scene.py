"""What a view may know besides its message, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.conversation import in_words
from bot.helpline.support_lines import SupportLines

Block = dict[str, Any]


@dataclass(frozen=True)
class Scene:
    """Where and when a message is shown; `now` is aware UTC, `timezone` an IANA name."""

    phone: str
    timezone: str
    now: datetime
    support: SupportLines = SupportLines()  # noqa: RUF009 - frozen

    def moment(self, at: datetime) -> str:
        """Say a moment as people there say it."""
        return in_words.moment(at, self.now, self.timezone)

    def ago(self, at: datetime) -> str:
        """Say how long ago a moment was."""
        return in_words.ago(at, self.now)


@dataclass(frozen=True)
class Rendered:
    """
    One message as Slack takes it.

    `text` is what notifications show and screen readers read: what the message says
    first, never a greeting.
    """

    text: str
    blocks: list[Block]
