"""Settings of the second channel, by which people are called outside Slack."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, field_validator

SECRET_CHARS = 16
_ADDRESS = re.compile(r"[^@\s,<>]+@[^@\s,<>]+")
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class SecondChannelSettings(BaseModel):
    """An SMTP server, a webhook, both or neither; the alias is the variable."""

    smtp_host: str = Field("", alias="HELPLINE_SMTP_HOST")
    smtp_port: int = Field(587, alias="HELPLINE_SMTP_PORT", ge=1, le=65535)
    smtp_user: str = Field("", alias="HELPLINE_SMTP_USER")
    smtp_password: str = Field("", alias="HELPLINE_SMTP_PASSWORD")
    smtp_from: str = Field("", alias="HELPLINE_SMTP_FROM")
    smtp_to: str = Field("", alias="HELPLINE_SMTP_TO")
    webhook_url: str = Field("", alias="HELPLINE_WEBHOOK_URL")
    webhook_secret: str = Field("", alias="HELPLINE_WEBHOOK_SECRET")

    @property
    def smtp_recipients(self) -> tuple[str, ...]:
        """Who gets the e-mail."""
        return tuple(part.strip() for part in self.smtp_to.split(",") if part.strip())

    @property
    def second_channels(self) -> tuple[str, ...]:
        """The names of the channels that are set."""
        named = {"smtp": self.smtp_host, "webhook": self.webhook_url}
        return tuple(name for name, is_set in named.items() if is_set)

    def incomplete(self) -> str | None:
        """Return a sentence on what is missing to a channel that is begun; None when nothing is."""
        if self.smtp_host and not (self.smtp_from and self.smtp_to):
            missing = "HELPLINE_SMTP_TO" if self.smtp_from else "HELPLINE_SMTP_FROM"
            return f"{missing} is not set: HELPLINE_SMTP_HOST takes a sender and recipients, too."
        if bool(self.smtp_user) != bool(self.smtp_password):
            missing = "HELPLINE_SMTP_PASSWORD" if self.smtp_user else "HELPLINE_SMTP_USER"
            return f"{missing} is not set: logging in takes a user and a password."
        if self.webhook_url and not self.webhook_secret:
            return "HELPLINE_WEBHOOK_SECRET is not set: calls to HELPLINE_WEBHOOK_URL are signed."
        return None

    @field_validator("smtp_from", "smtp_to")
    @classmethod
    def _are_addresses(cls, value: str) -> str:
        for one in filter(None, map(str.strip, value.split(","))):
            if not _ADDRESS.fullmatch(one):
                raise ValueError(f"“{one}” is no e-mail address such as duty@example.org")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _is_encrypted(cls, value: str) -> str:
        parts = urlsplit(value)
        local = parts.scheme == "http" and parts.hostname in _THIS_MACHINE
        if value and not (parts.hostname and (parts.scheme == "https" or local)):
            raise ValueError("use an address that begins with https://")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _is_long(cls, value: str) -> str:
        if value and len(value) < SECRET_CHARS:
            raise ValueError(f"use at least {SECRET_CHARS} characters that nobody can guess")
        return value
