"""Who takes cases no more keeps none: the case goes back into the queue at once, and says why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.helpline import people
from bot.helpline.case import CaseState
from bot.inbound import Deed, PersonLeft
from bot.outbound import (
    AdviserPaged,
    AdviserTold,
    CaseCard,
    CaseClaimed,
    CaseLapsed,
    CaseLogged,
    CasePaged,
)
from bot.slack.views import Scene, render
from tests.bot.factories import ADVISER, ADVISERS, COLLEAGUE, MEMBER, NOW, a_press
from tests.bot.stage import Stage

SCENE = Scene("0300 30 30 333", "Europe/London", NOW)
Leaving = Callable[[Stage], None]


def is_taken_off_the_list(stage: Stage) -> None:
    with stage.database.write() as tx:
        people.set_advisers(tx, {COLLEAGUE: ADVISERS[COLLEAGUE]})


def has_the_account_closed(stage: Stage) -> None:
    stage.receives(PersonLeft(f"l:{ADVISER}", ADVISER))


both_ways = pytest.mark.parametrize("leaves", [is_taken_off_the_list, has_the_account_closed])


@pytest.fixture
def held(stage: Stage) -> Stage:
    """A case whose holder went on the phone, so that nothing is due for half an hour."""
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER), a_press(Deed.ON_THE_PHONE, 1, ADVISER))
    stage.clock.go_on(minutes=1)
    stage.worker.sweep()
    return stage


@both_ways
def test_case_goes_back_into_the_queue_at_once(held: Stage, leaves: Leaving) -> None:
    leaves(held)

    held.worker.sweep()

    case = held.case()
    assert (case.state, case.holder_id) == (CaseState.OPEN, None)
    assert case.queued_at == held.clock.now()
    assert held.said_to()[-1] == CaseLapsed(1, "Ash Sample", 0, left=True)
    assert CaseLogged(1, "holder_left", "Ash Sample") in held.in_thread()
    assert [line.deed for line in held.history()][-1] == "holder_left"


@both_ways
def test_helpline_is_paged_once_and_then_up_the_ladder(held: Stage, leaves: Leaving) -> None:
    leaves(held)

    held.worker.sweep()
    held.waits(5)

    pages = [one for one in held.in_queue() if isinstance(one, CasePaged)]
    assert [(one.minutes, one.left) for one in pages] == [(0, "Ash Sample"), (2, None)]
    assert [one.minutes for one in held.said_to(COLLEAGUE) if isinstance(one, AdviserPaged)] == [5]


@both_ways
def test_colleague_takes_the_case_then(held: Stage, leaves: Leaving) -> None:
    leaves(held)
    held.worker.sweep()

    held.receives(a_press(Deed.CLAIM, 1, COLLEAGUE))

    assert held.said_to()[-1] == CaseClaimed(1, "Bex Sample")


@both_ways
def test_nobody_but_the_holder_loses_a_case(held: Stage, leaves: Leaving) -> None:
    held.opens_a_case("they are here now and shouting", "U0MEMBER2")
    held.receives(a_press(Deed.CLAIM, 2, COLLEAGUE))

    leaves(held)
    held.worker.sweep()

    assert held.case(2).holder_id == held.person_id(COLLEAGUE)


def test_what_is_said_names_who_left_and_blames_nobody(held: Stage) -> None:
    is_taken_off_the_list(held)
    held.worker.sweep()
    card = next(one for one in held.in_queue() if isinstance(one, CaseCard))
    page = next(one for one in held.in_queue() if isinstance(one, CasePaged))

    assert render(held.said_to()[-1], SCENE).text == (
        "Ash Sample cannot go on with your case, so it is back in the helpline's queue. Nobody "
        "has it now. Advisers are being alerted again."
    )
    assert render(page, SCENE).text == (
        "Case 1 · immediate · back in the queue: Ash Sample takes no cases any more. Nobody has it."
    )
    assert "Back in the queue. Nobody has it now." in str(render(card, SCENE).blocks)


def test_account_of_an_adviser_that_is_closed_takes_no_cases_any_more(held: Stage) -> None:
    has_the_account_closed(held)
    held.worker.sweep()

    held.receives(a_press(Deed.CLAIM, 1, ADVISER))

    assert held.case().state is CaseState.OPEN


def test_adviser_who_leaves_without_a_case_changes_nothing(stage: Stage) -> None:
    stage.opens_a_case()

    has_the_account_closed(stage)
    stage.worker.sweep()

    assert not any(isinstance(one, CaseLapsed) for one in stage.said_to())


def test_member_who_leaves_is_no_holder(held: Stage) -> None:
    held.receives(PersonLeft("l:member", MEMBER))
    held.worker.sweep()

    assert held.case().state is CaseState.CLAIMED
    assert AdviserTold(1, "unreachable") in held.said_to(ADVISER)
