"""The most urgent words stand on top of the card, and whoever should read them is called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.inbound import Deed, Form
from bot.outbound import (
    AdviserPaged,
    CaseCard,
    CasePaged,
    CrisisReply,
    HandOverOffered,
    HolderCalled,
    MemberWrote,
    StaffHome,
)
from bot.triage.assessment import NOTHING_FOUND, Action, Urgency
from tests.bot.factories import (
    ADVISER,
    ADVISERS,
    COLLEAGUE,
    DISTRESS,
    LIVE,
    a_form,
    a_home_opening,
    a_message,
    a_press,
    an_edit,
)
from tests.bot.stage import Stage

CALM = "thank you, I shall wait"
ALONE = "the inspector is interviewing pupils alone now"
QUIET = "she has moved on to the year 4 books"
CERTAIN = replace(NOTHING_FOUND, action=Action.ESCALATE, urgency=Urgency.IMMEDIATE, live=True)


@pytest.fixture
def waiting(stage: Stage) -> Stage:
    """A member has asked for a person, with a question that is not urgent."""
    stage.guidance.judges = {QUIET: CERTAIN}
    stage.receives(a_message("can inspectors see all books?"))
    stage.receives(a_press(Deed.TALK_TO_A_PERSON, 1))
    stage.sends()
    return stage


def card(stage: Stage) -> CaseCard:
    (found,) = [one for one in stage.in_queue() if isinstance(one, CaseCard)]
    return found


def pages(stage: Stage) -> list[CasePaged]:
    return [one for one in stage.in_queue() if isinstance(one, CasePaged)]


def test_words_that_raise_a_case_stand_on_its_card_with_what_it_was_and_when(
    waiting: Stage,
) -> None:
    waiting.clock.go_on(minutes=10)
    waiting.receives(a_message(CALM), a_message(ALONE), a_message(CALM))

    shown = card(waiting)
    assert (shown.pressing, shown.pressing_at) == (ALONE, waiting.clock.now())
    assert (shown.urgency, shown.raised_from) == ("immediate", "today")
    assert shown.raised_at == waiting.clock.now()
    assert "books" in shown.words


def test_377th_of_500_lines_stands_on_top_of_the_card(stage: Stage) -> None:
    stage.opens_a_case()
    for n in range(1, 501):
        stage.receives(a_message(ALONE if n == 377 else f"line {n}: he is going through drawers"))

    assert card(stage).pressing == ALONE
    assert stage.n("cases") == 1


def test_queue_is_paged_at_once_when_words_raise_a_case_that_nobody_has(waiting: Stage) -> None:
    waiting.receives(a_message(ALONE))

    (page,) = pages(waiting)
    assert (page.raised, page.urgency, page.mention) == (True, "immediate", tuple(ADVISERS))
    assert page.words == ALONE
    pinged = [one.mention for one in waiting.in_thread() if isinstance(one, MemberWrote)]
    assert pinged == [()]  # the page has pinged them


def test_holder_is_told_at_once_when_words_raise_their_case(waiting: Stage) -> None:
    waiting.receives(a_press(Deed.CLAIM, 1, ADVISER), a_message(ALONE))

    assert waiting.said_to(ADVISER)[-1] == HolderCalled(1, "immediate", ALONE)
    assert pages(waiting) == []


@pytest.mark.parametrize("claimed", [False, True])
def test_words_that_only_the_classifier_finds_urgent_raise_the_case_whoever_has_it(
    waiting: Stage, claimed: bool
) -> None:
    if claimed:
        waiting.receives(a_press(Deed.CLAIM, 1, ADVISER))
    waiting.receives(a_message(QUIET))
    assert card(waiting).pressing is None

    waiting.worker.answer_waiting()

    assert (card(waiting).pressing, card(waiting).urgency) == (QUIET, "immediate")
    told = HolderCalled(1, "immediate", QUIET) in waiting.said_to(ADVISER)
    assert (told, len(pages(waiting))) == ((True, 0) if claimed else (False, 1))


def test_distress_that_only_the_classifier_finds_is_answered_on_a_claimed_case(
    waiting: Stage,
) -> None:
    waiting.guidance.judges[QUIET] = replace(CERTAIN, distress=True)
    waiting.receives(a_press(Deed.CLAIM, 1, ADVISER), a_message(QUIET))

    waiting.worker.answer_waiting()

    assert CrisisReply(1, holder="Ash Sample") in waiting.said_to()
    assert card(waiting).distress


def test_edit_that_raises_a_case_stands_on_top_and_pages(waiting: Stage) -> None:
    written = a_message(CALM)
    waiting.receives(written, an_edit(written, ALONE))

    assert card(waiting).pressing == ALONE
    assert [page.raised for page in pages(waiting)] == [True]


def test_first_words_after_a_button_without_words_stand_on_top(stage: Stage) -> None:
    stage.receives(a_press(Deed.INSPECTOR_HERE), a_message("year 3, the maths lesson"))
    stage.receives(a_message(CALM))

    assert card(stage).pressing == "year 3, the maths lesson"


def test_words_that_reopen_a_case_stand_on_top(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.SORTED, 1))
    stage.clock.go_on(hours=1)

    stage.receives(a_message(ALONE))

    assert stage.case().round == 2
    assert card(stage).pressing == ALONE


def test_pages_offers_and_home_tabs_show_the_words_on_top(waiting: Stage) -> None:
    waiting.receives(a_message(ALONE))
    waiting.waits(5)
    waiting.receives(a_press(Deed.CLAIM, 1, ADVISER), a_home_opening(ADVISER))
    other = str(waiting.person_id(COLLEAGUE))
    waiting.receives(a_form(Form.HAND_OVER, 1, ADVISER, adviser=other, text="Please."))

    to_colleague = waiting.said_to(COLLEAGUE)
    assert {one.words for one in to_colleague if isinstance(one, AdviserPaged)} == {ALONE}
    assert [one.words for one in to_colleague if isinstance(one, HandOverOffered)] == [ALONE]
    (tab,) = [one for _, one in waiting.said() if isinstance(one, StaffHome)]
    assert [case.words for one in tab.lists for case in one.cases] == [ALONE]


def test_case_that_is_as_urgent_as_before_calls_nobody_again(stage: Stage) -> None:
    stage.opens_a_case(LIVE)
    stage.receives(a_message(ALONE))

    assert pages(stage) == []
    assert card(stage).raised_from is None


def test_distress_on_a_live_case_pages_the_queue(stage: Stage) -> None:
    stage.opens_a_case(LIVE)
    stage.receives(a_message(DISTRESS))

    assert [page.raised for page in pages(stage)] == [True]
    assert card(stage).pressing == DISTRESS
