"""Keep, then acknowledge: through the real Bolt app, in Socket Mode's way of asking."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App, BoltRequest

from bot import outbox
from bot.conversation import as_seen, notices
from bot.db import Database
from bot.helpline import people
from bot.inbound import Deed
from bot.outbound import AdviserTold, CaseCard, CaseStatus, Guidepost
from bot.slack.app import build_app
from bot.slack.capture import Capture
from bot.slack.workspace import Identity
from bot.worker import Bell
from tests.bot.factories import (
    ADVISER,
    ADVISERS,
    DISTRESS,
    LIVE,
    QUESTION,
    FrozenClock,
    a_policy,
)
from tests.bot.slack.payloads import (
    BOT,
    NAMES,
    Payload,
    a_direct_message,
    a_message_action,
    a_press,
    recorded,
)
from tests.bot.slack.web_api import Fault, WebApi, an_error
from tests.bot.stage import Stage


class Door:
    """The assistant's door to Slack: payloads go in, acknowledgements come out."""

    def __init__(self, database: Database, clock: FrozenClock, web_api: WebApi) -> None:
        self.stage = Stage(database, clock)
        self.told: list[str] = []  # whom the last resort told
        self.bell = Bell()
        capture = Capture(database, a_policy(), clock, self.bell, BOT, self.told.append)
        identity = Identity(BOT, "B0HELPLINE", "T0SAMPLE", "Sample union")
        self.app: App = build_app(web_api.client(), identity, capture, database, clock)

    def has_a_card(self) -> None:
        """Let a case be open whose card stands where presses come from."""
        self.gets(a_direct_message(LIVE))
        press = a_press(Deed.CLAIM)
        with self.stage.database.write() as tx:
            (card,) = (row for row in outbox.due(tx, self.stage.clock.now()) if "card" in row.key)
            place, ts = press["channel"]["id"], press["container"]["message_ts"]
            outbox.mark_sent(tx, card, place, ts, self.stage.clock.now())

    def gets(self, payload: Payload) -> int:
        """Dispatch a payload; return the status it is acknowledged with."""
        request = BoltRequest(body=json.dumps(payload), mode="socket_mode")
        return int(self.app.dispatch(request).status)


@pytest.fixture
def door(database: Database, clock: FrozenClock, web_api: WebApi) -> Door:
    return Door(database, clock, web_api)


def forms(web_api: WebApi) -> list[str]:
    """Return which forms were opened."""
    return [_view(call)["callback_id"] for call in web_api.called("views.open")]


def _view(call: dict[str, Any]) -> dict[str, Any]:
    view = call["view"]
    found: dict[str, Any] = json.loads(view) if isinstance(view, str) else view
    return found


def test_live_concern_is_kept_when_it_is_acknowledged(door: Door) -> None:
    status = door.gets(a_direct_message(LIVE))

    assert status == 200
    assert [type(message) for _, message in door.stage.said()] == [CaseStatus, CaseCard]


def test_nothing_is_asked_of_slack_before_the_acknowledgement(door: Door, web_api: WebApi) -> None:
    door.gets(a_direct_message(DISTRESS))

    assert web_api.calls == []


def test_same_payload_again_is_acknowledged_and_does_nothing(door: Door) -> None:
    payload = a_direct_message(LIVE)

    statuses = [door.gets(payload) for _ in range(3)]

    assert statuses == [200, 200, 200]
    assert door.stage.n("cases") == 1
    assert door.stage.case().added == 0


@pytest.mark.parametrize("name", NAMES)
def test_every_recorded_payload_is_acknowledged(door: Door, name: str) -> None:
    assert door.gets(recorded(name)) == 200


def test_what_is_not_kept_is_not_acknowledged_and_the_member_is_told(
    clock: FrozenClock, web_api: WebApi, database_on_disk: Database, tmp_path: Path
) -> None:
    door = Door(database_on_disk, clock, web_api)
    another_program = sqlite3.connect(tmp_path / "helpline.db", isolation_level=None)
    another_program.execute("BEGIN EXCLUSIVE")

    status = door.gets(a_direct_message(LIVE))
    another_program.close()

    assert status == 500
    assert door.told == ["U0MEMBER1"]
    assert (door.stage.n("inbox"), door.stage.n("cases")) == (0, 0)


def test_gesture_refused_once_is_kept_when_slack_sends_it_again(
    clock: FrozenClock, web_api: WebApi, database_on_disk: Database, tmp_path: Path
) -> None:
    door, payload = Door(database_on_disk, clock, web_api), a_direct_message(LIVE)
    another_program = sqlite3.connect(tmp_path / "helpline.db", isolation_level=None)
    another_program.execute("BEGIN EXCLUSIVE")
    first = door.gets(payload)
    another_program.close()

    second = door.gets(payload)

    assert (first, second) == (500, 200)
    assert door.stage.n("cases") == 1


def test_fault_of_our_own_is_kept_and_acknowledged_for_another_try(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "announce_opened", lambda *_: 1 / 0)

    status = door.gets(a_direct_message(LIVE))

    assert (status, door.told) == (200, [])
    assert [row.state for row in door.stage.rows("inbox")] == ["waiting"]
    assert json.loads(door.stage.rows("inbox")[0].body)["event"]["text"] == LIVE


