"""
Bring a message to Slack, once.

Slack has no key that makes posting twice harmless.  So each message carries its
own key as the id of its first block, and a message whose last try may have got
through is looked for by that key before it is posted again.
"""

from __future__ import annotations

import re
from datetime import timedelta
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.clock import Clock
from bot.db import Database
from bot.helpline.support_lines import SupportLines
from bot.nowhere import is_nowhere
from bot.outbound import MemberHome, StaffHome, ToCaseThread, ToHome, ToQueue
from bot.outbox import Due
from bot.slack.addresses import Address, address_of
from bot.slack.views import Scene, home, render
from bot.worker import NotNow, Refused, Sent

WAIT_FOR_CARD = timedelta(milliseconds=300)
RETRY_AFTER = timedelta(seconds=1)  # doubled with each try
LONGEST_WAIT = timedelta(seconds=30)
MOST_DOUBLINGS = 10
TOO_MANY = 429
SERVER_ERROR = 500
BLOCK_ID_CHARS = 255  # Slack's limit
READ_BACK_MESSAGES = 100
_ERROR_NAME = re.compile(r"\w+")  # a proxy's page of HTML is none

# Slack's own trouble: the message may stand all the same.
PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited"}
# Our blocks are at fault: the words alone still get through.
BAD_BLOCKS = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "too_many_blocks"}
# The helpline's channel as a whole: what goes there waits until somebody has mended it.
CHANNEL_TROUBLE = {"channel_not_found", "not_in_channel", "is_archived"}
# Our own token is refused: all that was to be said waits until somebody gives us a good one.
TOKEN_TROUBLE = {
    "invalid_auth",
    "not_authed",
    "token_revoked",
    "token_expired",
    "account_inactive",
    "missing_scope",
}
QUEUE = (ToQueue, ToCaseThread)
# Nobody is there to read: their account is closed, or they are in the workspace no more.
# (`account_inactive` speaks of our own token.)
PERSON_GONE = {"user_not_found", "user_disabled", "user_not_visible", "channel_not_found"}
GONE = {"message_not_found", "cant_update_message", "edit_window_closed"}


class SlackDelivery:
    """Posts and edits through one Web client that never retries by itself."""

    def __init__(
        self,
        client: WebClient,
        database: Database,
        queue_channel: str,
        phone: str,
        timezone: str,
        clock: Clock,
        support: SupportLines = SupportLines(),  # noqa: B008 - frozen
    ) -> None:
        self._client = client
        self._database = database
        self._queue_channel = queue_channel
        self._phone = phone
        self._timezone = timezone
        self._clock = clock
        self._support = support

    def deliver(self, due: Due) -> Sent | NotNow | Refused:
        """Post a message, or edit the one that stands; say what came of it."""
        with self._database.read() as tx:
            address = address_of(tx, due.destination, self._queue_channel)
        if address is None:
            return NotNow(_wait(due, WAIT_FOR_CARD), "its card does not stand yet")
        if is_nowhere(address.channel):
            return Sent(address.channel, str(due.outbox_id))  # it came from us and is for nobody
        try:
            return self._send(due, address)
        except SlackApiError as error:
            return _refusal(due, error)
        except (SlackClientError, HTTPException, OSError) as error:
            return NotNow(_wait(due), type(error).__name__, ambiguous=True)

    def _send(self, due: Due, address: Address) -> Sent:
        scene = Scene(self._phone, self._timezone, self._clock.now(), self._support)
        if isinstance(due.destination, ToHome) and isinstance(due.message, MemberHome | StaffHome):
            self._client.views_publish(user_id=address.channel, view=home(due.message, scene))
            return Sent(address.channel, "home")
        rendered = render(due.message, scene)
        content = {"text": rendered.text, "blocks": _keyed(rendered.blocks, due.key)}
        if due.channel and due.ts and not self._has_moved(due):
            return self._edit(due.channel, due.ts, address, content)
        if due.ambiguous and (found := self._read_back(due, address)) is not None:
            return self._edit(found.channel, found.ts, address, content)
        return self._post(address, content)

    def _has_moved(self, due: Due) -> bool:
        # The helpline has another channel now, and what is said goes there.
        return isinstance(due.destination, QUEUE) and due.channel != self._queue_channel

    def _post(self, address: Address, content: dict[str, Any]) -> Sent:
        try:
            return self._post_as(address, content)
        except SlackApiError as error:
            if error.response.get("error") not in BAD_BLOCKS:
                raise
            return self._post_as(address, {"text": f"{content['text']}\n{self._phone}"})

    def _post_as(self, address: Address, content: dict[str, Any]) -> Sent:
        response = self._client.chat_postMessage(
            channel=address.channel,
            thread_ts=address.thread,
            unfurl_links=False,
            unfurl_media=False,
            link_names=False,
            parse="none",
            **content,
        )
        return Sent(response["channel"], response["ts"])

    def _edit(self, channel: str, ts: str, address: Address, content: dict[str, Any]) -> Sent:
        try:
            self._client.chat_update(channel=channel, ts=ts, **content)
        except SlackApiError as error:
            if error.response.get("error") not in GONE:
                raise
            return self._post(address, content)  # somebody deleted it: it has to stand
        return Sent(channel, ts)

    def _read_back(self, due: Due, address: Address) -> Sent | None:
        """Look for a message whose last try may have got through."""
        channel = address.channel
        if channel.startswith(("U", "W")):
            channel = self._client.conversations_open(users=channel)["channel"]["id"]
        if address.thread:
            found = self._client.conversations_replies(
                channel=channel, ts=address.thread, limit=READ_BACK_MESSAGES
            )
        else:
            found = self._client.conversations_history(channel=channel, limit=READ_BACK_MESSAGES)
        for message in found.get("messages") or []:
            if _key_of(message) == due.key:
                return Sent(channel, message["ts"])
        return None


def _keyed(blocks: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    first, *rest = blocks
    return [{**first, "block_id": key[:BLOCK_ID_CHARS]}, *rest]


def _key_of(message: dict[str, Any]) -> str | None:
    blocks = message.get("blocks") or [{}]
    key: str | None = blocks[0].get("block_id")
    return key


def _refusal(due: Due, error: SlackApiError) -> NotNow | Refused:
    status = getattr(error.response, "status_code", 0)
    name = str(error.response.get("error") or status)
    if status == TOO_MANY or name == "ratelimited":
        asked = str(error.response.headers.get("Retry-After", ""))
        wait = timedelta(seconds=int(asked)) if asked.isdecimal() else _wait(due)
        return NotNow(min(max(wait, RETRY_AFTER), LONGEST_WAIT), name)
    if not _ERROR_NAME.fullmatch(name):
        return NotNow(_wait(due), "an answer that is not Slack's", ambiguous=True)
    in_our_channel = name in CHANNEL_TROUBLE and isinstance(due.destination, QUEUE)
    if in_our_channel or name in TOKEN_TROUBLE:
        return NotNow(LONGEST_WAIT, name)
    if status >= SERVER_ERROR or name in PASSING:
        return NotNow(_wait(due), name, ambiguous=True)
    return Refused(name, unreachable=name in PERSON_GONE and not isinstance(due.destination, QUEUE))


def _wait(due: Due, first: timedelta = RETRY_AFTER) -> timedelta:
    return min(first * (1 << min(due.attempts, MOST_DOUBLINGS)), LONGEST_WAIT)
