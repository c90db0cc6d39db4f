"""How long the card of a live concern takes to stand, once Slack was told that it is kept."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from slack_bolt import App, BoltRequest

from bot.clock import SystemClock
from bot.conversation.policy import Policy
from bot.db import Database
from bot.guidance import PublishedGuidance
from bot.helpline import people
from bot.helpline.hours import parse_hours
from bot.migrations import migrate
from bot.slack.app import build_app, web_client
from bot.slack.capture import Capture
from bot.slack.delivery import SlackDelivery
from bot.slack.last_resort import LastResort
from bot.slack.workspace import Identity
from bot.worker import Bell, Worker
from tests.bench.figures import LARGEST, CannotMeasure, Figure
from tests.bench.workplace import Workplace
from tests.bot.slack.web_api import WebApi, web_api

LIMIT_S = 1.0
CONCERNS = 50
APART_S = 1.2  # Slack takes one message a second in a channel; `burst` measures the crowd
QUEUE = "C0QUEUE"
ITSELF = "U0HELPLINE"
PHONE, ZONE = "0300 30 30 333", "Europe/London"
LIVE = "The inspectors are here now and want to see staff files, part {n}"
PATIENCE_S = 20.0
LOOK_AGAIN_AFTER_S = 0.002


def card(place: Workplace) -> Sequence[Figure]:
    """Raise one live concern after the other, each by another member; wait for each card."""
    with web_api() as slack, _assistant(place, slack) as app:
        took = tuple(_until_its_card(app, slack, n) for n in range(CONCERNS))
    what = "card of a live concern in the helpline's channel, after its acknowledgement"
    return (Figure("card", what, "s", LIMIT_S, LARGEST, took, "Bolt, over a Web API here"),)


@contextmanager
def _assistant(place: Workplace, slack: WebApi) -> Iterator[App]:
    """Run the Bolt app and the worker's loops, as `helpline run` does but for the sockets."""
    data = place.new_data_folder()
    database = Database(f"sqlite:///{data / 'helpline.db'}")
    migrate(database)
    with database.write() as tx:
        people.set_advisers(tx, {"U0ADVISER1": "Ash Sample", "U0ADVISER2": "Bex Sample"})
    client, clock, bell = web_client("xoxb-bench", slack.url), SystemClock(), Bell()
    policy = Policy(parse_hours("", ZoneInfo(ZONE)), QUEUE)
    capture = Capture(database, policy, clock, bell, ITSELF, LastResort(client, PHONE))
    delivery = SlackDelivery(client, database, QUEUE, PHONE, ZONE, clock)
    guidance = PublishedGuidance(data / "index")
    worker = Worker(database, delivery, guidance, policy, clock, capture.read, bell)
    worker.start()
    identity = Identity(ITSELF, "B0HELPLINE", "T0SAMPLE", "Sample")
    yield build_app(client, identity, capture, database, clock)
    worker.stop()
    database.close()


def _until_its_card(app: App, slack: WebApi, n: int) -> float:
    """Return seconds from the acknowledgement of concern `n` until its card stands."""
    time.sleep(APART_S)
    response = app.dispatch(BoltRequest(body=_payload(n), mode="socket_mode"))
    acknowledged = time.perf_counter()
    if response.status != 200:
        raise CannotMeasure(f"concern {n} was not acknowledged: {response.status}")
    words = LIVE.format(n=n)
    while not any(_is_card(message, words) for message in slack.messages):
        if time.perf_counter() - acknowledged > PATIENCE_S:
            raise CannotMeasure(f"the card of concern {n} did not come")
        time.sleep(LOOK_AGAIN_AFTER_S)
    return time.perf_counter() - acknowledged


def _is_card(message: dict[str, object], words: str) -> bool:
    return message["channel"] == QUEUE and str(message["text"]).endswith(words)


def _payload(n: int) -> dict[str, object]:
    event = {
        "type": "message",
        "channel": f"D0MEMBER{n}",
        "channel_type": "im",
        "user": f"U0MEMBER{n}",
        "text": LIVE.format(n=n),
        "ts": f"1700000000.{n:06}",
    }
    return {"type": "event_callback", "event_id": f"Ev{n}", "team_id": "T0SAMPLE", "event": event}
