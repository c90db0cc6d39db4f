"""Whether the helpline's channel may hold members' words, asked of Slack again and again."""

from __future__ import annotations

import logging
import threading

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.clock import Clock
from bot.conversation import withholding
from bot.db import Database
from bot.heartbeats import Heartbeats
from bot.helpline import channel
from bot.slack import workspace

log = logging.getLogger(__name__)
AT_LEAST_S = 1  # between two looks, however much is done to the channel
EVERY_S = 20  # and at once when Slack tells of a change; the promise is a minute


class QueueWatch:
    """Looks at the channel, and has members' words withheld from it while it is unfit."""

    def __init__(
        self,
        client: WebClient,
        database: Database,
        named: str,
        address: str,
        clock: Clock,
        heartbeats: Heartbeats,
    ) -> None:
        self._client = client
        self._database = database
        self._named = named
        self._address = address
        self._clock = clock
        self._heartbeats = heartbeats
        self._name: str | None = None
        self._rung = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def look(self) -> bool:
        """
        Look once.

        Returns:
            True when the channel may hold members' words.  When Slack cannot be asked,
            it is as it was.
        """
        try:
            found = workspace.channel_as_it_is(self._client, self._address)
        except (SlackClientError, OSError) as error:
            log.error("the helpline's channel could not be looked at: %s", type(error).__name__)
        else:
            self._notice_name(found)
            flaw = workspace.flaw_of(found)
            with self._database.write() as tx:
                withholding.looked(tx, self._named, self._address, flaw, self._clock.now())
        with self._database.read() as tx:
            return not channel.is_unfit(tx)

    def look_soon(self) -> None:
        """Look as soon as may be: something was done to the channel."""
        self._rung.set()

    def start(self) -> None:
        """Look again and again, soon after the look of the start."""
        self._heartbeats.beat("channel")
        self._thread = threading.Thread(target=self._watch, name="queue channel", daemon=True)
        self._thread.start()

    def stop(self, timeout_s: float = 5) -> None:
        """Look no more; a look under way is finished."""
        self._stopping.set()
        self._rung.set()
        if self._thread is not None:
            self._thread.join(timeout_s)

    def _watch(self) -> None:
        while not self._stopping.wait(AT_LEAST_S):
            self._rung.wait(EVERY_S)
            self._rung.clear()
            if self._stopping.is_set():
                return
            try:
                self.look()
                self._heartbeats.beat("channel")
            except Exception as error:  # noqa: BLE001 - a watch that ends would warn nobody
                log.error("the look at the helpline's channel failed: %s", type(error).__name__)

    def _notice_name(self, found: dict[str, object] | None) -> None:
        name = str(found.get("name")) if found else self._name
        if self._name is not None and name != self._name:
            log.info("the helpline's channel has another name now; it is known by its id")
        self._name = name
