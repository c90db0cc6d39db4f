"""
Slack's Web API, played by a small HTTP server on this machine.

It keeps what is posted, and answers as a test tells it to: with an error, a wait, a
page of HTML, too late, or not at all after the post was taken.
"""

from __future__ import annotations

import json
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any

from slack_sdk import WebClient

from bot.slack.app import web_client

Arguments = dict[str, Any]


@dataclass
class Fault:
    """How one call is answered instead."""

    status: int = 200
    body: str | None = None  # None: the ordinary answer
    headers: dict[str, str] = field(default_factory=dict)
    resets: bool = False  # the connection ends without an answer
    after_doing: bool = False  # what was asked for is done all the same
    hangs: bool = False  # no answer comes until the server is closed


def an_error(name: str, status: int = 200, **headers: str) -> Fault:
    """Return Slack's own way to refuse."""
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return Fault(status, json.dumps({"ok": False, "error": name}), named)


class WebApi(ThreadingHTTPServer):
    """Keeps the messages that stand, by channel, oldest first."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/api/"
        self.calls: list[tuple[str, Arguments]] = []
        self.messages: list[Arguments] = []
        self.faults: dict[str, list[Fault]] = {}
        self.answers: dict[str, Arguments] = {}  # for methods that only read
        self.closing = threading.Event()
        self._numbers = count(1)

    def client(self, timeout_s: float = 5) -> WebClient:
        """Return the assistant's own client, speaking to this server."""
        client = web_client("xoxb-test", self.url)
        client.timeout = timeout_s  # type: ignore[assignment]
        return client

    def fails(self, method: str, *faults: Fault) -> None:
        """Answer the next calls of a method with these faults, one each."""
        self.faults.setdefault(method, []).extend(faults)

    def called(self, method: str) -> list[Arguments]:
        """Return the arguments of every call of a method."""
        return [arguments for name, arguments in self.calls if name == method]

    def does(self, method: str, arguments: Arguments) -> Arguments:
        """Do what a call asks for."""
        does = {
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "conversations.history": self._read,
            "conversations.replies": self._read,
            "conversations.open": self._open,
        }.get(method)
        answer = does(arguments) if does else self.answers.get(method, {})
        return {"ok": True, **answer}

    def _post(self, arguments: Arguments) -> Arguments:
        channel = _direct(arguments["channel"])
        ts = f"1795500000.{next(self._numbers):06}"
        self.messages.append({**arguments, "channel": channel, "ts": ts})
        return {"channel": channel, "ts": ts}

    def _update(self, arguments: Arguments) -> Arguments:
        for message in self.messages:
            if (message["channel"], message["ts"]) == (arguments["channel"], arguments["ts"]):
                message.update(arguments)
                return {"channel": message["channel"], "ts": message["ts"]}
        return {"ok": False, "error": "message_not_found"}

    def _read(self, arguments: Arguments) -> Arguments:
        thread = arguments.get("ts")
        found = [
            message
            for message in self.messages
            if message["channel"] == arguments["channel"] and message.get("thread_ts") == thread
        ]
        return {"messages": found[::-1]}

    def _open(self, arguments: Arguments) -> Arguments:
        return {"channel": {"id": _direct(arguments["users"])}}


def _direct(channel: str) -> str:
    """Return the conversation that a person's id stands for."""
    return channel.replace("U", "D", 1) if channel.startswith("U") else channel


class _Handler(BaseHTTPRequestHandler):
    server: WebApi

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        method = self.path.removeprefix("/api/").partition("?")[0]
        arguments = _arguments(body, self.headers.get_content_type())
        self.server.calls.append((method, arguments))
        faults = self.server.faults.get(method)
        fault = faults.pop(0) if faults else Fault(after_doing=True)
        answer = self.server.does(method, arguments) if fault.after_doing else {"ok": True}
        if fault.hangs:
            self.server.closing.wait()
        elif not fault.resets:
            self._answer(fault, fault.body if fault.body is not None else json.dumps(answer))
        self.close_connection = True

    def _answer(self, fault: Fault, body: str) -> None:
        raw = body.encode()
        self.send_response(fault.status)
        for name, value in fault.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is its own."""


def _arguments(body: str, content_type: str) -> Arguments:
    if body and content_type == "application/json":
        found: Arguments = json.loads(body)
        return found
    return {name: values[0] for name, values in urllib.parse.parse_qs(body).items()}


@contextmanager
def web_api() -> Iterator[WebApi]:
    """Play Slack for as long as the block lasts."""
    with WebApi() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
