"""A drill takes a member's way to an adviser's button, is timed, and tells no member anything."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.conversation import drills as tending
from bot.conversation import queue_wording
from bot.conversation.policy import Policy
from bot.db import Database
from bot.helpline import drills
from bot.helpline.bank_holidays import BankHolidays
from bot.helpline.drills import Drill
from bot.helpline.hours import parse_hours
from bot.inbound import Deed
from bot.nowhere import is_nowhere
from bot.outbound import (
    AdviserPaged,
    CaseCard,
    CasePaged,
    DrillLine,
    DrillShown,
    MemberHome,
    StaffHome,
    ToPerson,
    ToPlace,
)
from bot.triage.assessment import Action
from bot.triage.rules import assess
from tests.bot.factories import (
    ADVISER,
    ADVISERS,
    LIVE,
    MEMBER,
    QUEUE_CHANNEL,
    FrozenClock,
    a_form,
    a_home_opening,
    a_message,
    a_press,
)
from tests.bot.stage import Stage

LONDON = ZoneInfo("Europe/London")
MONDAY_0814 = datetime(2026, 11, 23, 8, 14, tzinfo=UTC)
HOURS = parse_hours("", LONDON, BankHolidays(("england",)))
POLICY = Policy(HOURS, QUEUE_CHANNEL, drill_at=time(8, 15))


@pytest.fixture
def morning(database: Database) -> Stage:
    """A helpline at a quarter past eight less one minute, on a Monday."""
    return Stage(database, FrozenClock(MONDAY_0814), POLICY)


def pass_by(stage: Stage, **span: float) -> None:
    """Let time pass, a second's loop at a time at its end."""
    stage.clock.go_on(**span)
    stage.worker.sweep()
    stage.worker.sweep()
    stage.worker.answer_waiting()
    stage.sends()


def the_drill(stage: Stage) -> Drill:
    (row,) = stage.rows("drills")
    with stage.database.read() as tx:
        found = drills.of_day(tx, datetime.fromisoformat(row.day).date())
    assert found is not None
    return found


def homes(stage: Stage) -> list[MemberHome]:
    stage.receives(a_home_opening())
    return [one for _, one in stage.said() if isinstance(one, MemberHome)]


def staff_tab(stage: Stage) -> StaffHome:
    stage.receives(a_home_opening(ADVISER))
    return [one for _, one in stage.said() if isinstance(one, StaffHome)][-1]


@pytest.fixture
def drilled(morning: Stage) -> Stage:
    """The same helpline once its drill has begun."""
    pass_by(morning, minutes=1)
    return morning


def test_drill_begins_in_the_morning_and_its_card_says_that_it_is_one(drilled: Stage) -> None:
    (card,) = [one for one in drilled.in_queue() if isinstance(one, CaseCard)]

    assert card.drill
    assert card.urgency == "immediate"
    assert set(card.mention) == set(ADVISERS)
    assert card.words == queue_wording.DRILL_WORDS
    assert the_drill(drilled).case_id == card.case_id


def test_triage_is_as_sure_of_a_drill_as_of_a_member() -> None:
    assert assess(queue_wording.DRILL_WORDS).action is Action.ESCALATE


def test_advisers_tab_marks_the_drill_among_the_cases(drilled: Stage) -> None:
    tab = staff_tab(drilled)

    assert [case.drill for listed in tab.lists for case in listed.cases] == [True]
    assert tab.drill is None  # none is over yet


def test_advisers_tab_says_when_the_last_drill_was_who_answered_and_how_soon(
    drilled: Stage,
) -> None:
    drilled.clock.go_on(seconds=41)
    drilled.receives(a_press(Deed.CLAIM, 1, ADVISER))
    pass_by(drilled, seconds=1)

    began = MONDAY_0814 + timedelta(minutes=1)
    assert staff_tab(drilled).drill == DrillLine(began, "Ash Sample", 41)
    pass_by(drilled, days=1, minutes=-5)
    assert staff_tab(drilled).drill == DrillLine(began, "Ash Sample", 41)


