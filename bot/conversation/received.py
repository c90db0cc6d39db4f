"""What a handler knows of a gesture beside the gesture itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.conversation.policy import Policy
from bot.helpline.people import Person


@dataclass(frozen=True)
class Received:
    """Who made the gesture, when, and the row it is kept in."""

    inbox_id: int
    person: Person
    policy: Policy
    now: datetime

    def key(self, what: str) -> str:
        """Name a message that this gesture causes; the same one however often it is handled."""
        return f"in:{self.inbox_id}:{what}"
