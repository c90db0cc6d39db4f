"""Who the advisers are, asked of Slack at the start and every minute after it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from slack_sdk import WebClient

from bot.conversation.policy import Policy
from bot.db import Database
from bot.heartbeats import Heartbeats
from bot.helpline import people
from bot.slack import workspace

log = logging.getLogger(__name__)
EVERY_S = 60


class StaffWatch:
    """Keeps the advisers in the database as Slack has them."""

    def __init__(
        self,
        client: WebClient,
        database: Database,
        policy: Policy,
        addresses: tuple[str, ...],
        itself: str,
        heartbeats: Heartbeats,
        is_fit: Callable[[], bool],
    ) -> None:
        self._client = client
        self._database = database
        self._policy = policy
        self._addresses = addresses
        self._itself = itself
        self._heartbeats = heartbeats
        self._is_fit = is_fit
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def read(self) -> int:
        """
        Ask once, unless the channel may hold strangers now: then nobody becomes an adviser.

        Returns:
            How many advisers Slack named.

        Raises:
            NotReady: there is none in the queue channel.
        """
        if not self._is_fit():
            return 0
        policy = self._policy
        named = workspace.advisers(
            self._client, policy.queue_channel, self._addresses, policy.staff_group, self._itself
        )
        with self._database.write() as tx:
            people.set_advisers(tx, named)
        self._heartbeats.beat("staff")
        return len(named)

    def start(self) -> None:
        """Ask again every minute; what cannot be asked leaves the advisers as they were."""
        self._thread = threading.Thread(target=self._watch, name="staff", daemon=True)
        self._thread.start()

    def stop(self, timeout_s: float = 5) -> None:
        """Ask no more; what is being asked is finished."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout_s)

    def _watch(self) -> None:
        while not self._stopping.wait(EVERY_S):
            try:
                self.read()
            except Exception as error:  # noqa: BLE001 - a watch that ends knows nobody any more
                log.error("the advisers could not be read: %s", type(error).__name__)
