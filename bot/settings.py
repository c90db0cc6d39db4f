"""
Every setting of the assistant, read once from the environment.

A secret may lie in a file instead, named by the same variable with `_FILE` behind
it.  What is missing or malformed stops the start with one sentence that names it.
"""

from __future__ import annotations

import os
import re
from datetime import date, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingError
from bot.helpline.bank_holidays import NATIONS, BankHolidays
from bot.helpline.hours import OpeningHours, parse_hours
from bot.helpline.support_lines import SupportLines
from bot.keeping_settings import KeepingSettings
from bot.pace_settings import PaceSettings
from bot.second_channel_settings import SecondChannelSettings

UNION_HELPLINE = "0300 30 30 333"  # printed on the union's own pages, 20 January 2020
DEFAULT_DATA_DIR = Path("var")
DATABASE_FILE = "helpline.db"
ADDRESSES = re.compile(r"[UW][A-Z0-9]+")
GROUP = re.compile(r"S[A-Z0-9]+")


class Settings(SecondChannelSettings, PaceSettings, KeepingSettings, BaseSettings):
    """The assistant's settings; the field's alias is the variable it is read from."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    bot_token: str = Field("", alias="SLACK_BOT_TOKEN")
    app_token: str = Field("", alias="SLACK_APP_TOKEN")
    api_url: str = Field("https://slack.com/api/", alias="SLACK_API_URL")
    database_url: str = Field("", alias="HELPLINE_DATABASE_URL")
    data_dir: Path = Field(DEFAULT_DATA_DIR, alias="HELPLINE_DATA_DIR")
    queue_channel: str = Field("helpline-queue", alias="HELPLINE_QUEUE_CHANNEL")
    staff: str = Field("", alias="HELPLINE_STAFF")
    admins: str = Field("", alias="HELPLINE_ADMINS")
    phone: str = Field(UNION_HELPLINE, alias="HELPLINE_PHONE")
    samaritans: str = Field(SupportLines.samaritans, alias="HELPLINE_SAMARITANS")
    education_support: str = Field(
        SupportLines.education_support, alias="HELPLINE_EDUCATION_SUPPORT"
    )
    numbers_reviewed: date = Field(SupportLines.reviewed, alias="HELPLINE_NUMBERS_REVIEWED")
    timezone: str = Field("Europe/London", alias="HELPLINE_TIMEZONE")
    hours: str = Field("", alias="HELPLINE_HOURS")
    bank_holidays: str = Field("england", alias="HELPLINE_BANK_HOLIDAYS")
    drill: str = Field("", alias="HELPLINE_DRILL_AT")
    heartbeat_url: str = Field("", alias="HELPLINE_HEARTBEAT_URL")
    log_level: str = Field("INFO", alias="HELPLINE_LOG_LEVEL")

    @property
    def has_tokens(self) -> bool:
        """True when a Slack workspace is named; without, a local Slack is started."""
        return bool(self.bot_token and self.app_token)

    @property
    def database(self) -> str:
        """The database's URL: SQLite in the data folder unless another is named."""
        return self.database_url or f"sqlite:///{self.data_dir / DATABASE_FILE}"

    @property
    def index_folder(self) -> Path:
        """Where index versions lie."""
        return self.data_dir / "index"

    @property
    def staff_addresses(self) -> tuple[str, ...]:
        """Advisers named one by one; empty when a group, or the channel's members, are meant."""
        return tuple(filter(ADDRESSES.fullmatch, _listed(self.staff)))

    @property
    def staff_group(self) -> str | None:
        """The user group whose members are the advisers, if one is named."""
        return next(filter(GROUP.fullmatch, _listed(self.staff)), None)

    @property
    def drill_at(self) -> time | None:
        """When a drill begins on school days; None when none begins by itself."""
        return time.fromisoformat(self.drill) if self.drill else None

    @property
    def admin_addresses(self) -> tuple[str, ...]:
        """Administrators named one by one."""
        return tuple(filter(ADDRESSES.fullmatch, _listed(self.admins)))

    @property
    def admin_group(self) -> str | None:
        """The user group whose members are administrators, if one is named."""
        return next(filter(GROUP.fullmatch, _listed(self.admins)), None)

    @property
    def support_lines(self) -> SupportLines:
        """Who answers a member in distress at any hour, and when that was last looked at."""
        return SupportLines(self.samaritans, self.education_support, self.numbers_reviewed)

    @property
    def opening_hours(self) -> OpeningHours:
        """The helpline's hours, without bank holidays; none set unless HELPLINE_HOURS says so."""
        closed_on = BankHolidays(tuple(_listed(self.bank_holidays)))
        return parse_hours(self.hours, ZoneInfo(self.timezone), closed_on)

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("use a name such as Europe/London") from error
        return value

    @field_validator("staff", "admins")
    @classmethod
    def _are_ids(cls, value: str) -> str:
        for one in _listed(value):
            if not ADDRESSES.fullmatch(one) and not GROUP.fullmatch(one):
                raise ValueError(f"“{one}” is no Slack user id (U…) or user group id (S…)")
        return value

    @field_validator("hours")
    @classmethod
    def _are_hours(cls, value: str) -> str:
        parse_hours(value, ZoneInfo("Europe/London"))
        return value

    @field_validator("bank_holidays")
    @classmethod
    def _are_nations(cls, value: str) -> str:
        named = _listed(value.lower())
        if named == ["none"]:
            return ""
        for one in named:
            if one not in NATIONS:
                raise ValueError(f"“{one}” is none of {', '.join(NATIONS)}, none")
        return ",".join(named)

    @field_validator("bot_token")
    @classmethod
    def _is_a_bot_token(cls, value: str) -> str:
        return _beginning_with(value, "xoxb-", "the Bot User OAuth Token of your Slack app")

    @field_validator("app_token")
    @classmethod
    def _is_an_app_token(cls, value: str) -> str:
        return _beginning_with(value, "xapp-", "an App-Level Token with connections:write")

    @field_validator("phone", "samaritans", "education_support")
    @classmethod
    def _is_a_number(cls, value: str) -> str:
        if not re.fullmatch(r"\+?[0-9 ()]{3,25}", value):
            raise ValueError("write the number in digits and spaces")
        return value

    @field_validator("drill")
    @classmethod
    def _is_a_time(cls, value: str) -> str:
        if value and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
            raise ValueError("write a time of day such as 08:15, or nothing for no drill")
        return value

    @field_validator("heartbeat_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^\s/]+\S*", value):
            raise ValueError("write the address that your monitor gave you, https://…")
        return value

    @field_validator("log_level")
    @classmethod
    def _is_a_level(cls, value: str) -> str:
        if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("use DEBUG, INFO, WARNING or ERROR")
        return value.upper()


