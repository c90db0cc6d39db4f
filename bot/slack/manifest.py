"""
What Slack must know of the app before it is installed.

The plain manifest needs no paid plan and serves guests too.  The other one adds Slack's
agent view, which workspace guests cannot open.
"""

from __future__ import annotations

from typing import Any

from bot.conversation import app_wording

COMMAND = "/helpline"
SHORTCUT = "ask_helpline"  # callback id of the message shortcut
# Each scope is used by a call or an event below it; a scope nobody uses is not asked for.
SCOPES = (
    "app_mentions:read",  # app_mention
    "channels:history",  # message.channels: threads it answers in
    "channels:read",  # conversations.info: is the helpline's channel private
    "chat:write",
    "commands",
    "groups:history",  # message.groups: the card's thread
    "groups:read",  # conversations.members: is an adviser in the helpline's channel
    "im:history",  # message.im
    "im:read",
    "im:write",  # conversations.open
    "usergroups:read",  # advisers named by a user group
    "users:read",  # names
)
EVENTS = (
    "app_home_opened",
    "app_mention",
    "message.channels",
    "message.groups",
    "message.im",
    # what is done to the helpline's channel, under either name Slack has for it
    *("channel_archive", "channel_left", "channel_rename", "channel_shared", "channel_unarchive"),
    *("channel_unshared", "group_archive", "group_left", "group_rename", "group_unarchive"),
    "member_joined_channel",
    "user_change",  # a member leaves
)
AGENT_SCOPE = "assistant:write"


def manifest(*, agent: bool = False) -> dict[str, Any]:
    """
    Describe the app to Slack: Socket Mode, so no address is needed.

    Args:
        agent: Add Slack's agent view; workspace guests are then shut out.

    Returns:
        The manifest, to be pasted as JSON when the app is created.
    """
    scopes = [*SCOPES, AGENT_SCOPE] if agent else [*SCOPES]
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": app_wording.APP_NAME,
            "description": app_wording.APP_DESCRIPTION,
            "background_color": "#1f3a5f",
        },
        "features": {**_features(), **(_agent_view() if agent else {})},
        "oauth_config": {"scopes": {"bot": sorted(scopes)}},
        "settings": {
            "event_subscriptions": {"bot_events": [*EVENTS]},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def _features() -> dict[str, Any]:
    """Home and Messages tab, the command, the message shortcut."""
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "helpline", "always_online": True},
        "shortcuts": [
            {
                "name": app_wording.SHORTCUT_NAME,
                "type": "message",
                "callback_id": SHORTCUT,
                "description": app_wording.SHORTCUT_DESCRIPTION,
            }
        ],
        "slash_commands": [
            {
                "command": COMMAND,
                "description": app_wording.COMMAND_DESCRIPTION,
                "usage_hint": app_wording.COMMAND_HINT,
                "should_escape": False,
            }
        ],
    }


def _agent_view() -> dict[str, Any]:
    return {
        "agent_view": {
            "agent_description": app_wording.APP_DESCRIPTION,
            "suggested_prompts": [
                {"title": prompt, "message": prompt} for prompt in app_wording.SUGGESTED_PROMPTS
            ],
        }
    }
