"""A case that somebody holds becomes urgent: they are called, and if they are quiet, others are."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.helpline.case import CaseState
from bot.inbound import Deed, Form
from bot.outbound import (
    AdviserPaged,
    AdviserTold,
    CaseClaimed,
    CaseLapsed,
    CaseLogged,
    CasePaged,
    HolderCalled,
    HolderReminded,
    MemberWrote,
    NobodyYet,
    SecondChannelCalled,
)
from bot.slack.views import Scene, render
from bot.triage.assessment import Action, Urgency
from bot.triage.rules import assess
from tests.bot.days import at
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    LIVE,
    QUESTION,
    FrozenClock,
    a_form,
    a_message,
    a_policy,
    a_press,
)
from tests.bot.stage import Stage

BOTH = ("U0ADVISER1", "U0ADVISER2")


@pytest.fixture
def evening(stage: Stage) -> Stage:
    """Five to six on a Monday: a case of today is claimed, and its pace stands still at six."""
    evening = Stage(
        stage.database, FrozenClock(at("2026-11-23 17:55")), a_policy(second_channels=("smtp",))
    )
    evening.receives(a_press(Deed.TALK_TO_A_PERSON))
    evening.sends()
    evening.receives(a_press(Deed.CLAIM, 1, ADVISER))
    evening.clock.go_on(minutes=4)
    evening.sends()
    assert evening.case().concern.urgency == "today"
    return evening


def called(stage: Stage, who: str = ADVISER) -> list[HolderCalled]:
    return [one for one in stage.said_to(who) if isinstance(one, HolderCalled)]


def pages(stage: Stage) -> list[CasePaged]:
    return [one for one in stage.in_queue() if isinstance(one, CasePaged)]


def test_holder_is_called_in_the_thread_and_in_person_when_it_becomes_urgent(
    evening: Stage,
) -> None:
    evening.receives(a_message(LIVE))

    assert called(evening) == [HolderCalled(1, "immediate", LIVE)]
    relayed = [one for one in evening.in_thread() if isinstance(one, MemberWrote)]
    assert [(one.text, one.mention) for one in relayed] == [(LIVE, (ADVISER,))]
    assert CaseLogged(1, "more_urgent", "Ash Sample") in evening.in_thread()


def test_holder_is_called_when_only_the_classifier_sees_it(stage: Stage) -> None:
    words = "the tall one looks at his watch while mine are talking"
    stage.guidance.judges[words] = replace(
        assess(QUESTION), action=Action.ESCALATE, urgency=Urgency.IMMEDIATE, live=True
    )
    stage.receives(a_press(Deed.TALK_TO_A_PERSON), a_press(Deed.CLAIM, 1, ADVISER))
    stage.receives(a_press(Deed.ONLY_SEND, 1, ADVISER))

    stage.receives(a_message(words))
    stage.worker.answer_waiting()

    assert called(stage) == [HolderCalled(1, "immediate", words)]


def test_holder_who_does_nothing_is_paged_beside_the_others_like_an_unclaimed_case(
    evening: Stage,
) -> None:
    evening.receives(a_message(LIVE))

    evening.waits(10)

    held = {"held_by": "Ash Sample"}
    assert pages(evening) == [CasePaged(1, n, "immediate", BOTH, **held) for n in (2, 10)]
    assert AdviserPaged(1, 5, "immediate", LIVE, **held) in evening.said_to(COLLEAGUE)
    assert not any(isinstance(one, AdviserPaged) for one in evening.said_to(ADVISER))
    assert NobodyYet(1, 10, **held) in evening.said_to()
    assert [one for _, one in evening.said() if isinstance(one, SecondChannelCalled)]
    logged = [one for one in evening.in_thread() if isinstance(one, CaseLogged)]
    assert CaseLogged(1, "paged_beside_holder", "Ash Sample") in logged
    assert not {"paged_again", "told_nobody_yet"} & {one.deed for one in logged}


def test_claim_lapses_at_the_pace_of_what_is_urgent_now(evening: Stage) -> None:
    evening.receives(a_message(LIVE))

    evening.waits(15)

    assert HolderReminded(1, 10) in evening.said_to(ADVISER)
    assert evening.case().state is CaseState.OPEN
    assert evening.case().queued_at == at("2026-11-23 18:14")
    assert CaseLapsed(1, "Ash Sample", 15) in evening.said_to()


@pytest.mark.parametrize("act", ["still on it", "on the phone", "words", "a note", "colleague"])
def test_nobody_else_is_paged_once_somebody_acts_on_it(evening: Stage, act: str) -> None:
    evening.receives(a_message(LIVE))
    evening.waits(1)

    evening.receives(
        {
            "still on it": a_press(Deed.STILL_ON_IT, 1, ADVISER),
            "on the phone": a_press(Deed.ON_THE_PHONE, 1, ADVISER),
            "words": evening.in_card_thread("I am ringing you now.", ADVISER),
            "a note": a_form(Form.NOTE, 1, ADVISER, text="ringing her"),
            "colleague": evening.in_card_thread("Ash is ringing you now.", COLLEAGUE),
        }[act]
    )
    evening.waits(8)

    assert pages(evening) == []
    assert evening.case().state is CaseState.CLAIMED


def test_colleague_may_take_it_over_from_a_holder_who_does_nothing(evening: Stage) -> None:
    evening.receives(a_message(LIVE))
    evening.waits(2)

    evening.receives(a_press(Deed.CLAIM, 1, COLLEAGUE))
    evening.waits(8)

    assert evening.case().holder_id == evening.person_id(COLLEAGUE)
    assert evening.said_to()[-1] == CaseClaimed(1, "Bex Sample")
    assert evening.said_to(ADVISER)[-1] == AdviserTold(1, "taken", holder="Bex Sample")
    assert len(pages(evening)) == 1


def test_colleague_may_not_take_it_over_from_a_holder_who_acted(evening: Stage) -> None:
    evening.receives(a_message(LIVE), a_press(Deed.STILL_ON_IT, 1, ADVISER))

    evening.receives(a_press(Deed.CLAIM, 1, COLLEAGUE))

    assert evening.said_to(COLLEAGUE) == [AdviserTold(1, "held", holder="Ash Sample")]


def test_words_that_raise_nothing_call_nobody(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    stage.clock.go_on(minutes=1)

    stage.receives(a_message(LIVE))
    stage.waits(5)

    assert (called(stage), pages(stage)) == ([], [])
    lease = next(row for row in stage.rows("timers") if row.kind == "lease")
    assert lease.due_at == stage.case().claimed_at + timedelta(minutes=10)


def test_what_is_said_of_a_quiet_holder_names_them_and_is_true(evening: Stage) -> None:
    evening.receives(a_message(LIVE))
    evening.waits(10)
    scene = Scene("0300 30 30 333", "Europe/London", evening.clock.now())
    paged, told = pages(evening)[0], NobodyYet(1, 10, "Ash Sample")

    said = [render(one, scene).text for one in (called(evening)[0], paged, told)]

    assert said == [
        "Case 1, which you have, is immediate now: see what the member wrote. If nothing is heard "
        "from you on it, colleagues are paged, and may take it over.",
        "Case 1 · immediate · became more urgent 2 minutes ago, and nothing has been heard from "
        "Ash Sample, who has it. Claim takes it over.",
        "Ash Sample has your case, but has not answered in the 10 minutes since it became more "
        "urgent. I am alerting other advisers, too.",
    ]
