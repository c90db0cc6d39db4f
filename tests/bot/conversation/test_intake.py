"""A gesture is kept once with all it causes, or not at all; what is not for us is never kept."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.conversation import notices
from bot.inbound import Deed, Place
from bot.outbound import CaseCard, CaseStatus, CrisisReply, HappeningNowAsked
from bot.tables import metadata
from tests.bot.factories import (
    ADVISER,
    DISTRESS,
    DOUBTFUL,
    GENERAL,
    LIVE,
    OTHER_MEMBER,
    QUESTION,
    QUEUE_CHANNEL,
    a_command,
    a_deletion,
    a_follow_up,
    a_mention,
    a_message,
    a_press,
    an_edit,
)
from tests.bot.stage import Stage


def test_live_concern_is_kept_with_its_case_card_receipt_and_timer_in_one_transaction(
    stage: Stage,
) -> None:
    stage.receives(a_message(LIVE))

    rows = {table: stage.n(table) for table in ("inbox", "cases", "outbox", "timers")}
    assert rows == {"inbox": 1, "cases": 1, "outbox": 2, "timers": 2}
    assert [type(message) for _, message in stage.said()] == [CaseStatus, CaseCard]


def test_nothing_is_kept_when_the_database_fails_half_way(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object) -> None:
        raise sa.exc.OperationalError("INSERT", {}, Exception("disk is full"))

    monkeypatch.setattr(notices, "announce_opened", fails)

    with pytest.raises(sa.exc.OperationalError):
        stage.receives(a_message(LIVE))

    tables = (name for name in metadata.tables if name != "people")
    assert [name for name in tables if stage.n(name)] == []


def test_gesture_that_fails_is_kept_whole_and_leaves_nothing_half_done(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(notices, "announce_opened", fails)

    kept = stage.receives(a_message(LIVE))

    assert kept is True
    assert [row.state for row in stage.rows("inbox")] == ["waiting"]
    assert [stage.n(table) for table in ("cases", "case_events", "timers", "outbox")] == [0] * 4


def test_same_gesture_again_does_nothing(stage: Stage) -> None:
    message = a_message(LIVE)

    kept = [stage.receives(message) for _ in range(3)]

    assert kept == [True, False, False]
    assert [type(message) for _, message in stage.said()] == [CaseStatus, CaseCard]


def test_distress_is_answered_first_and_then_becomes_a_case(stage: Stage) -> None:
    stage.receives(a_message(DISTRESS))

    said = [type(message) for _, message in stage.said()]
    assert said == [CrisisReply, CaseStatus, CaseCard]
    assert stage.case().concern.distress is True


def test_doubt_asks_and_opens_no_case(stage: Stage) -> None:
    stage.receives(a_message(DOUBTFUL))

    assert HappeningNowAsked(1) in stage.said_to()
    assert stage.n("cases") == 0


def test_plain_question_opens_no_case_and_waits_for_its_answer(stage: Stage) -> None:
    stage.receives(a_message(QUESTION))

    assert stage.n("cases") == 0
    assert [(row.question, row.state) for row in stage.rows("exchanges")] == [(QUESTION, "waiting")]


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(GENERAL, id="channel"),
        pytest.param(Place("C0GENERAL", "1.1"), id="thread"),
        pytest.param(Place(QUEUE_CHANNEL), id="queue channel"),
        pytest.param(Place(QUEUE_CHANNEL, "1.1"), id="thread of no case"),
    ],
)
def test_channel_message_that_is_not_meant_for_us_is_never_stored(
    stage: Stage, place: Place
) -> None:
    people = stage.n("people")

    kept = stage.receives(a_message(LIVE, "U0PASSERBY", place))

    assert kept is False
    assert stage.n("people") == people
    assert {name for name in metadata.tables if stage.n(name)} == {"people"}


def test_edit_or_deletion_of_a_channel_message_we_never_kept_is_never_stored(stage: Stage) -> None:
    message = a_message(LIVE, place=GENERAL)

    kept = [stage.receives(an_edit(message, "other words")), stage.receives(a_deletion(message))]

    assert kept == [False, False]
    assert stage.n("inbox") == 0


def test_follow_up_in_a_thread_belongs_to_who_asked_there(stage: Stage) -> None:
    mention = a_mention()
    stage.receives(mention)

    kept = stage.receives(a_follow_up(mention))

    assert kept is True
    assert [row.thread for row in stage.rows("exchanges")] == [mention.ts, mention.ts]


def test_words_of_others_in_a_members_thread_are_not_stored(stage: Stage) -> None:
    mention = a_mention()
    stage.receives(mention)

    kept = stage.receives(a_follow_up(mention, LIVE, OTHER_MEMBER))

    assert kept is False
    assert (stage.n("inbox"), stage.n("cases")) == (1, 0)


def test_failing_gesture_of_one_member_leaves_others_alone(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(notices, "announce_opened", lambda *_: 1 / 0)
        stage.receives(a_message(LIVE))

    stage.receives(a_message(LIVE, OTHER_MEMBER, Place("D0MEMBER2", private=True)))

    assert [row.state for row in stage.rows("inbox")] == ["waiting", "done"]
    assert stage.n("cases") == 1


def test_every_kind_of_gesture_names_its_writer_by_row_and_not_by_address(stage: Stage) -> None:
    stage.receives(a_message(LIVE), a_command("status"), a_press(Deed.CLAIM, 1, ADVISER))

    addresses = {row.address for row in stage.rows("people")}
    elsewhere = [
        value
        for table in ("cases", "case_events", "timers", "exchanges")
        for row in stage.rows(table)
        for value in row
        if value in addresses
    ]
    assert elsewhere == []
