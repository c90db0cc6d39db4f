"""
Do in the local Slack what people do, and see what they see, without its page.
"""

from __future__ import annotations

import json
import urllib.request
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from bot.local_slack import LocalSlack
from tests.journeys.messages import Blocks, Message, filled, find_button, message_from
from tests.journeys.ui_socket import ui_socket
from tests.waiting import PATIENCE_S, eventually

ANSWER_WITHIN_S = (
    15.0  # the local Slack itself waits 5 s for an assistant's ack, twice for a mention
)
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class ControlClient:
    """Acts as anybody in a local Slack; a call returns after the assistant's ack."""

    def __init__(self, slack: LocalSlack) -> None:
        self.slack = slack

    # --- what people do -----------------------------------------------------

    def say(self, person_id: str, text: str, thread_ts: str | None = None) -> Message:
        """Write in one's direct message with the assistant."""
        return self.write(person_id, person_id, text, thread_ts)

    def write(
        self, person_id: str, channel: str, text: str, thread_ts: str | None = None
    ) -> Message:
        """Write in a channel, or in a thread of it."""
        said = {"channel": channel, "user": person_id, "text": text, "thread_ts": thread_ts}
        return message_from(self._post("message", said)["message"])

    def mention(self, person_id: str, channel: str, text: str) -> Message:
        """Write in a channel to the assistant."""
        return self.write(person_id, channel, f"<@{self.slack.bot_user_id}> {text}")

    def command(self, person_id: str, text: str, channel: str = "C0GENERAL") -> None:
        """Type /helpline in a channel."""
        typed = {"channel": channel, "user": person_id, "command": "/helpline", "text": text}
        self._post("command", typed)

    def press(self, person_id: str, message: Message, label: str) -> None:
        """Press a button of a message, or choose in one of its selects, by its label."""
        self._interact(person_id, message.channel, message.ts, message.button(label).gesture())

    def open_home(self, person_id: str) -> None:
        """Open the assistant's Home tab."""
        self._post("open-home", {"user": person_id})

    def press_home(self, person_id: str, label: str) -> None:
        """Press a button in one's Home tab, or choose in a select there, by its label."""
        gesture = find_button(self.home(person_id), label).gesture()
        self._interact(person_id, "home", "home", gesture)

    def edit(self, message: Message, text: str) -> None:
        """Change a message that one wrote."""
        wanted = {"channel": message.channel, "ts": message.ts, "user": message.user, "text": text}
        self._post("edit-message", wanted)

    def delete(self, message: Message) -> None:
        """Delete a message that one wrote."""
        wanted = {"channel": message.channel, "ts": message.ts, "user": message.user}
        self._post("delete-message", wanted)

    def upload(self, person_id: str, channel: str, name: str, data: bytes, text: str = "") -> None:
        """Share a file, with or without words."""
        boundary = uuid.uuid4().hex
        fields = {"channel": channel, "user": person_id, "text": text}
        body = _multipart(boundary, fields, name, data)
        self._request("upload", body, f"multipart/form-data; boundary={boundary}")

    def submit_modal(self, person_id: str, **answers: str) -> None:
        """
        Fill in the modal once it is open, and submit it.

        Args:
            answers: Block id → text, or the label of a choice; what is left out stays empty.
        """
        view = eventually(self.modal, what="a modal")
        with ui_socket(self.slack.url) as line:
            values = filled(view, answers)
            line.send({"t": "view_submit", "user": person_id, "values": values})
            eventually(lambda: self.modal() is None, what="the end of the modal")

    # --- what people see ----------------------------------------------------

    def messages(self, channel: str) -> list[Message]:
        """Read a channel, threads included, oldest first."""
        return [message_from(raw) for raw in self._get(f"messages/{channel}")["messages"]]

    def direct_messages(self, person_id: str) -> list[Message]:
        """Read one's conversation with the assistant, oldest first."""
        channel = self.direct_channel(person_id)
        return self.messages(channel) if channel else []

    def direct_channel(self, person_id: str) -> str | None:
        """Return the id of one's conversation with the assistant, None before there is one."""
        ours = {person_id, self.slack.bot_user_id}
        channels = self._get("state")["channels"]
        found = (c["id"] for c in channels if c["is_im"] and set(c["members"]) == ours)
        return next(found, None)

    def queue(self) -> list[Message]:
        """Read the helpline channel, threads included, oldest first."""
        return self.messages(self.slack.queue_channel_id)

    def seen(self, message: Message) -> Message:
        """Read a message as it stands now."""
        return next(one for one in self.messages(message.channel) if one.ts == message.ts)

    def thread(self, message: Message) -> list[Message]:
        """Read the replies under a message."""
        return [reply for reply in self.messages(message.channel) if reply.thread_ts == message.ts]

    def home(self, person_id: str) -> Blocks:
        """Read one's Home tab as it was last published, [] before that."""
        view = self._page()["homeViews"].get(person_id, {})
        return next((home["blocks"] for home in view.values()), [])

    def modal(self) -> dict[str, Any] | None:
        """Return the modal that is open, None when none is."""
        stack = self._page()["modalStack"]
        return stack[-1] if stack else None

    def is_connected(self) -> bool:
        """Say whether the assistant is connected."""
        return bool(self._page()["apps"][0]["connected"])

    def log(self) -> list[dict[str, Any]]:
        """Return every envelope, ack and Web API call so far, at most 1,000."""
        entries: list[dict[str, Any]] = self._get("log")["log"]
        return entries

    # --- what people wait for -----------------------------------------------

    def reply(self, person_id: str, holding: str, patience_s: float = PATIENCE_S) -> Message:
        """Wait for a direct message of the assistant that holds some words; the latest of them."""
        return self._awaited(lambda: self.direct_messages(person_id), holding, patience_s)

    def card(self, holding: str, patience_s: float = PATIENCE_S) -> Message:
        """Wait for a card in the helpline channel that holds some words; the latest of them."""
        return self._awaited(
            lambda: [m for m in self.queue() if m.thread_ts is None], holding, patience_s
        )

    def thread_reply(self, root: Message, holding: str, patience_s: float = PATIENCE_S) -> Message:
        """Wait for a reply of the assistant in a thread that holds some words."""
        return self._awaited(lambda: self.thread(root), holding, patience_s)

    def _awaited(
        self, read: Callable[[], list[Message]], holding: str, patience_s: float
    ) -> Message:
        def latest() -> Message | None:
            bot = self.slack.bot_user_id
            found = (m for m in reversed(read()) if m.user == bot and holding in m.text)
            return next(found, None)

        try:
            return eventually(latest, patience_s, f"a message with {holding!r}")
        except AssertionError as error:
            there = "\n---\n".join(message.text[:300] for message in read())
            raise AssertionError(f"{error}; there was:\n{there}") from error

    # --- the calls ----------------------------------------------------------

    def _interact(self, person_id: str, channel: str, ts: str, gesture: dict[str, Any]) -> None:
        wanted = {"channel": channel, "messageTs": ts, "user": person_id, "action": gesture}
        self._post("interact", wanted)

    def _page(self) -> dict[str, Any]:
        with ui_socket(self.slack.url) as line:
            return line.snapshot

    def _post(self, call: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        return self._request(call, json.dumps(arguments).encode(), "application/json")

    def _get(self, call: str) -> dict[str, Any]:
        return self._request(call, None, "application/json")

    def _request(self, call: str, body: bytes | None, content_type: str) -> dict[str, Any]:
        address = f"{self.slack.url}/_control/{call}"
        request = urllib.request.Request(  # noqa: S310 - an http address of this machine
            address, body, {"Content-Type": content_type}
        )
        with _direct.open(request, timeout=ANSWER_WITHIN_S) as response:
            answer: dict[str, Any] = json.load(response)
            return answer


def _multipart(boundary: str, fields: Mapping[str, str], name: str, data: bytes) -> bytes:
    part = f'--{boundary}\r\nContent-Disposition: form-data; name="'
    told = "".join(f'{part}{key}"\r\n\r\n{value}\r\n' for key, value in fields.items())
    head = f'{part}file"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
    return told.encode() + head.encode() + data + f"\r\n--{boundary}--\r\n".encode()
