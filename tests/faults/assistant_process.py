"""
One run of the assistant's inside in a process of its own, to be killed at a named moment.

    python -m tests.faults.assistant_process FOLDER API_URL MOMENT

MOMENT is `committed` (a live concern is kept, nothing is sent), `posted` (Slack has said
yes, which is not noted yet) or `never` (a restart: send what is due, and end).
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import outbox
from bot.clock import SystemClock
from bot.conversation.policy import Policy
from bot.db import Database
from bot.guidance import PublishedGuidance
from bot.helpline import people
from bot.helpline.hours import parse_hours
from bot.migrations import migrate
from bot.outbox import Due
from bot.slack.app import web_client
from bot.slack.capture import Capture
from bot.slack.delivery import SlackDelivery
from bot.worker import Bell, NotNow, Refused, Sent, Worker

POLICY = Policy(parse_hours("", ZoneInfo("Europe/London")), "C0QUEUE")
LIVE = {
    "type": "event_callback",
    "event": {
        "type": "message",
        "channel": "D0MEMBER1",
        "channel_type": "im",
        "user": "U0MEMBER1",
        "text": "its 6.25 and they're still here",
        "ts": "1795319810.000032",
    },
}


class KilledAfterPosting(SlackDelivery):
    """Dies when Slack has taken the card, before anybody notes it."""

    def deliver(self, due: Due) -> Sent | NotNow | Refused:
        """Post, and die if it was the card."""
        outcome = super().deliver(due)
        if due.key.endswith(":card") and isinstance(outcome, Sent):
            die()
        return outcome


def die() -> None:
    """End as in a power cut: nothing is closed, nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


def main(folder: Path, api_url: str, moment: str) -> None:
    """Run until the moment to die, or until everything is sent."""
    database, clock = Database(f"sqlite:///{folder / 'helpline.db'}"), SystemClock()
    migrate(database)
    capture = Capture(database, POLICY, clock, Bell(), "U0HELPLINE", lambda _: None)
    if moment != "never":
        with database.write() as tx:
            people.set_advisers(tx, {"U0ADVISER1": "Ash Sample"})
        capture(json.loads(json.dumps(LIVE)), lambda: None)
    if moment == "committed":
        die()
    delivery = (KilledAfterPosting if moment == "posted" else SlackDelivery)(
        web_client("xoxb-test", api_url),
        database,
        POLICY.queue_channel,
        "0300 30 30 333",
        "Europe/London",
        clock,
    )
    guidance = PublishedGuidance(folder / "index")
    worker = Worker(database, delivery, guidance, POLICY, clock, capture.read, Bell())
    with database.write() as tx:
        outbox.recover(tx)
    while worker.send_due():
        pass
    database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
