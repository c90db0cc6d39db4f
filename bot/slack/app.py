"""The Bolt app: capture first, a local authorisation, and the few listeners."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.clock import Clock
from bot.db import Database
from bot.slack.capture import Capture
from bot.slack.listeners import LISTENERS
from bot.slack.workspace import Identity

log = logging.getLogger(__name__)

TIMEOUT_S = 8
CONNECTIONS = 2  # one failed refresh must not leave us deaf
RECEIVE_BUFFER = 16384  # bytes; with Bolt's own 1024 a frame of 1.1 MB is lost
PING_S = 5


def web_client(token: str, api_url: str) -> WebClient:
    """Return a client that tries once: the outbox decides what is sent again."""
    return WebClient(token=token or None, base_url=api_url, timeout=TIMEOUT_S, retry_handlers=[])


def build_app(
    client: WebClient, identity: Identity, capture: Capture, database: Database, clock: Clock
) -> App:
    """
    Build the app.

    Authorisation is local: asking Slack on every event would lose those that come
    while Slack does not answer.
    """

    def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team_id,
            bot_id=identity.bot_id,
            bot_user_id=identity.user_id,
            bot_token=client.token,
        )

    app = App(
        # Without a token: Bolt takes it from `authorize`, and warns of a second one.
        client=web_client("", client.base_url),
        authorize=authorize,
        before_authorize=capture,
        process_before_response=True,
        request_verification_enabled=False,  # Socket Mode: the connection is the signature
        logger=logging.getLogger("slack_bolt"),
    )
    for deeds, listener in LISTENERS:
        for deed in deeds:
            app.action(str(deed))(listener(database, clock, capture.policy))
    return app


def connect(app: App, app_token: str) -> list[SocketModeHandler]:
    """Open the Socket Mode connections."""
    handlers = [
        SocketModeHandler(
            app,
            app_token,
            receive_buffer_size=RECEIVE_BUFFER,
            ping_interval=PING_S,
        )
        for _ in range(CONNECTIONS)
    ]
    for handler in handlers:
        handler.connect()  # type: ignore[no-untyped-call]
    return handlers


def disconnect(handlers: list[SocketModeHandler]) -> None:
    """Close the connections; closing may itself fail half way, and that is no matter."""
    for handler in handlers:
        handler.client.auto_reconnect_enabled = False
        _wake(handler)
    for handler in handlers:
        try:
            handler.close()  # type: ignore[no-untyped-call]
        except (AttributeError, OSError) as error:
            log.warning("a connection did not close cleanly: %s", type(error).__name__)


def _wake(handler: SocketModeHandler) -> None:
    # Closing waits for the receiving thread, which sleeps for seconds unless its socket ends.
    session = handler.client.current_session
    if session is not None and session.sock is not None:
        with suppress(OSError):
            session.sock.shutdown(socket.SHUT_RDWR)
