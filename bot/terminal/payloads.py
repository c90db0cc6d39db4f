"""What Slack would send for what is typed.  Pure."""

from __future__ import annotations

from typing import Any

MEMBER, ADVISER, ITSELF = "U0MEMBER", "U0ADVISER", "U0HELPLINE"
DIRECT, QUEUE = "D0MEMBER", "C0QUEUE"

Payload = dict[str, Any]


def written(user: str, channel: str, text: str, ts: str, thread: str | None = None) -> Payload:
    """A message in a conversation, or in a thread of it."""
    event = {"type": "message", "channel": channel, "user": user, "text": text, "ts": ts}
    return {"event": {**event, "thread_ts": thread} if thread else event}


def command(text: str, trigger: str) -> Payload:
    """The member's `/helpline …`."""
    return {
        "command": "/helpline",
        "text": text,
        "user_id": MEMBER,
        "channel_id": DIRECT,
        "trigger_id": trigger,
    }


def press(user: str, channel: str, deed: str, value: str, trigger: str) -> Payload:
    """A button."""
    return {
        "type": "block_actions",
        "user": {"id": user},
        "channel": {"id": channel},
        "trigger_id": trigger,
        "actions": [{"action_id": deed, "value": value, "action_ts": trigger}],
    }


def submission(user: str, form: str, row: str, fields: dict[str, str], trigger: str) -> Payload:
    """A form, filled in."""
    values = {name: {name: {"value": text}} for name, text in fields.items()}
    view = {"callback_id": form, "private_metadata": row, "state": {"values": values}}
    return {
        "type": "view_submission",
        "user": {"id": user},
        "trigger_id": trigger,
        "view": view,
    }
