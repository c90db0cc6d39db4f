"""Whether Slack can be heard, and what time it says it is: for the auditor and for doctor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException

from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

QUIET = timedelta(seconds=30)  # Slack answers a ping every five


def is_heard(handlers: Sequence[SocketModeHandler], now: datetime) -> bool:
    """Say whether at least one connection answered a ping lately."""
    return any(_answers(handler, now) for handler in handlers)


def slack_time(client: WebClient) -> datetime | None:
    """Ask Slack for the time; None when it does not say."""
    try:
        headers = client.api_test().headers
    except (SlackClientError, HTTPException, OSError):
        return None
    return said_in(str(headers.get("Date", headers.get("date", ""))))


def said_in(date: str) -> datetime | None:
    """Read an HTTP date; None when there is none."""
    return parsedate_to_datetime(date).astimezone(UTC) if date else None


def _answers(handler: SocketModeHandler, now: datetime) -> bool:
    session = handler.client.current_session
    if session is None or not session.is_active():
        return False
    last: float | None = session.last_ping_pong_time
    return last is None or now.timestamp() - last < QUIET.total_seconds()
