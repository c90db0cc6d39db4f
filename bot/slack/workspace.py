"""
What the assistant needs of its workspace, checked at the start and watched afterwards.

Concerns are confidential: a queue channel that is not private, or that no adviser
reads, is a reason not to run at all.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import NotReady
from bot.helpline.channel import Flaw

log = logging.getLogger(__name__)
PAGE = 200  # rows a call; Slack's advice
SIGNS_OF_SHARING = ("is_ext_shared", "is_shared", "is_pending_ext_shared", "pending_shared")
FLAWS = {
    Flaw.PUBLIC: "is public: members' concerns would be open to all",
    Flaw.SHARED: "is shared with another organisation, or about to be",
    Flaw.ARCHIVED: "is archived",
    Flaw.GONE: "is not one that the assistant is in",
}


@dataclass(frozen=True)
class Identity:
    """Who the assistant is in this workspace."""

    user_id: str
    bot_id: str
    team_id: str
    team: str


def identify(client: WebClient) -> Identity:
    """
    Ask Slack who we are.

    Raises:
        NotReady: the token is refused, or Slack cannot be reached.
    """
    try:
        found = client.auth_test()
    except SlackApiError as error:
        raise NotReady(
            f"Slack refuses SLACK_BOT_TOKEN ({error.response.get('error')}). "
            "Copy it again from “OAuth & Permissions” of your app."
        ) from error
    except (SlackClientError, OSError) as error:
        raise NotReady(
            f"Slack cannot be reached at {client.base_url} ({type(error).__name__}). "
            "Check the network, or SLACK_API_URL."
        ) from error
    return Identity(
        found["user_id"], found.get("bot_id") or "", found["team_id"], found.get("team") or ""
    )


def queue_channel(client: WebClient, name_or_id: str) -> str:
    """
    Find the helpline's own channel and check that it may hold concerns.

    Returns:
        Its id.

    Raises:
        NotReady: there is none, or it is public, shared or archived.
    """
    channel = _channel_info(client, name_or_id)
    if channel is None:
        raise NotReady(
            f"HELPLINE_QUEUE_CHANNEL: no channel “{name_or_id}” that the assistant is in. "
            "Create a private channel, invite the advisers and the app, and name it here."
        )
    flaw = flaw_of(channel)
    if flaw is not None:
        raise NotReady(
            f"The queue channel “{name_or_id}” {FLAWS[flaw]}. "
            "Name a private channel of your own in HELPLINE_QUEUE_CHANNEL."
        )
    return str(channel["id"])


def channel_as_it_is(client: WebClient, address: str) -> dict[str, Any] | None:
    """
    Ask Slack about a channel.

    Returns:
        What Slack says of it; None when there is none with this id that the assistant sees.

    Raises:
        SlackApiError: Slack refuses to say.
    """
    try:
        found: dict[str, Any] = client.conversations_info(channel=address)["channel"]
    except SlackApiError as error:
        if error.response.get("error") != "channel_not_found":
            raise
        return None
    return found


def flaw_of(channel: dict[str, Any] | None) -> Flaw | None:
    """Say why a channel may not hold members' words; None when it may."""
    if channel is None:
        return Flaw.GONE
    if channel.get("is_archived"):
        return Flaw.ARCHIVED
    if not channel.get("is_private"):
        return Flaw.PUBLIC
    if any(channel.get(sign) for sign in SIGNS_OF_SHARING):
        return Flaw.SHARED
    return Flaw.GONE if channel.get("is_member") is False else None


def advisers(
    client: WebClient,
    channel: str,
    addresses: tuple[str, ...],
    group: str | None,
    itself: str,
) -> dict[str, str]:
    """
    Find who takes cases: the people named, or the group's, or the channel's members.

    Returns:
        Display name by address, for those who are in the queue channel.

    Raises:
        NotReady: none of them is in the channel.
    """
    present = _members(client, channel) - {itself}
    named = set(people_named(client, addresses, group))
    found = sorted(present & named if named else present)
    users = {address: dict(client.users_info(user=address)["user"]) for address in found}
    names = {
        address: _name(user, address)
        for address, user in users.items()
        if _may_take_cases(user, is_named=address in named)
    }
    if not names:
        raise NotReady(
            "No adviser is in the queue channel, so a concern would reach nobody. "
            "Invite the people named in HELPLINE_STAFF to it."
        )
    return names


def people_named(client: WebClient, addresses: tuple[str, ...], group: str | None) -> list[str]:
    """Return the people named one by one, and the members of the group, if one is named."""
    members = client.usergroups_users_list(usergroup=group)["users"] if group else ()
    return sorted({*addresses, *members})


def _channel_info(client: WebClient, name_or_id: str) -> dict[str, Any] | None:
    wanted = name_or_id.lstrip("#")
    try:
        info: dict[str, Any] = client.conversations_info(channel=wanted)["channel"]
    except SlackApiError:
        return _channel_named(client, wanted)
    return info


def _channel_named(client: WebClient, name: str) -> dict[str, Any] | None:
    cursor = ""
    while True:
        found = client.conversations_list(
            types="private_channel,public_channel", limit=PAGE, cursor=cursor
        )
        for channel in found.get("channels") or []:
            if channel.get("name") == name:
                return dict(channel)
        cursor = (found.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return None


def _members(client: WebClient, channel: str) -> set[str]:
    members: set[str] = set()
    cursor = ""
    while True:
        found = client.conversations_members(channel=channel, limit=PAGE, cursor=cursor)
        members |= set(found.get("members") or [])
        cursor = (found.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return members


def _may_take_cases(user: dict[str, Any], *, is_named: bool) -> bool:
    """Say that it is a person of ours; a guest has to be named, and a stranger never may."""
    if user.get("is_bot") or user.get("deleted") or user.get("is_stranger"):
        return False
    return is_named or not (user.get("is_restricted") or user.get("is_ultra_restricted"))


def _name(user: dict[str, Any], address: str) -> str:
    profile = user.get("profile") or {}
    return str(profile.get("real_name") or user.get("real_name") or user.get("name") or address)
