"""What a second channel is, and which ones the settings name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.second_channel.mail import Mail
from bot.second_channel.webhook import Webhook
from bot.settings import Settings


class Channel(Protocol):
    """Calls people about a case outside Slack."""

    def call(self, case_id: int | None, now: datetime) -> None:
        """
        Say that a case waits; None for a test.

        Raises:
            Exception: nobody was reached, or a setting cannot be used; whatever is raised.
        """
        ...


def channels_of(settings: Settings) -> Mapping[str, Channel]:
    """Return the second channels that are set, by name."""
    found: dict[str, Channel] = {}
    if settings.smtp_host:
        found["smtp"] = Mail(
            settings.smtp_host,
            settings.smtp_port,
            settings.smtp_from,
            settings.smtp_recipients,
            user=settings.smtp_user,
            password=settings.smtp_password,
        )
    if settings.webhook_url:
        found["webhook"] = Webhook(settings.webhook_url, settings.webhook_secret)
    return found
