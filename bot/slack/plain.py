"""What a person typed, from what Slack sends: markup read back into words.  Pure."""

from __future__ import annotations

import html
import re
from typing import Any

# <@U1|name> · <#C1|name> · <!here> · <!subteam^S1|@name> · <https://…|label>; linear.
_MARKUP = re.compile(r"<([@#!]?)([^<>|\s]*)(?:\|([^<>]*))?>")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\ufffd"


def plain(text: str, without: str = "") -> str:
    """
    Return Slack's text as its writer saw it.

    Args:
        without: A user id whose mentions are dropped: the assistant's own.
    """
    words = _MARKUP.sub(lambda match: _read(match, without), text)
    return storable(html.unescape(words)).strip()


def storable(text: str) -> str:
    """Replace what no database takes: NUL and lone surrogates."""
    return _LONE_SURROGATES.sub(REPLACEMENT, text.replace("\x00", REPLACEMENT))


def mentions(text: str, user_id: str) -> bool:
    """Say whether the text names this user."""
    return bool(user_id) and (f"<@{user_id}>" in text or f"<@{user_id}|" in text)


def text_of_blocks(blocks: Any) -> str:
    """Return the words in a message's blocks, for messages that have no text of their own."""
    if isinstance(blocks, list):
        return " ".join(filter(None, map(text_of_blocks, blocks)))
    if not isinstance(blocks, dict):
        return ""
    inner = blocks.get("text")
    if isinstance(inner, str):
        return inner
    children = (blocks.get(name) for name in ("text", "elements", "fields"))
    return " ".join(filter(None, map(text_of_blocks, children)))


def _read(match: re.Match[str], without: str) -> str:
    kind, target, label = match[1], match[2], match[3]
    if kind == "@":
        return "" if target == without else f"@{label or 'somebody'}"
    if kind == "#":
        return f"#{label or 'channel'}"
    if kind == "!":
        return label or f"@{target.partition('^')[0]}"
    return f"{label} ({target})" if label and label != target else target
