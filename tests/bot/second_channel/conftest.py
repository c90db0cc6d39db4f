"""A real mail server and a real receiver of webhooks, on this machine."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator

import pytest
import trustme

from tests.bot.second_channel.servers import MailServer, Receiver


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Whoever vouches for the mail server."""
    return trustme.CA()


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    """A client that trusts the authority."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.fixture
def mail_server(authority: trustme.CA) -> Iterator[MailServer]:
    """A mail server that takes mail encrypted, and after logging in."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    server = MailServer(context, "localhost")
    yield server
    server.stop()


@pytest.fixture
def plain_mail_server() -> Iterator[Callable[[str], MailServer]]:
    """A mail server without encryption, under a name."""
    servers: list[MailServer] = []

    def start(host: str) -> MailServer:
        servers.append(MailServer(None, host))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver of webhooks that knows the secret."""
    server = Receiver()
    yield server
    server.stop()