def read_settings() -> Settings:
    """
    Read the settings from the environment.

    Raises:
        SettingError: one is missing or malformed; the sentence names it.
    """
    try:
        settings = Settings(**_secrets_from_files())
    except ValidationError as error:
        raise SettingError(_sentence(error)) from error
    if (sentence := settings.incomplete()) is not None:
        raise SettingError(sentence)
    if bool(settings.bot_token) != bool(settings.app_token):
        missing = "SLACK_APP_TOKEN" if settings.bot_token else "SLACK_BOT_TOKEN"
        raise SettingError(
            f"{missing} is not set: connecting to Slack takes both tokens. "
            "See “Connect a real workspace” in the README."
        )
    return settings


def data_dir() -> Path:
    """Return the data folder, for commands that need no other setting."""
    return Path(os.environ.get("HELPLINE_DATA_DIR") or DEFAULT_DATA_DIR)


def _secrets_from_files() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in Settings.model_fields.values():
        name = str(field.alias)
        path = os.environ.get(f"{name}_FILE")
        if path and not os.environ.get(name):
            found[name] = _secret(name, Path(path))
    return found


def _secret(name: str, path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{name}_FILE names {path}, which cannot be read.") from error


def _listed(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _beginning_with(value: str, prefix: str, what: str) -> str:
    if value and not value.startswith(prefix):
        raise ValueError(f"it does not begin with {prefix}; use {what}")
    return value


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    reason = str(first["msg"]).removeprefix("Value error, ")
    return f"{first['loc'][0]}: {reason}."
