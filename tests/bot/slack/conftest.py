"""Slack's Web API for tests that speak over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bot.slack.web_api import WebApi
from tests.bot.slack.web_api import web_api as play_web_api


@pytest.fixture
def web_api() -> Iterator[WebApi]:
    """A small HTTP server that plays Slack's Web API."""
    with play_web_api() as server:
        yield server
