"""
The reserved place: gestures of our own come from it, and what is said to it goes to nobody.

The auditor's canary and the morning drill take the same way as a member's words, so
they need a sender and a conversation.  Both are named by no Slack address; delivery
takes what is meant for them as sent without calling Slack.
"""

from __future__ import annotations

import json
from typing import Any

from bot.inbound import CommandGiven, Inbound, MessageWritten, Place

NOWHERE = "nowhere"
PLACE = Place(NOWHERE, private=True)


def is_nowhere(address: str) -> bool:
    """Say whether an address is the reserved place, or somebody's in it."""
    return address == NOWHERE or address.startswith(f"{NOWHERE}:")


def somebody(name: str) -> str:
    """Return the address of a sender who does not exist."""
    return f"{NOWHERE}:{name}"


def command(sender: str, verb: str) -> bytes:
    """Return the body of `/helpline verb`, given by a sender of our own."""
    return json.dumps({NOWHERE: {"sender": sender, "verb": verb}}).encode()


def words(sender: str, text: str) -> bytes:
    """Return the body of a message written by a sender of our own."""
    return json.dumps({NOWHERE: {"sender": sender, "text": text}}).encode()


def read(payload: dict[str, Any]) -> Inbound | None:
    """Read a gesture of our own; None when a payload is none."""
    ours = payload.get(NOWHERE)
    if not isinstance(ours, dict) or not is_nowhere(str(ours.get("sender"))):
        return None
    sender = str(ours["sender"])
    key = f"{NOWHERE}:{sender}"
    if "verb" in ours:
        return CommandGiven(key, sender, PLACE, str(ours["verb"]), "")
    return MessageWritten(key, sender, PLACE, "", str(ours.get("text", "")))
