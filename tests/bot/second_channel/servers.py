"""A mail server and a receiver of webhooks that keep what reaches them, on this machine."""

from __future__ import annotations

import socket
import ssl
import threading
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Mailbox
from aiosmtpd.smtp import AuthResult, LoginPassword

from bot.second_channel.webhook import signature

USER, PASSWORD = "duty", "a-password"
SECRET = "a secret of sixteen or more"


class Received(Mailbox):
    """Keeps every e-mail."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[Message] = []

    def handle_message(self, message: Message) -> None:
        """Keep one."""
        self.mails.append(message)


class MailServer:
    """An SMTP server, with or without encryption."""

    def __init__(self, context: ssl.SSLContext | None, host: str) -> None:
        self.received = Received()
        self.host = host
        options: dict[str, Any] = {}
        if context is not None:
            options = {
                "tls_context": context,
                "require_starttls": True,
                "authenticator": _authenticate,
            }
        self.port = _free_port(host)
        self._controller = Controller(self.received, hostname=host, port=self.port, **options)
        self._controller.start()

    def stop(self) -> None:
        """End it."""
        self._controller.stop()


class Receiver:
    """An HTTP server that checks signatures, and answers as it is told."""

    def __init__(self) -> None:
        self.status = 200
        self.taken: list[bytes] = []
        self.refused = 0
        self.paths: list[str] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver._take(self)

            def log_message(self, *args: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/call"

    def stop(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _take(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["Content-Length"]))
        self.paths.append(request.path)
        expected = signature(SECRET, request.headers["X-Helpline-Timestamp"], body)
        if request.headers["X-Helpline-Signature"] != expected:
            self.refused += 1
            request.send_response(401)
        else:
            self.taken.append(body)
            request.send_response(self.status)
            if self.status == 302:
                request.send_header("Location", "/elsewhere")
        request.end_headers()


def _free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _authenticate(_server: Any, _session: Any, _envelope: Any, _how: str, data: Any) -> AuthResult:
    fine = data == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=fine, handled=False)
