"""
Keep, then acknowledge: every payload passes here before Bolt does anything with it.

Bolt by itself acknowledges first and works in memory, and acknowledges, too, when
its own authorisation fails; both lose concerns.  So this runs before authorisation,
makes no network call, and lets the acknowledgement out only after the commit.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from slack_bolt import BoltResponse

from bot.clock import Clock
from bot.conversation import intake
from bot.conversation.policy import Policy
from bot.db import Database
from bot.inbound import ButtonPressed, Inbound
from bot.slack.listeners import OPENS_A_FORM
from bot.slack.parse import changes_channel, parse
from bot.worker import Bell

log = logging.getLogger(__name__)
RECEIVED = 200


class Capture:
    """Bolt's `before_authorize` middleware."""

    def __init__(
        self,
        database: Database,
        policy: Policy,
        clock: Clock,
        bell: Bell,
        bot_user_id: str,
        last_resort: Callable[[str], None],
        look_at_channel: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._policy = policy
        self._clock = clock
        self._bell = bell
        self._bot_user_id = bot_user_id
        self._last_resort = last_resort
        self._look_at_channel = look_at_channel

    def __call__(self, body: dict[str, Any], next: Callable[[], None]) -> BoltResponse | None:
        """Keep the gesture; only one that opens a form goes on to its listener."""
        if changes_channel(body, self._policy.queue_channel):
            self._look_at_channel()
        inbound = self.read(json.dumps(body).encode())
        if inbound is None:
            return BoltResponse(status=RECEIVED)
        if not self._keep(inbound, body):
            return BoltResponse(status=RECEIVED)
        self._bell.ring()
        if isinstance(inbound, ButtonPressed) and inbound.deed in OPENS_A_FORM:
            next()
            return None
        return BoltResponse(status=RECEIVED)

    @property
    def policy(self) -> Policy:
        """What the organisation has decided."""
        return self._policy

    def read(self, body: bytes) -> Inbound | None:
        """Read a payload's own bytes; None for what is ignored on purpose."""
        return parse(json.loads(body), self._bot_user_id)

    def _keep(self, inbound: Inbound, body: dict[str, Any]) -> bool:
        raw = json.dumps(body).encode()
        try:
            with self._database.write() as tx:
                return intake.receive(tx, inbound, raw, self._policy, self._clock.now())
        except Exception:
            # Not kept, so not acknowledged: Slack sends events again, but never buttons.
            log.error("a %s could not be kept", type(inbound).__name__)
            self._last_resort(inbound.sender)
            raise