def test_message_shortcut_becomes_a_question(door: Door) -> None:
    status = door.gets(a_message_action(QUESTION))

    assert status == 200
    assert [(row.question, row.channel) for row in door.stage.rows("exchanges")] == [
        (QUESTION, None)
    ]


def test_words_that_no_database_takes_are_kept_with_a_mark_in_their_place(door: Door) -> None:
    status = door.gets(a_direct_message(f"{LIVE} \ud800 \x00"))

    assert status == 200
    assert door.stage.case().concern.words == f"{LIVE} \ufffd \ufffd"


def test_forty_thousand_characters_are_kept(door: Door) -> None:
    text = "what? " * 6_666

    status = door.gets(a_direct_message(text))

    assert status == 200
    assert [row.question for row in door.stage.rows("exchanges")] == [text.strip()]


@pytest.mark.parametrize("broken", [{}, {"type": "event_callback"}, {"event": "text"}])
def test_payload_that_means_nothing_is_acknowledged_and_not_kept(
    door: Door, broken: Payload
) -> None:
    assert door.gets(broken) == 200
    assert door.stage.n("inbox") == 0


# --- forms ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deed", "user", "form"),
    [
        (Deed.NOT_HELPFUL, "U0MEMBER1", "not_helpful_reason"),
        (Deed.ADD_DETAIL, "U0MEMBER1", "detail"),
        (Deed.REPLY, ADVISER, "reply"),
        (Deed.NOTE, ADVISER, "note"),
        (Deed.HAND_OVER, ADVISER, "hand_over"),
        (Deed.ROTA, ADVISER, "rota"),
        (Deed.SWAP, ADVISER, "swap"),
    ],
)
def test_button_opens_its_form_for_its_row(
    door: Door, web_api: WebApi, deed: Deed, user: str, form: str
) -> None:
    door.has_a_card()

    status = door.gets(a_press(deed, "1", user))

    assert status == 200
    (call,) = web_api.called("views.open")
    assert (_view(call)["callback_id"], _view(call)["private_metadata"]) == (form, "1")


def test_form_that_closes_a_case_says_how_the_case_was_seen(door: Door, web_api: WebApi) -> None:
    door.has_a_card()

    door.gets(a_press(Deed.RESOLVE, "1", ADVISER))

    (call,) = web_api.called("views.open")
    assert _view(call)["private_metadata"] == as_seen.stamp(door.stage.case())


def test_case_opens_for_reading_without_its_buttons(door: Door, web_api: WebApi) -> None:
    door.gets(a_direct_message(LIVE))

    statuses = [door.gets(a_press(Deed.OPEN_CASE, case, ADVISER)) for case in ("1", "99")]

    assert statuses == [200, 200]
    (call,) = web_api.called("views.open")
    assert LIVE in str(_view(call)["blocks"])
    assert "actions" not in [block["type"] for block in _view(call)["blocks"]]


def test_form_opens_once_however_often_slack_sends_the_press(door: Door, web_api: WebApi) -> None:
    door.has_a_card()
    press = a_press(Deed.REPLY, "1", ADVISER)

    statuses = [door.gets(press), door.gets(press)]

    assert statuses == [200, 200]
    assert forms(web_api) == ["reply"]


def test_members_press_opens_no_advisers_form_and_is_explained(door: Door, web_api: WebApi) -> None:
    door.gets(a_press(Deed.RESOLVE, "1", "U0MEMBER1"))

    assert forms(web_api) == []
    assert door.stage.said_to() == [Guidepost("staff_only")]


def test_card_of_an_earlier_database_opens_no_form_and_is_explained(
    door: Door, web_api: WebApi
) -> None:
    door.gets(a_direct_message(LIVE))  # case 1 of today; the card pressed on is another's
    door.stage.sends()

    door.gets(a_press(Deed.REPLY, "1", ADVISER))

    assert forms(web_api) == []
    assert door.stage.said_to(ADVISER) == [AdviserTold(1, "old_card")]


def test_press_without_a_row_opens_nothing(door: Door, web_api: WebApi) -> None:
    status = door.gets(a_press(Deed.REPLY, "drop table", ADVISER))

    assert status == 200
    assert forms(web_api) == []


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(an_error("expired_trigger_id"), id="too late"),
        pytest.param(Fault(resets=True), id="reset"),
    ],
)
def test_form_that_slack_will_not_open_is_said_in_words(
    door: Door, web_api: WebApi, fault: Fault
) -> None:
    door.has_a_card()
    web_api.fails("views.open", fault)

    status = door.gets(a_press(Deed.NOTE, "1", ADVISER))

    assert status == 200
    assert door.stage.said_to(ADVISER) == [Guidepost("trouble")]


def test_hand_over_offers_every_adviser_but_oneself(door: Door, web_api: WebApi) -> None:
    door.has_a_card()

    door.gets(a_press(Deed.HAND_OVER, "1", ADVISER))

    (call,) = web_api.called("views.open")
    with door.stage.database.read() as tx:
        ids = {one.address: str(one.id) for one in people.advisers(tx)}
    options = [
        option["value"]
        for block in _view(call)["blocks"]
        for option in block.get("element", {}).get("options", [])
    ]
    assert options == [ids[address] for address in ADVISERS if address != ADVISER]
