"""The queue: opened, claimed, offered, resolved, reopened; and of two who act at once, one wins."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
import sqlalchemy as sa

from bot.db import Database, Tx
from bot.errors import CaseNotFound
from bot.helpline import history, later_words, people, queue, register
from bot.helpline.case import CaseId, CaseState
from bot.helpline.queue import Claimed, Done, HeldBy, NotAllowed
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    NOW,
    OTHER_MEMBER,
    FrozenClock,
    a_case,
    a_concern,
    a_person,
    a_policy,
    an_adviser,
)

PACE = a_policy().pace
LATER = FrozenClock(NOW).go_on(minutes=3)


def deeds(tx: Tx, case_id: CaseId) -> list[str]:
    return [line.deed for line in history.of(tx, case_id)]


def test_case_is_opened_with_the_members_words(database: Database) -> None:
    concern = a_concern("they are still here")

    with database.write() as tx:
        case = a_case(tx, concern=concern)

        assert (case.state, case.concern, case.version) == (CaseState.OPEN, concern, 1)
        assert [line.text for line in history.of(tx, case.id)] == ["they are still here"]


def test_member_has_at_most_one_open_case(database: Database) -> None:
    with database.write() as tx:
        a_case(tx)

    with database.write() as tx, pytest.raises(sa.exc.IntegrityError):
        a_case(tx)


def test_member_may_have_a_new_case_once_the_last_is_resolved(database: Database) -> None:
    with database.write() as tx:
        first = a_case(tx)
        queue.resolve(tx, first.id, first.person_id, "advised", NOW)

        second = a_case(tx)

        assert second.id != first.id


def test_claim_gives_the_case_to_the_adviser(database: Database) -> None:
    with database.write() as tx:
        case, adviser = a_case(tx), an_adviser(tx)

        outcome = queue.claim(tx, case.id, adviser.id, LATER, PACE)

        now = register.get(tx, case.id)
        assert outcome == Claimed(now)
        assert now == replace(
            case, state=CaseState.CLAIMED, version=2, holder_id=adviser.id, claimed_at=LATER
        )
        assert deeds(tx, case.id) == ["opened", "claimed"]


def test_claim_is_refused_when_another_adviser_was_first(database: Database) -> None:
    with database.write() as tx:
        case, first, second = a_case(tx), an_adviser(tx), an_adviser(tx, COLLEAGUE)
        queue.claim(tx, case.id, first.id, NOW, PACE)

        outcome = queue.claim(tx, case.id, second.id, LATER, PACE)

        assert outcome == HeldBy(first.id)
        assert register.get(tx, case.id).holder_id == first.id


def test_claiming_twice_leaves_the_first_claim_as_it_was(database: Database) -> None:
    with database.write() as tx:
        case, adviser = a_case(tx), an_adviser(tx)
        queue.claim(tx, case.id, adviser.id, NOW, PACE)

        outcome = queue.claim(tx, case.id, adviser.id, LATER, PACE)

        assert outcome == HeldBy(adviser.id)
        assert register.get(tx, case.id).claimed_at == NOW


@pytest.mark.parametrize("n_advisers", [2, 16])
def test_of_advisers_who_claim_in_the_same_instant_one_has_the_case(
    database_on_disk: Database, n_advisers: int
) -> None:
    with database_on_disk.write() as tx:
        case = a_case(tx)
        ids = [people.find_or_add(tx, f"U0ADVISER{n}").id for n in range(n_advisers)]
    start, outcomes = threading.Barrier(n_advisers), []

    def press(adviser_index: int) -> None:
        start.wait()
        with database_on_disk.write() as tx:
            outcomes.append(queue.claim(tx, case.id, ids[adviser_index], NOW, PACE))

    threads = [threading.Thread(target=press, args=(n,)) for n in range(n_advisers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (won,) = [one.case.holder_id for one in outcomes if isinstance(one, Claimed)]
    lost = [one.holder_id for one in outcomes if isinstance(one, HeldBy)]
    assert lost == [won] * (n_advisers - 1)  # and each is told who has it


def test_claim_on_a_case_that_changed_since_it_was_read_is_lost(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write() as tx:
        case, first, second = a_case(tx), an_adviser(tx), an_adviser(tx, COLLEAGUE)
        queue.claim(tx, case.id, first.id, NOW, PACE)
        reads = iter([case])  # the second adviser read the case before the first claimed it
        monkeypatch.setattr(queue, "get", lambda tx, id_: next(reads, register.get(tx, id_)))

        outcome = queue.claim(tx, case.id, second.id, LATER, PACE)

        assert outcome == HeldBy(first.id)


def test_claim_on_a_resolved_case_is_not_allowed(database: Database) -> None:
    with database.write() as tx:
        case, adviser = a_case(tx), an_adviser(tx)
        queue.resolve(tx, case.id, adviser.id, "advised", NOW)

        outcome = queue.claim(tx, case.id, adviser.id, LATER, PACE)

        assert outcome == NotAllowed(register.get(tx, case.id))


def test_claim_on_a_case_that_is_not_there_is_an_error(database: Database) -> None:
    with database.write() as tx:
        adviser = an_adviser(tx)

        with pytest.raises(CaseNotFound):
            queue.claim(tx, CaseId(404), adviser.id, NOW, PACE)


def test_offered_case_stays_with_its_holder_until_it_is_claimed(database: Database) -> None:
    with database.write() as tx:
        case, holder, other = a_case(tx), an_adviser(tx), an_adviser(tx, COLLEAGUE)
        queue.claim(tx, case.id, holder.id, NOW, PACE)

        offered = queue.offer(tx, case.id, holder.id, other.id, "knows the school", LATER, PACE)

        between = register.get(tx, case.id)
        assert offered == Done(between)
        assert (between.holder_id, between.offered_to_id) == (holder.id, other.id)
        queue.claim(tx, case.id, other.id, LATER, PACE)
        after = register.get(tx, case.id)
        assert (after.holder_id, after.offered_to_id) == (other.id, None)
        assert deeds(tx, case.id) == ["opened", "claimed", "offered", "claimed"]


def test_offer_can_be_accepted_by_nobody_else(database: Database) -> None:
    with database.write() as tx:
        case, holder, other = a_case(tx), an_adviser(tx), an_adviser(tx, COLLEAGUE)
        queue.claim(tx, case.id, holder.id, NOW, PACE)
        queue.offer(tx, case.id, holder.id, other.id, "", NOW, PACE)
        third = a_person(tx, "U0ADVISER3")

        outcome = queue.claim(tx, case.id, third.id, LATER, PACE)

        assert outcome == HeldBy(holder.id)


def test_offer_is_refused_to_all_but_the_holder(database: Database) -> None:
    with database.write() as tx:
        case, holder, other = a_case(tx), an_adviser(tx), an_adviser(tx, COLLEAGUE)

        unclaimed = queue.offer(tx, case.id, holder.id, other.id, "", NOW, PACE)
        queue.claim(tx, case.id, holder.id, NOW, PACE)
        not_holder = queue.offer(tx, case.id, other.id, other.id, "", NOW, PACE)

        assert isinstance(unclaimed, NotAllowed)
        assert not_holder == HeldBy(holder.id)
        assert "offered" not in deeds(tx, case.id)


def test_resolve_keeps_the_outcome_and_ends_an_offer(database: Database) -> None:
    with database.write() as tx:
        case, holder, other = a_case(tx), an_adviser(tx), an_adviser(tx, COLLEAGUE)
        queue.claim(tx, case.id, holder.id, NOW, PACE)
        queue.offer(tx, case.id, holder.id, other.id, "", NOW, PACE)

        done = queue.resolve(tx, case.id, holder.id, "An adviser gave advice", LATER)

        case = register.get(tx, case.id)
        assert done == Done(case)
        assert (case.state, case.outcome) == (CaseState.RESOLVED, "An adviser gave advice")
        assert (case.resolved_at, case.offered_to_id) == (LATER, None)


def test_resolving_twice_is_not_allowed(database: Database) -> None:
    with database.write() as tx:
        case = a_case(tx)
        queue.resolve(tx, case.id, case.person_id, "first", NOW)

        again = queue.resolve(tx, case.id, case.person_id, "second", LATER)

        assert isinstance(again, NotAllowed)
        assert register.get(tx, case.id).outcome == "first"


def test_reopened_case_is_held_by_nobody_and_waits_from_now(database: Database) -> None:
    with database.write() as tx:
        case, adviser = a_case(tx), an_adviser(tx)
        queue.claim(tx, case.id, adviser.id, NOW, PACE)
        queue.resolve(tx, case.id, adviser.id, "advised", NOW)

        queue.reopen(tx, case.id, case.person_id, LATER, PACE)

        now = register.get(tx, case.id)
        assert (now.state, now.holder_id, now.outcome) == (CaseState.OPEN, None, None)
        assert (now.opened_at, now.queued_at, now.round) == (NOW, LATER, 2)
        assert deeds(tx, case.id) == ["opened", "claimed", "resolved", "reopened"]


def test_case_that_is_not_resolved_cannot_be_reopened(database: Database) -> None:
    with database.write() as tx:
        case = a_case(tx)

        outcome = queue.reopen(tx, case.id, case.person_id, LATER, PACE)

        assert outcome == NotAllowed(case)


def test_old_case_cannot_be_reopened_beside_the_members_open_one(database: Database) -> None:
    with database.write() as tx:
        old = a_case(tx)
        queue.resolve(tx, old.id, old.person_id, "advised", NOW)
        new = a_case(tx)

        outcome = queue.reopen(tx, old.id, old.person_id, LATER, PACE)

        assert outcome == NotAllowed(new)


def test_new_words_raise_a_cases_urgency_and_never_lower_it(database: Database) -> None:
    with database.write() as tx:
        case = a_case(tx, concern=a_concern(urgency="today", category="general", live=False))

        raised = later_words.raise_urgency(
            tx, case, a_concern(category="hours", distress=True), NOW, PACE
        )
        lowered = later_words.raise_urgency(
            tx, raised, a_concern(urgency="none", live=False), NOW, PACE
        )

        assert lowered.concern == a_concern(distress=True)


def test_history_of_a_case_only_grows(database: Database) -> None:
    with database.write() as tx:
        case, adviser, other = a_case(tx), an_adviser(tx), an_adviser(tx, COLLEAGUE)
        steps = (
            lambda: queue.claim(tx, case.id, adviser.id, NOW, PACE),
            lambda: later_words.add_words(tx, register.get(tx, case.id), "more", None, NOW),
            lambda: queue.offer(tx, case.id, adviser.id, other.id, "note", NOW, PACE),
            lambda: queue.claim(tx, case.id, other.id, NOW, PACE),
            lambda: queue.resolve(tx, case.id, other.id, "advised", NOW),
            lambda: queue.reopen(tx, case.id, case.person_id, NOW, PACE),
        )
        before = history.of(tx, case.id)

        for step in steps:
            step()

            after = history.of(tx, case.id)
            assert after[: len(before)] == before
            assert len(after) == len(before) + 1
            before = after


def test_cases_of_different_members_stand_beside_each_other(database: Database) -> None:
    with database.write() as tx:
        first = a_case(tx)
        second = a_case(tx, a_person(tx, OTHER_MEMBER).id)

        assert [case.id for case in register.unclaimed(tx)] == [second.id, first.id]
        assert register.open_case_of(tx, first.person_id) == first
        assert an_adviser(tx, ADVISER).called == "Ash Sample"


def test_first_response_is_due_anew_when_a_case_is_reopened(database: Database) -> None:
    with database.write() as tx:
        case = a_case(tx)
        queue.resolve(tx, case.id, case.person_id, "sorted", NOW)
        queue.reopen(tx, case.id, case.person_id, LATER, PACE)

        due_at = register.get(tx, case.id).due_at

    assert due_at == PACE.first_response_due("immediate", LATER)


def test_words_that_make_it_urgent_bring_the_due_time_nearer_and_none_put_it_off(
    database: Database,
) -> None:
    with database.write() as tx:
        case = a_case(tx, concern=a_concern(urgency="routine"))
        urgent = later_words.raise_urgency(tx, case, a_concern(), LATER, PACE)
        calm = later_words.raise_urgency(tx, urgent, a_concern(urgency="none"), LATER, PACE)

    due = [one.due_at for one in (case, urgent, calm)]
    soon = PACE.first_response_due("immediate", LATER)
    assert due == [PACE.first_response_due("routine", NOW), soon, soon]