def test_advisers_tab_says_that_nobody_answered_the_last_drill(drilled: Stage) -> None:
    pass_by(drilled, minutes=10)

    assert staff_tab(drilled).drill == DrillLine(MONDAY_0814 + timedelta(minutes=1), None, None)


@pytest.mark.parametrize(
    ("at", "begins"),
    [
        pytest.param("2026-11-23 08:14:59+00:00", False, id="before its time"),
        pytest.param("2026-11-23 08:15+00:00", True, id="at its time"),
        pytest.param("2026-11-23 08:44:59+00:00", True, id="late, after a stop"),
        pytest.param("2026-11-23 08:45+00:00", False, id="too late to be the morning's"),
        pytest.param("2026-11-22 08:15+00:00", False, id="on a Sunday"),
        pytest.param("2026-11-21 08:15+00:00", False, id="on a Saturday"),
        pytest.param("2026-12-25 08:15+00:00", False, id="on Christmas Day"),
        pytest.param("2026-12-28 08:15+00:00", False, id="on Boxing Day's substitute"),
        pytest.param("2027-03-26 08:15+00:00", False, id="on Good Friday"),
        pytest.param("2026-07-06 07:15+00:00", True, id="in summer time"),
        pytest.param("2026-07-06 08:15+00:00", False, id="an hour late in summer time"),
    ],
)
def test_drill_begins_on_school_days_only(at: str, begins: bool) -> None:
    assert tending.is_due(POLICY, datetime.fromisoformat(at)) is begins


def test_drill_is_off_until_a_time_is_set() -> None:
    assert not tending.is_due(Policy(HOURS, QUEUE_CHANNEL), MONDAY_0814.replace(minute=15))


def test_claim_ends_the_drill_and_is_timed(drilled: Stage) -> None:
    drilled.clock.go_on(seconds=41)
    drilled.receives(a_press(Deed.CLAIM, 1, ADVISER))

    pass_by(drilled, seconds=1)

    drill = the_drill(drilled)
    assert (drill.took_s, drill.person_id) == (41, drilled.person_id(ADVISER))
    assert drilled.case().state == "resolved"
    logged = [one for one in drilled.in_thread() if getattr(one, "deed", "") == "drill_answered"]
    assert [(one.adviser, one.text) for one in logged] == [
        ("Ash Sample", "Answered after 41 seconds.")
    ]


def test_words_in_the_drills_thread_answer_it_too(drilled: Stage) -> None:
    drilled.clock.go_on(seconds=50)
    drilled.receives(drilled.in_card_thread("got it", ADVISER))

    pass_by(drilled, seconds=1)

    assert the_drill(drilled).took_s == 50
    assert drilled.case().state == "resolved"


def test_drill_that_is_closed_without_a_claim_was_answered_by_a_person_all_the_same(
    drilled: Stage,
) -> None:
    from bot.inbound import Form

    drilled.clock.go_on(seconds=20)
    drilled.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))

    pass_by(drilled, seconds=1)

    assert the_drill(drilled).took_s == 20


def test_members_read_how_long_it_took(drilled: Stage) -> None:
    drilled.clock.go_on(seconds=41)
    drilled.receives(a_press(Deed.CLAIM, 1, ADVISER))
    pass_by(drilled, seconds=1)

    assert homes(drilled)[-1].drill == DrillShown(the_drill(drilled).day, 41)


def test_yesterdays_answer_is_shown_no_more(drilled: Stage) -> None:
    drilled.receives(a_press(Deed.CLAIM, 1, ADVISER))
    pass_by(drilled, seconds=1)

    drilled.clock.go_on(days=1)

    assert homes(drilled)[-1].drill is None


def test_unanswered_drill_tells_members_to_ring_until_somebody_presses(drilled: Stage) -> None:
    before = homes(drilled)[-1].drill
    for _ in range(10):
        pass_by(drilled, minutes=1)
    missed = homes(drilled)[-1].drill
    drilled.receives(a_press(Deed.CLAIM, 1, ADVISER))
    pass_by(drilled, seconds=1)

    day = the_drill(drilled).day
    assert before is None
    assert missed == DrillShown(day, None)
    assert homes(drilled)[-1].drill == DrillShown(day, 600)


