"""
When nothing can be kept: tell the person so, with the phone number, straight away.

One of the two calls to Slack that bypass the outbox; it is tried once and in its
own thread, so that it can hold up nothing.
"""

from __future__ import annotations

import logging
import threading

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.conversation import wording

log = logging.getLogger(__name__)


class LastResort:
    """Posts one fixed sentence to whoever made a gesture that could not be kept."""

    def __init__(self, client: WebClient, phone: str) -> None:
        self._client = client
        self._phone = phone

    def __call__(self, address: str) -> None:
        """Tell the person at this address."""
        threading.Thread(target=self._post, args=(address,), daemon=True).start()

    def _post(self, address: str) -> None:
        try:
            text = wording.NOT_KEPT.format(phone=self._phone)
            self._client.chat_postMessage(channel=address, text=text)
        except (SlackClientError, OSError) as error:
            log.error("the last resort failed, too: %s", type(error).__name__)
