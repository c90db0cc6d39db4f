"""
One page of tables: all that the assistant remembers.

Every time is aware UTC.  `people.address` is the only column that holds a Slack
user id; everything else, and every log line, names people by `people.id`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An aware UTC datetime; refuses a naive one at the door."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Store UTC without its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive datetime cannot be stored: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _ref(name: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(target), nullable=nullable)


# Members and advisers alike: an adviser may ask, too.
people = sa.Table(
    "people",
    metadata,
    _id(),
    sa.Column("address", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text),  # advisers' only: members see who has their case
    sa.Column("is_adviser", sa.Boolean, nullable=False, default=False),
    sa.Column("nation", sa.Text),
    sa.Column("phase", sa.Text),
    sa.Column("welcomed_at", UtcDateTime),
)

# Each gesture once, as it came; `state` is waiting while the worker owes something.
inbox = sa.Table(
    "inbox",
    metadata,
    _id(),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("state", sa.Text, nullable=False),  # waiting | done | dead | forgotten
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("received_at", UtcDateTime, nullable=False),
    sa.Column("next_at", UtcDateTime, nullable=False),
    sa.Column("error", sa.Text),  # the class of the last error, never its words
    sa.Index(None, "state", "next_at"),
)

# One question and what it was answered.
exchanges = sa.Table(
    "exchanges",
    metadata,
    _id(),
    _ref("person_id", "people.id"),
    sa.Column("channel", sa.Text),  # where the answer goes; None: the direct message
    sa.Column("thread", sa.Text),
    sa.Column("private", sa.Boolean, nullable=False),
    sa.Column("source_ts", sa.Text),  # the member's own message, for edits and deletions
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("nation", sa.Text),  # chosen for this question alone, over the member's own
    # waiting | answered | withdrawn | set_aside | forgotten
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("asked_at", UtcDateTime, nullable=False),
    sa.Column("next_at", UtcDateTime, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    _ref("case_id", "cases.id", nullable=True),  # answered beside this case
    sa.Column("outcome", sa.Text),
    sa.Column("confidence", sa.Float),
    sa.Column("answer", sa.Text),  # the message given, as JSON
    sa.Column("further", sa.Text),  # quotes for More passages, as JSON
    sa.Column("index_version", sa.Text),
    sa.Column("helpful", sa.Boolean),
    sa.Column("reason", sa.Text),
    sa.Index(None, "state", "next_at"),
    sa.Index(None, "channel", "thread"),
    sa.Index(None, "person_id", "asked_at"),
)

cases = sa.Table(
    "cases",
    metadata,
    _id(),
    _ref("person_id", "people.id"),
    sa.Column("state", sa.Text, nullable=False),  # CaseState
    sa.Column("version", sa.Integer, nullable=False, default=1),
    sa.Column("round", sa.Integer, nullable=False, default=1),  # 1, then 2 once reopened
    sa.Column("urgency", sa.Text, nullable=False),
    sa.Column("category", sa.Text, nullable=False),
    sa.Column("live", sa.Boolean, nullable=False),
    sa.Column("distress", sa.Boolean, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("unasked", sa.Boolean, nullable=False, default=False),  # opened by triage alone
    sa.Column("channel", sa.Text),  # the member's conversation; None: the direct message
    sa.Column("thread", sa.Text),
    sa.Column("opened_at", UtcDateTime, nullable=False),
    sa.Column("queued_at", UtcDateTime, nullable=False),  # opened, or reopened last
    sa.Column("due_at", UtcDateTime, nullable=False),  # when a named person should have it
    sa.Column("added", sa.Integer, nullable=False, default=0),
    sa.Column("added_at", UtcDateTime),
    _ref("holder_id", "people.id", nullable=True),
    sa.Column("claimed_at", UtcDateTime),
    _ref("offered_to_id", "people.id", nullable=True),
    sa.Column("lapsed_at", UtcDateTime),  # while nobody has it again because the holder was quiet
    sa.Column("resolved_at", UtcDateTime),
    sa.Column("outcome", sa.Text),
    sa.Column("guidance", sa.Text),  # quotes for the card, as JSON; None: not looked up yet
    sa.Column("answered", sa.Boolean, nullable=False, default=False),  # beside it, from guidance
    sa.Column("taken_over", sa.Boolean),  # the assistant is silent; None: no adviser has decided
    sa.Column("school", sa.Text),  # if the member gave it, as `school.key_of` writes it
    sa.Column("pressing", sa.Text),  # later words of the member that stand on top of the first
    sa.Column("pressing_at", UtcDateTime),
    sa.Column("raised_from", sa.Text),  # the urgency before words raised it last
    sa.Column("raised_at", UtcDateTime),
    sa.Index("uq_cases_one_open_a_person", "person_id", unique=True,
             sqlite_where=sa.text("state != 'resolved'"),
             postgresql_where=sa.text("state != 'resolved'")),
    sa.Index(None, "state", "opened_at"),
    sa.Index(None, "state", "due_at"),
    sa.Index(None, "holder_id", "state"),
    sa.Index(None, "opened_at"),
    sa.Index(None, "school"),
)  # fmt: skip

# What happened to a case, in the past tense; rows are only ever added.
case_events = sa.Table(
    "case_events",
    metadata,
    _id(),
    _ref("case_id", "cases.id"),
    sa.Column("deed", sa.Text, nullable=False),
    _ref("person_id", "people.id", nullable=True),
    sa.Column("text", sa.Text),
    sa.Column("source_ts", sa.Text),  # the Slack message it came from
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Index(None, "case_id", "id"),
    sa.Index(None, "source_ts"),
)

# One question that the phrase rules did not make a case of, and what became of it.
doubts = sa.Table(
    "doubts",
    metadata,
    sa.Column("exchange_id", sa.Integer, sa.ForeignKey("exchanges.id"), primary_key=True),
    _ref("inbox_id", "inbox.id"),
    sa.Column("judged_at", UtcDateTime),  # None: the classifier has not looked yet
    sa.Column("category", sa.Text),  # what it is about, says the classifier
    sa.Column("yes_at", UtcDateTime),  # when silence counts as yes; None: nothing is asked
    sa.Column("settled", sa.Text),  # yes | no | silence | passed_on | withdrawn
    _ref("case_id", "cases.id", nullable=True),  # the case that it is part of
    sa.Column("opened", sa.Boolean, nullable=False, server_default=sa.false()),  # that case
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),  # that failed
    sa.Column("next_at", UtcDateTime),  # of the next one; None: at once
    sa.Index(None, "judged_at"),
    sa.Index(None, "yes_at"),
    sa.Index(None, "case_id"),
)

# A member's line that a case holds already, until the classifier has looked at it, too.
second_looks = sa.Table(
    "second_looks",
    metadata,
    sa.Column("event_id", sa.Integer, sa.ForeignKey("case_events.id"), primary_key=True),
    _ref("inbox_id", "inbox.id"),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),  # that failed
    sa.Column("next_at", UtcDateTime, nullable=False),
    sa.Index(None, "next_at"),
)

# What people said of triage's judgement of a case; the latest word counts.
labels = sa.Table(
    "labels",
    metadata,
    sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), primary_key=True),
    sa.Column("verdict", sa.Text, nullable=False),  # Verdict
    _ref("person_id", "people.id"),
    sa.Column("at", UtcDateTime, nullable=False),
)

# A case that is kept beyond its time, and the reason for it.
holds = sa.Table(
    "holds",
    metadata,
    sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)

# What is to happen to a case later; one of a kind, set again it moves.
timers = sa.Table(
    "timers",
    metadata,
    _id(),
    _ref("case_id", "cases.id"),
    sa.Column("kind", sa.Text, nullable=False),  # ladder | redraw | lease | offer
    sa.Column("step", sa.Integer, nullable=False),
    sa.Column("started_at", UtcDateTime, nullable=False),
    sa.Column("due_at", UtcDateTime, nullable=False),
    sa.Column("ended_at", UtcDateTime),
    sa.Column("retry_at", UtcDateTime),  # it failed when it was due, and is tried again then
    sa.UniqueConstraint("case_id", "kind"),
    sa.Index(None, "kind", "ended_at", "due_at"),
)

# What an adviser said of their own duty by hand, and until when it holds.
duty_by_hand = sa.Table(
    "duty_by_hand",
    metadata,
    _id(),
    sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False, unique=True),
    sa.Column("is_on", sa.Boolean, nullable=False),
    sa.Column("until", UtcDateTime, nullable=False),
)

# The rota: an adviser's hours on a weekday, in local time; a day may hold several spans.
duty_spans = sa.Table(
    "duty_spans",
    metadata,
    _id(),
    _ref("person_id", "people.id"),
    sa.Column("weekday", sa.Integer, nullable=False),  # 0 for Monday
    sa.Column("starts", sa.Text, nullable=False),  # HH:MM
    sa.Column("ends", sa.Text, nullable=False),
    sa.UniqueConstraint("person_id", "weekday", "starts"),
)

# One day of somebody's week offered to a colleague, and taken; the last who took it has it.
duty_swaps = sa.Table(
    "duty_swaps",
    metadata,
    _id(),
    _ref("person_id", "people.id"),
    _ref("other_id", "people.id"),
    _ref("owner_id", "people.id"),  # whose week the hours are of
    sa.Column("day", sa.Text, nullable=False),  # YYYY-MM-DD, local
    sa.Column("offered_at", UtcDateTime, nullable=False),
    sa.Column("taken_at", UtcDateTime),
)

# What an adviser chose to see of the cases, and the last line of history they were shown.
staff_homes = sa.Table(
    "staff_homes",
    metadata,
    _id(),
    sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False, unique=True),
    sa.Column("show", sa.Text, nullable=False),
    sa.Column("urgency", sa.Text),
    sa.Column("nation", sa.Text),
    sa.Column("event_id", sa.Integer, nullable=False),  # of case_events; 0 for none
    sa.Column("drawn_at", UtcDateTime, nullable=False),
)

# One row a message that stands, or shall stand, in Slack.
outbox = sa.Table(
    "outbox",
    metadata,
    _id(),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("lane", sa.Integer, nullable=False),  # below 0 most urgent, 0 live, 1 the rest
    sa.Column("destination", sa.Text, nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False, default=1),
    sa.Column("state", sa.Text, nullable=False),  # pending | sending | ambiguous | sent | dead
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("next_at", UtcDateTime, nullable=False),
    sa.Column("added_at", UtcDateTime, nullable=False),
    sa.Column("sent_at", UtcDateTime),
    sa.Column("channel", sa.Text),  # where it stands, once posted
    sa.Column("ts", sa.Text),
    sa.Column("error", sa.Text),
    sa.Index(None, "state", "next_at"),
    sa.Index(None, "destination", "state", "next_at"),  # what a row that waits holds back
    sa.Index(None, "channel", "ts"),
)

# A case of our own, once a day at most, and how long it took until a person answered it.
drills = sa.Table(
    "drills",
    metadata,
    _id(),
    sa.Column("day", sa.Text, nullable=False, unique=True),  # YYYY-MM-DD, local
    sa.Column("started_at", UtcDateTime, nullable=False),
    _ref("case_id", "cases.id", nullable=True),
    sa.Column("missed_at", UtcDateTime),
    sa.Column("answered_at", UtcDateTime),
    _ref("person_id", "people.id", nullable=True),  # who answered
    sa.Column("ended_at", UtcDateTime),
)

# When each loop of the running assistant last turned; none while it is stopped.
heartbeats = sa.Table(
    "heartbeats",
    metadata,
    sa.Column("loop", sa.Text, primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False),
)

# What the auditor found that should never be; told to administrators once, and once mended.
alarms = sa.Table(
    "alarms",
    metadata,
    _id(),
    sa.Column("invariant", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),  # one of our own rows: "case 12"
    sa.Column("raised_at", UtcDateTime, nullable=False),
    sa.Column("seen_at", UtcDateTime, nullable=False),  # found again, at the last look
    sa.Column("mended_at", UtcDateTime),
    sa.Index("uq_alarms_one_unmended", "invariant", "subject", unique=True,
             sqlite_where=sa.text("mended_at IS NULL"),
             postgresql_where=sa.text("mended_at IS NULL")),
)  # fmt: skip

# The time of day when a sweep last looked, to notice that the clock was set back meanwhile.
clock_seen = sa.Table("clock_seen", metadata, sa.Column("at", UtcDateTime, primary_key=True))

# How the helpline's channel was found, each time it was found otherwise; the last row counts.
channel_looks = sa.Table(
    "channel_looks",
    metadata,
    _id(),
    sa.Column("named", sa.Text, nullable=False),  # the setting: a renamed channel is known by it
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("flaw", sa.Text),  # None: it may hold members' words
    sa.Column("at", UtcDateTime, nullable=False),
)
