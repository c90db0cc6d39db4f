"""
The sample workspace: invented people, three channels and the app's tokens.

The ids are fixed, so a setting, a test or a screenshot can name them.  The
tokens open nothing but the local Slack.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Role = Literal["member", "adviser", "admin"]

APP_ID = "A0HELPLINE"
BOT_USER_ID = "U0HELPLINE"
BOT_NAME = "Helpline"
BOT_TOKEN = "xoxb-local-helpline"  # noqa: S105 - opens the local Slack alone
APP_TOKEN = "xapp-local-helpline"  # noqa: S105
SIGNING_SECRET = "local-signing-secret"  # noqa: S105
TEAM_ID = "T0SAMPLE"
TIMEZONE = "Europe/London"


@dataclass(frozen=True)
class Person:
    """Somebody invented who can be acted as."""

    id: str
    handle: str
    name: str
    role: Role


@dataclass(frozen=True)
class Channel:
    """A channel and the people in it; the assistant is in all of them."""

    id: str
    name: str
    is_private: bool
    people: tuple[Person, ...]


PEOPLE = (
    Person("U0MEMBER1", "robin", "Robin Sample (head)", "member"),
    Person("U0MEMBER2", "sky", "Sky Sample (head)", "member"),
    Person("U0ADVISER1", "ash", "Ash Sample (adviser)", "adviser"),
    Person("U0ADVISER2", "wren", "Wren Sample (adviser)", "adviser"),
    Person("U0ADMIN1", "kit", "Kit Sample (admin)", "admin"),
)
HELPLINE = tuple(person for person in PEOPLE if person.role != "member")
CHANNELS = (
    Channel("C0GENERAL", "general", is_private=False, people=PEOPLE),
    Channel("C0HEADS", "heads", is_private=False, people=PEOPLE),
    Channel("C0QUEUE", "helpline-queue", is_private=True, people=HELPLINE),
)
QUEUE_CHANNEL = CHANNELS[2]


def configuration(further: Sequence[Person] = ()) -> dict[str, Any]:
    """
    Describe the sample workspace in the words of the local Slack's own file.

    Args:
        further: People beside those of the sample, in no channel.

    Returns:
        An object for JSON: workspace, app, users, channels.
    """
    return {
        "workspace": {"name": "Sample Union", "domain": "sample-union", "teamId": TEAM_ID},
        "app": {
            "appId": APP_ID,
            "botUserId": BOT_USER_ID,
            "botName": BOT_NAME,
            "botToken": BOT_TOKEN,
            "appToken": APP_TOKEN,
            "signingSecret": SIGNING_SECRET,
            "mode": "socket",
        },
        "users": [_user(person) for person in (*PEOPLE, *further)],
        "channels": [_channel(channel) for channel in CHANNELS],
    }


def _user(person: Person) -> Mapping[str, str]:
    return {
        "id": person.id,
        "name": person.handle,
        "real_name": person.name,
        "email": f"{person.handle}@example.org",
        "tz": TIMEZONE,
    }


def _channel(channel: Channel) -> Mapping[str, object]:
    return {
        "id": channel.id,
        "name": channel.name,
        "is_private": channel.is_private,
        "members": [*(person.id for person in channel.people), BOT_USER_ID],
    }
