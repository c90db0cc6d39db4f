"""
The line between the local Slack and its page: the only way to see and submit a modal.
"""

from __future__ import annotations

import json
import logging
import queue
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from slack_sdk.socket_mode.builtin.connection import Connection, ConnectionState

ANSWER_WITHIN_S = 10.0
BUFFER_BYTES = 16384  # with the default of 1024 a long snapshot is lost

logger = logging.getLogger(__name__)


class UiSocket:
    """An open line; the first thing that comes over it is a snapshot of everything."""

    def __init__(self, connection: Connection, received: queue.Queue[dict[str, Any]]) -> None:
        self._connection = connection
        self.snapshot: dict[str, Any] = received.get(timeout=ANSWER_WITHIN_S)["state"]

    def send(self, gesture: Mapping[str, Any]) -> None:
        """Do what somebody does in the page."""
        self._connection.send(json.dumps(gesture))


@contextmanager
def ui_socket(url: str) -> Iterator[UiSocket]:
    """
    Open the line for as long as the block lasts.

    Args:
        url: Address of the local Slack's page.
    """
    received: queue.Queue[dict[str, Any]] = queue.Queue()
    connection = Connection(
        url=url.replace("http", "ws", 1) + "/ui",
        logger=logger,
        on_message_listener=lambda text: received.put(json.loads(text)),
        receive_buffer_size=BUFFER_BYTES,
    )
    state = ConnectionState()
    connection.connect()
    reader = threading.Thread(target=connection.run_until_completion, args=(state,), daemon=True)
    reader.start()
    try:
        yield UiSocket(connection, received)
    finally:
        state.terminated = True
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)  # or the reader would wait 3 s for more
        reader.join(ANSWER_WITHIN_S)
        connection.disconnect()
