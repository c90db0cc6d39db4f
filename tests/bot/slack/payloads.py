"""Slack's payloads as recorded, and those made from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.bot.factories import MEMBER, QUESTION, a_ts

FOLDER = Path(__file__).resolve().parents[2] / "data" / "slack"
BOT = "U0HELPLINE"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))

Payload = dict[str, Any]


def recorded(name: str) -> Payload:
    """Return a payload as it was recorded."""
    found: Payload = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return found


def a_direct_message(text: str = QUESTION, **event: Any) -> Payload:
    """Return the payload of words in a member's direct message."""
    payload = recorded("message_direct")
    ts = a_ts()
    payload["event"] |= {"text": text, "ts": ts, "event_ts": ts, **event}
    return payload


def a_press(action_id: str, value: str = "1", user: str = MEMBER, **changed: Any) -> Payload:
    """Return the payload of a button pressed under a message."""
    payload = recorded("block_actions_message")
    payload["user"]["id"] = user
    payload["actions"][0] |= {"action_id": action_id, "value": value, "action_ts": a_ts()}
    return payload | changed


def a_message_action(text: str = QUESTION) -> Payload:
    """Return the payload of the message shortcut, as Slack documents it."""
    return {
        "type": "message_action",
        "token": "trimmed",
        "action_ts": a_ts(),
        "team": {"id": "T0SAMPLE", "domain": "sample-union"},
        "user": {"id": MEMBER, "name": "sample-head"},
        "channel": {"id": "C0GENERAL", "name": "general"},
        "is_enterprise_install": False,
        "callback_id": "ask_the_helpline",
        "trigger_id": f"3200.{a_ts()}",
        "message_ts": "1795319812.000037",
        "message": {
            "type": "message",
            "user": "U0MEMBER2",
            "ts": "1795319812.000037",
            "text": text,
        },
        "response_url": "http://localhost:3000/_hooks/response/trimmed",
    }
