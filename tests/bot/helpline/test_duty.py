"""Who is on duty now."""

from __future__ import annotations

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.db import Database, Tx
from bot.helpline import duty, people
from tests.bot.factories import ADVISER, COLLEAGUE, NOW, an_adviser

LONDON = ZoneInfo("Europe/London")
ALL_MONDAY = {0: ((time(0), time(23, 59)),)}  # NOW is a Monday


def names(tx: Tx, later: timedelta = timedelta()) -> list[str]:
    return [one.called for one in duty.on_duty(tx, NOW + later, LONDON)]


def test_everybody_counts_when_nobody_is_on_duty(database: Database) -> None:
    with database.write() as tx:
        adviser = an_adviser(tx)
        duty.set_by_hand(tx, adviser.id, on=False, until=NOW + timedelta(hours=8))

        assert duty.named_on_duty(tx, NOW, LONDON) == []
        assert names(tx) == ["Ash Sample", "Bex Sample"]


def test_word_by_hand_comes_before_the_rota_until_it_lapses(database: Database) -> None:
    with database.write() as tx:
        ash, bex = an_adviser(tx), an_adviser(tx, COLLEAGUE)
        duty.set_week(tx, ash.id, ALL_MONDAY)
        duty.set_by_hand(tx, ash.id, on=False, until=NOW + timedelta(hours=1))
        duty.set_by_hand(tx, bex.id, on=True, until=NOW + timedelta(hours=1))

        assert names(tx) == ["Bex Sample"]
        assert names(tx, timedelta(hours=1)) == ["Ash Sample"]


def test_what_was_said_last_by_hand_counts(database: Database) -> None:
    with database.write() as tx:
        ash = an_adviser(tx)
        duty.set_by_hand(tx, ash.id, on=False, until=NOW + timedelta(hours=1))
        duty.set_by_hand(tx, ash.id, on=True, until=NOW + timedelta(hours=2))

        assert names(tx) == ["Ash Sample"]
        assert duty.until_by_hand(tx, ash.id, NOW) == NOW + timedelta(hours=2)


def test_rota_is_read_in_local_time_on_both_sides_of_a_change_of_clocks(
    database: Database,
) -> None:
    with database.write() as tx:
        ash = an_adviser(tx)
        duty.set_week(tx, ash.id, {0: ((time(8), time(9)),)})
        winter = NOW.replace(hour=8, minute=30)  # 08:30 in London
        summer = winter.replace(month=7, day=6, hour=7)  # a Monday; 08:30 in London

        on = [duty.named_on_duty(tx, at, LONDON) for at in (winter, summer)]

    assert [[one.called for one in these] for these in on] == [["Ash Sample"], ["Ash Sample"]]


def test_person_who_is_no_adviser_any_more_is_not_on_duty(database: Database) -> None:
    with database.write() as tx:
        ash = an_adviser(tx)
        duty.set_week(tx, ash.id, ALL_MONDAY)
        people.set_advisers(tx, {COLLEAGUE: "Bex Sample"})

        assert names(tx) == ["Bex Sample"]


def test_day_is_the_colleagues_once_they_take_it(database: Database) -> None:
    with database.write() as tx:
        ash, bex = an_adviser(tx), an_adviser(tx, COLLEAGUE)
        duty.set_week(tx, ash.id, ALL_MONDAY)
        (today, _) = duty.days_to_give(tx, ash.id, NOW, LONDON)
        offer_id = duty.offer_swap(tx, ash.id, bex.id, today, NOW)
        before = names(tx)

        offer = duty.swap(tx, offer_id)
        assert offer is not None
        took = [duty.take_swap(tx, offer, NOW, LONDON) for _ in range(2)]

        assert (before, took) == (["Ash Sample"], [True, False])
        assert names(tx) == ["Bex Sample"]


def test_week_replaces_the_one_before(database: Database) -> None:
    with database.write() as tx:
        ash = an_adviser(tx, ADVISER)
        duty.set_week(tx, ash.id, ALL_MONDAY)
        duty.set_week(tx, ash.id, {1: ((time(8), time(18)),)})

        assert duty.week_of(tx, ash.id) == {1: ((time(8), time(18)),)}
