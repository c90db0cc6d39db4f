"""
Slack's payloads into what they mean; None for what is ignored on purpose.

Pure.  Anything may be missing: an absent field is read as empty, never as an error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot import nowhere
from bot.inbound import (
    ButtonPressed,
    CommandGiven,
    Deed,
    FileLink,
    Form,
    FormSubmitted,
    HomeOpened,
    Inbound,
    MessageDeleted,
    MessageEdited,
    MessageWritten,
    PersonLeft,
    Place,
    ShortcutUsed,
    deleted_key,
    edited_key,
    written_key,
)
from bot.slack.plain import mentions, plain, storable, text_of_blocks

Payload = dict[str, Any]

WRITTEN = (None, "file_share", "thread_broadcast", "me_message")  # subtypes that hold words
DIRECT = "D"  # what the id of a direct message begins with
DONE_TO_A_CHANNEL = ("channel_", "group_", "shared_channel_", "member_joined_channel")
DEEDS = {deed.value: deed for deed in Deed}
FORMS = {form.value: form for form in Form}


def parse(payload: Payload, bot_user_id: str) -> Inbound | None:
    """
    Read a payload.

    Args:
        payload: What Slack sent, as Bolt hands it over.
        bot_user_id: The assistant's own user id; what it wrote itself is ignored.
    """
    inbound = nowhere.read(payload) or _read(payload, bot_user_id)
    return inbound and replace(inbound, key=storable(inbound.key))


def changes_channel(payload: Payload, channel: str) -> bool:
    """Say whether something was done to this channel itself: archived, shared, joined …"""
    event = _dict(payload.get("event"))
    concerned = event.get("channel")
    if isinstance(concerned, dict):
        concerned = concerned.get("id")
    kinds = (_text(event, "type"), _text(event, "subtype"))
    return concerned == channel and any(kind.startswith(DONE_TO_A_CHANNEL) for kind in kinds)


def _read(payload: Payload, bot_user_id: str) -> Inbound | None:
    if isinstance(payload.get("event"), dict):
        return _event(payload, payload["event"], bot_user_id)
    if payload.get("command"):
        return _command(payload)
    read = INTERACTIONS.get(str(payload.get("type")))
    return read(payload, bot_user_id) if read else None


def _event(payload: Payload, event: Payload, bot_user_id: str) -> Inbound | None:
    kind = event.get("type")
    if kind == "app_home_opened" and event.get("tab", "home") == "home":
        key = f"v:{payload.get('event_id')}"
        return HomeOpened(key, _text(event, "user")) if event.get("user") else None
    if kind in ("user_change", "team_leave"):
        return _left(payload, _dict(event.get("user")))
    if kind not in ("message", "app_mention"):
        return None
    read = MESSAGES.get(_text(event, "subtype"), _written)
    return read(event, bot_user_id)


def _left(payload: Payload, user: Payload) -> Inbound | None:
    if not user.get("deleted") or not user.get("id"):
        return None
    return PersonLeft(f"l:{_text(user, 'id')}:{payload.get('event_id')}", _text(user, "id"))


def _written(event: Payload, bot_user_id: str) -> Inbound | None:
    raw = event.get("text") or text_of_blocks(event.get("blocks"))
    if not _is_a_person(event, bot_user_id) or event.get("subtype") not in WRITTEN:
        return None
    place = _place(event)
    ts = _text(event, "ts")
    return MessageWritten(
        key=written_key(place.channel, ts),
        sender=_text(event, "user"),
        place=place,
        ts=ts,
        text=plain(str(raw), without=bot_user_id),
        mentions=event.get("type") == "app_mention" or mentions(str(raw), bot_user_id),
        files=tuple(map(_file, _dicts(event.get("files")))),
    )


def _edited(event: Payload, bot_user_id: str) -> Inbound | None:
    message = event.get("message")
    if not isinstance(message, dict) or not _is_a_person(message, bot_user_id):
        return None
    if message.get("subtype") == "tombstone":
        return _deleted({**event, "previous_message": message}, bot_user_id)
    place = _place({**message, "channel": event.get("channel")})
    ts = _text(message, "ts")
    raw = message.get("text") or text_of_blocks(message.get("blocks"))
    return MessageEdited(
        key=edited_key(place.channel, ts, str(event.get("event_ts") or event.get("ts"))),
        sender=_text(message, "user"),
        place=place,
        ts=ts,
        text=plain(str(raw), without=bot_user_id),
    )


def _deleted(event: Payload, bot_user_id: str) -> Inbound | None:
    before = event.get("previous_message")
    if not isinstance(before, dict) or not _is_a_person(before, bot_user_id):
        return None
    place = _place({**before, "channel": event.get("channel")})
    ts = _text(event, "deleted_ts") or _text(before, "ts")
    key = deleted_key(place.channel, ts)
    return MessageDeleted(key, _text(before, "user"), place, ts)


def _command(payload: Payload) -> Inbound:
    text = plain(str(payload.get("text") or ""))
    verb, _, rest = text.partition(" ")
    channel = _text(payload, "channel_id")
    return CommandGiven(
        key=f"t:{payload.get('trigger_id')}",
        sender=_text(payload, "user_id"),
        place=Place(channel, None, channel.startswith(DIRECT)),
        verb=verb.lower(),
        text=rest.strip(),
    )


def _pressed(payload: Payload, bot_user_id: str) -> Inbound | None:  # noqa: ARG001
    action = next(iter(_dicts(payload.get("actions"))), {})
    deed = DEEDS.get(_text(action, "action_id"))
    if deed is None:
        return None
    container = _dict(payload.get("container"))
    chosen = _dict(action.get("selected_option"))
    channel = _text(_dict(payload.get("channel")), "id") or _text(container, "channel_id")
    sender = _text(_dict(payload.get("user")), "id")
    stands = container.get("message_ts") or container.get("view_id") or ""
    thread = container.get("thread_ts") or _dict(payload.get("message")).get("thread_ts")
    return ButtonPressed(
        key=f"a:{sender}:{stands}:{deed}:{action.get('action_ts') or payload.get('trigger_id')}",
        sender=sender,
        place=Place(channel, str(thread) if thread else None, _is_private(channel)),
        deed=deed,
        value=storable(str(chosen.get("value") or action.get("value") or "")),
        ts=_text(container, "message_ts"),
        shown_at=_moment(_text(_dict(payload.get("view")), "private_metadata")),
    )


def _submitted(payload: Payload, bot_user_id: str) -> Inbound | None:  # noqa: ARG001
    view = _dict(payload.get("view"))
    form = FORMS.get(_text(view, "callback_id"))
    if form is None:
        return None
    return FormSubmitted(
        key=f"s:{payload.get('trigger_id') or view.get('id')}",
        sender=_text(_dict(payload.get("user")), "id"),
        form=form,
        value=_text(view, "private_metadata"),
        fields=_fields(_dict(_dict(view.get("state")).get("values"))),
    )


def _shortcut(payload: Payload, bot_user_id: str) -> Inbound:
    message = _dict(payload.get("message"))
    raw = message.get("text") or text_of_blocks(message.get("blocks"))
    return ShortcutUsed(
        key=f"t:{payload.get('trigger_id')}",
        sender=_text(_dict(payload.get("user")), "id"),
        text=plain(str(raw), without=bot_user_id),
    )


MESSAGES: dict[str, Callable[[Payload, str], Inbound | None]] = {
    "message_changed": _edited,
    "message_deleted": _deleted,
}

INTERACTIONS: dict[str, Callable[[Payload, str], Inbound | None]] = {
    "block_actions": _pressed,
    "view_submission": _submitted,
    "message_action": _shortcut,
}


def _fields(values: Payload) -> dict[str, str]:
    """Read a form's fields by block id; an untouched one is empty."""
    fields: dict[str, str] = {}
    for name, block in values.items():
        state = next(iter(_dicts(list(_dict(block).values()))), {})
        chosen = _dict(state.get("selected_option"))
        fields[name] = storable(str(state.get("value") or chosen.get("value") or ""))
    return fields


def _file(file: Payload) -> FileLink:
    return FileLink(_text(file, "name") or _text(file, "title"), _text(file, "permalink") or None)


def _is_a_person(message: Payload, bot_user_id: str) -> bool:
    user = message.get("user")
    return bool(user) and user != bot_user_id and not message.get("bot_id")


def _place(event: Payload) -> Place:
    channel = _text(event, "channel")
    private = event.get("channel_type") == "im" or channel.startswith(DIRECT)
    return Place(channel, _text(event, "thread_ts") or None, private)


def _moment(value: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return at if at.tzinfo else None


def _is_private(channel: str) -> bool:
    # A press in the Home tab comes from no channel.
    return not channel.startswith(("C", "G"))


def _text(payload: Payload, name: str) -> str:
    return storable(str(payload.get(name) or ""))


def _dict(value: Any) -> Payload:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> list[Payload]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
