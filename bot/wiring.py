"""
Put the assistant together: the only place where every part is known.

Order matters at the start: the database first, then what is needed of the
workspace, and only then the connections, so that nothing is received that could
not be kept.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial

from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient

from bot.audit.auditor import Auditor
from bot.audit.outside import OutsideMonitor
from bot.audit.surroundings import GuidanceLook, Surroundings
from bot.clock import Clock, SystemClock
from bot.conversation.policy import Policy
from bot.db import Database
from bot.errors import NotReady
from bot.guidance import PublishedGuidance
from bot.heartbeats import Heartbeats
from bot.helpline import channel, people
from bot.migrations import migrate
from bot.second_channel import SecondCaller, channels_of
from bot.settings import Settings
from bot.slack import line, workspace
from bot.slack.app import build_app, connect, disconnect, web_client
from bot.slack.capture import Capture
from bot.slack.delivery import SlackDelivery
from bot.slack.last_resort import LastResort
from bot.slack.queue_watch import QueueWatch
from bot.slack.staff_watch import StaffWatch
from bot.worker import Bell, Worker

log = logging.getLogger(__name__)


@dataclass
class Assistant:
    """Everything that runs."""

    settings: Settings
    database: Database
    policy: Policy
    worker: Worker
    staff: StaffWatch
    queue: QueueWatch
    connections: list[SocketModeHandler]
    auditor: Auditor
    second: SecondCaller

    def stop(self) -> None:
        """Stop receiving, finish what is in hand, close the database."""
        self.auditor.stop()
        disconnect(self.connections)
        self.staff.stop()
        self.queue.stop()
        self.second.stop()
        self.worker.stop()  # last: it takes away all signs of life
        self.database.close()


def open_database(settings: Settings) -> Database:
    """
    Open the database in its newest shape.

    Raises:
        DatabaseError: it would not survive a power cut.
    """
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)  # concerns lie in it
    database = Database(settings.database)
    migrate(database)
    database.verify()
    return database


def open_guidance(settings: Settings) -> PublishedGuidance:
    """Return the published guidance; it is read in the worker's own time."""
    return PublishedGuidance(settings.index_folder)


def start(settings: Settings, clock: Clock | None = None) -> Assistant:
    """
    Start the assistant.

    Raises:
        NotReady: the workspace lacks something; the sentence says what to do.
    """
    clock = clock or SystemClock()
    database = open_database(settings)
    client = web_client(settings.bot_token, settings.api_url)
    identity = workspace.identify(client)
    policy = _policy(settings, client, database)
    queue, staff = _watches(settings, client, identity.user_id, policy, database, clock)
    bell = Bell()
    last_resort = LastResort(client, settings.phone)
    capture = Capture(database, policy, clock, bell, identity.user_id, last_resort, queue.look_soon)
    delivery = _delivery(settings, client, database, policy, clock)
    worker = Worker(database, delivery, open_guidance(settings), policy, clock, capture.read, bell)
    app = build_app(client, identity, capture, database, clock)
    worker.start()
    staff.start()
    queue.start()
    second = SecondCaller(database, channels_of(settings), clock)
    second.start()
    connections = connect(app, settings.app_token)
    auditor = _auditor(settings, client, connections, clock)
    auditor.start()
    return Assistant(settings, database, policy, worker, staff, queue, connections, auditor, second)


def _watches(
    settings: Settings,
    client: WebClient,
    itself: str,
    policy: Policy,
    database: Database,
    clock: Clock,
) -> tuple[QueueWatch, StaffWatch]:
    """Look at the helpline's channel and at who the advisers are, once."""
    beats = Heartbeats(database, clock)
    queue = QueueWatch(client, database, settings.queue_channel, policy.queue_channel, clock, beats)
    named = settings.staff_addresses
    staff = StaffWatch(client, database, policy, named, itself, beats, queue.look)
    staff.read()
    return queue, staff


def _auditor(
    settings: Settings, client: WebClient, connections: list[SocketModeHandler], clock: Clock
) -> Auditor:
    database = Database(settings.database)  # connections of its own
    around = Surroundings(
        database,
        GuidanceLook(settings.index_folder),
        is_connected=partial(line.is_heard, connections),
        slack_time=partial(line.slack_time, client),
    )
    admins = workspace.people_named(client, settings.admin_addresses, settings.admin_group)
    return Auditor(database, around, admins, OutsideMonitor(settings.heartbeat_url), clock)


def _delivery(
    settings: Settings, client: WebClient, database: Database, policy: Policy, clock: Clock
) -> SlackDelivery:
    return SlackDelivery(
        client,
        database,
        policy.queue_channel,
        settings.phone,
        settings.timezone,
        clock,
        settings.support_lines,
    )


def _policy(settings: Settings, client: WebClient, database: Database) -> Policy:
    return Policy(
        hours=settings.opening_hours,
        queue_channel=_queue_channel(settings.queue_channel, client, database),
        staff_group=settings.staff_group,
        ladders=settings.ladders,
        lease=settings.lease,
        silence_counts_after=settings.silence_counts_after,
        second_channels=settings.second_channels,
        keep=settings.periods,
        drill_at=settings.drill_at,
    )


def _queue_channel(named: str, client: WebClient, database: Database) -> str:
    """
    Find the helpline's channel.

    One that has held cases before is kept though it is unfit or has another name by now:
    concerns must be taken, and what belongs there is withheld until it is mended.
    """
    try:
        return workspace.queue_channel(client, named)
    except NotReady as error:
        with database.read() as tx:
            before = channel.last_look(tx)
        if before is None or before.named != named:
            raise
        log.error("%s Going on with the channel known before.", error)
        return before.channel


def advisers_known(database: Database) -> int:
    """Return how many advisers there are."""
    with database.read() as tx:
        return len(people.advisers(tx))