def test_unanswered_drill_pages_as_a_member_would_and_then_stops(drilled: Stage) -> None:
    for _ in range(60):
        pass_by(drilled, minutes=1)

    pages = [one for _, one in drilled.said() if isinstance(one, CasePaged | AdviserPaged)]
    assert [type(one) for one in pages] == [CasePaged, AdviserPaged, AdviserPaged]
    assert all(one.drill for one in pages)
    assert drilled.case().unclaimed
    told = [one for one in drilled.in_thread() if getattr(one, "deed", "") == "drill_missed"]
    assert len(told) == 1


def test_missed_drill_stays_in_the_way_until_a_later_one_is_answered(drilled: Stage) -> None:
    for _ in range(11):
        pass_by(drilled, minutes=1)
    monday = homes(drilled)[-1].drill

    drilled.clock.at = datetime(2026, 11, 24, 8, 15, tzinfo=UTC)
    pass_by(drilled, seconds=0)
    on_tuesday_morning = homes(drilled)[-1].drill
    drilled.receives(a_press(Deed.CLAIM, 2, ADVISER))
    pass_by(drilled, seconds=30)

    assert on_tuesday_morning == monday
    assert homes(drilled)[-1].drill is not None
    assert homes(drilled)[-1].drill.took_s == 0
    assert drilled.case(1).state == "resolved"
    assert [one.case_id for one in drilled.in_queue() if isinstance(one, CaseCard)] == [1, 2]


def test_drill_that_intake_never_made_a_case_of_is_missed(
    morning: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object, **named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.conversation.member_words.take", fails)

    for _ in range(12):
        pass_by(morning, minutes=1)

    assert the_drill(morning).missed_at is not None
    assert morning.n("cases") == 0


def test_day_has_one_drill_whatever_happens(drilled: Stage) -> None:
    drilled.receives(a_press(Deed.CLAIM, 1, ADVISER))
    pass_by(drilled, seconds=1)

    again = Stage(drilled.database, drilled.clock, POLICY)  # started again
    for _ in range(20):
        pass_by(again, minutes=1)
    with drilled.database.write() as tx:
        by_hand = tending.start(tx, LONDON, drilled.clock.now())

    assert by_hand is None
    assert (drilled.n("drills"), drilled.n("cases")) == (1, 1)


def test_restart_in_the_middle_of_a_drill_loses_nothing(drilled: Stage) -> None:
    again = Stage(drilled.database, drilled.clock, POLICY)
    again.clock.go_on(minutes=3)
    again.receives(a_press(Deed.CLAIM, 1, ADVISER))

    pass_by(again, seconds=1)

    assert the_drill(again).took_s == 180


def test_drill_says_nothing_to_any_member(drilled: Stage) -> None:
    drilled.receives(a_message(LIVE))
    members = {MEMBER.replace("U", "D", 1)}
    for _ in range(11):
        pass_by(drilled, minutes=1)
    drilled.receives(a_press(Deed.CLAIM, 1, ADVISER))
    pass_by(drilled, seconds=1)

    with drilled.database.read() as tx:
        persons = dict(tx.execute(sa.text("SELECT id, address FROM people")).all())
    about_the_drill = [
        (where, one) for where, one in drilled.said() if getattr(one, "case_id", 0) == 1
    ]
    private = [where for where, _ in about_the_drill if isinstance(where, ToPlace | ToPerson)]
    addresses = {
        where.channel if isinstance(where, ToPlace) else persons[where.person_id]
        for where in private
    }
    assert not addresses & members
    assert {one for one in addresses if not is_nowhere(one)} <= set(ADVISERS)


def test_fault_in_a_drill_keeps_nobody_from_being_paged(
    drilled: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object, **named: object) -> None:
        raise RuntimeError

    drilled.receives(a_message(LIVE))
    monkeypatch.setattr("bot.conversation.drills._see_to", fails)

    pass_by(drilled, minutes=2)

    paged = [one.case_id for one in drilled.in_queue() if isinstance(one, CasePaged)]
    assert 2 in paged
