"""
A Slack with faults: it stands before the local Slack's Web API.

Every call is passed on as it is, but for one kind that it holds, before or
after the local Slack has done it, until it is told to go on; and it can say of a
channel what cannot be done to one in the local Slack.
"""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

from bot.local_slack import LocalSlack

GIVE_UP_AFTER_S = 60.0
PASS_ON_WITHIN_S = 20.0
PASSED_ON = ("Content-Type", "Authorization")
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class FaultServer(ThreadingHTTPServer):
    """Passes Web API calls on, and holds those it was told to hold."""

    daemon_threads = True

    def __init__(self, slack: LocalSlack) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.behind = slack.api_url
        self.url = f"http://127.0.0.1:{self.server_port}/api/"
        self.is_holding = threading.Event()  # a call is being held
        self._released = threading.Event()
        self._held: tuple[str, bytes, str] | None = None
        self._said_of: tuple[str, dict[str, bool]] | None = None

    def hold(self, method: str, holding: str, when: Literal["before", "after"]) -> None:
        """Hold calls of a method whose arguments hold some words, before or after they are done."""
        self._held = method, holding.encode(), when

    def say_of(self, channel: str, **facts: bool) -> None:
        """Say of a channel, whenever it is asked about, what Slack would if it were so."""
        self._said_of = channel, facts

    def release(self) -> None:
        """Let go of everything; what was held is cut off without an answer."""
        self._held = None
        self._released.set()

    def passes(self, call: str, body: bytes | None, headers: dict[str, str]) -> bytes | None:
        """Pass a call on; None when it was held and gets no answer."""
        when = self._when_to_hold(call, body or b"")
        if when == "before":
            return self._wait()
        request = urllib.request.Request(  # noqa: S310 - an http address of this machine
            self.behind + call, body, headers
        )
        with _direct.open(request, timeout=PASS_ON_WITHIN_S) as response:
            answer: bytes = response.read()
        return self._wait() if when == "after" else self._with_facts(call, answer)

    def _with_facts(self, method: str, answer: bytes) -> bytes:
        if self._said_of is None or method != "conversations.info":
            return answer
        channel, facts = self._said_of
        said = json.loads(answer)
        if said.get("channel", {}).get("id") == channel:
            said["channel"].update(facts)
        return json.dumps(said).encode()

    def _when_to_hold(self, method: str, body: bytes) -> str | None:
        if self._held is None or self._held[0] != method or self._held[1] not in body:
            return None
        return self._held[2]

    def _wait(self) -> bytes | None:
        self.is_holding.set()
        self._released.wait(GIVE_UP_AFTER_S)
        return None


class _Passing(BaseHTTPRequestHandler):
    server: FaultServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))) or None
        headers = {name: self.headers[name] for name in PASSED_ON if name in self.headers}
        answer = self.server.passes(self.path.removeprefix("/api/"), body, headers)
        if answer is None:
            self.close_connection = True
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST  # noqa: N815 - the name the library looks for

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is its own."""


@contextmanager
def fault_server(slack: LocalSlack) -> Iterator[FaultServer]:
    """Stand before a local Slack for as long as the block lasts."""
    with FaultServer(slack) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.release()
            server.shutdown()
            thread.join()
