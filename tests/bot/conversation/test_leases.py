"""A claim holds while its holder acts; then it goes back into the queue, and the member is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.db import Database
from bot.helpline import duty, people
from bot.helpline.case import CaseState
from bot.helpline.terms import parse_terms
from bot.inbound import Deed, Form
from bot.outbound import (
    AdviserPaged,
    AdviserTold,
    CaseCard,
    CaseClaimed,
    CaseLapsed,
    CaseLogged,
    CasePaged,
    CaseStatus,
    HandOverOffered,
    HolderReminded,
)
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    NOW,
    FrozenClock,
    a_form,
    a_message,
    a_policy,
    a_press,
)
from tests.bot.stage import Stage


def claimed_case(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))


def reminders(stage: Stage) -> list[int]:
    return [one.minutes for one in stage.said_to(ADVISER) if isinstance(one, HolderReminded)]


def offered_to_colleague(stage: Stage) -> None:
    claimed_case(stage)
    other = str(stage.person_id(COLLEAGUE))
    stage.receives(a_form(Form.HAND_OVER, 1, ADVISER, adviser=other, text="my shift ends"))


def test_holder_who_is_quiet_for_10_minutes_is_reminded_once(stage: Stage) -> None:
    claimed_case(stage)

    stage.waits(9)
    before = reminders(stage)
    stage.waits(3)

    assert (before, reminders(stage)) == ([], [10])


def test_case_of_a_holder_who_is_quiet_for_15_minutes_goes_back_into_the_queue(
    stage: Stage,
) -> None:
    claimed_case(stage)

    stage.waits(15)

    case = stage.case()
    assert (case.state, case.holder_id, case.queued_at) == (
        CaseState.OPEN,
        None,
        NOW + timedelta(minutes=15),
    )
    assert stage.said_to()[-1] == CaseLapsed(1, "Ash Sample", 15)
    assert AdviserTold(1, "lapsed") in stage.said_to(ADVISER)
    assert CaseLogged(1, "lapsed", "Ash Sample") in stage.in_thread()
    assert [one.lapsed for one in stage.in_queue() if isinstance(one, CasePaged)] == [True]


def test_claim_lapses_by_the_terms_of_the_organisation(
    database: Database, clock: FrozenClock
) -> None:
    stage = Stage(database, clock, a_policy(lease=parse_terms("2,90s,30,1")))
    claimed_case(stage)

    stage.waits(2)
    reminded = [one for one in stage.said_to(ADVISER) if isinstance(one, HolderReminded)]
    stage.waits(2)

    assert reminded == [HolderReminded(1, minutes=2, left_s=90)]
    assert stage.case().holder_id is None


def test_offer_comes_back_by_the_terms_of_the_organisation(
    database: Database, clock: FrozenClock
) -> None:
    stage = Stage(database, clock, a_policy(lease=parse_terms("10,5,30,1")))
    offered_to_colleague(stage)

    stage.waits(2)

    offered = [one for one in stage.said_to(COLLEAGUE) if isinstance(one, HandOverOffered)]
    assert [one.within_s for one in offered] == [60]
    assert stage.case().offered_to_id is None


def test_card_and_status_say_that_nobody_has_a_lapsed_case(stage: Stage) -> None:
    claimed_case(stage)

    stage.waits(15)

    card = next(one for one in stage.in_queue() if isinstance(one, CaseCard))
    status = next(one for one in stage.said_to() if isinstance(one, CaseStatus))
    assert (card.state, card.holder, card.lapsed) == ("open", None, True)
    assert (status.state, status.holder, status.again) == ("open", None, True)
    assert status.opened_at == NOW + timedelta(minutes=15)


def test_ladder_restarts_when_a_claim_lapses(stage: Stage) -> None:
    claimed_case(stage)
    stage.waits(15)

    stage.waits(5)

    paged = [one.minutes for one in stage.in_queue() if isinstance(one, CasePaged)]
    assert paged == [0, 2]
    assert [one.minutes for one in stage.said_to(COLLEAGUE) if isinstance(one, AdviserPaged)] == [5]


def test_every_lapse_pages_anew(stage: Stage) -> None:
    claimed_case(stage)
    stage.waits(17)
    stage.receives(a_press(Deed.CLAIM, 1, COLLEAGUE))

    stage.waits(17)

    told = [one for one in stage.said_to() if isinstance(one, CaseLapsed)]
    assert told == [CaseLapsed(1, "Ash Sample", 15), CaseLapsed(1, "Bex Sample", 15)]
    assert [one.minutes for one in stage.in_queue() if isinstance(one, CasePaged)] == [0, 2, 0, 2]


@pytest.mark.parametrize("act", ["reply form", "note form", "thread", "remark", "still on it"])
def test_claim_is_renewed_by_acting(stage: Stage, act: str) -> None:
    claimed_case(stage)
    stage.waits(9)

    stage.receives(
        {
            "reply form": a_form(Form.REPLY, 1, ADVISER, text="I am ringing you now."),
            "note form": a_form(Form.NOTE, 1, ADVISER, text="knows the school"),
            "thread": stage.in_card_thread("I am ringing you now.", ADVISER),
            "remark": stage.in_card_thread("// knows the school", ADVISER),
            "still on it": a_press(Deed.STILL_ON_IT, 1, ADVISER),
        }[act]
    )
    stage.waits(9)

    assert reminders(stage) == []
    stage.waits(1)
    assert reminders(stage) == [10]


def test_on_the_phone_keeps_the_case_for_half_an_hour_and_says_so(stage: Stage) -> None:
    claimed_case(stage)

    stage.receives(a_press(Deed.ON_THE_PHONE, 1, ADVISER))
    stage.waits(29)
    before = reminders(stage)
    stage.waits(1)

    assert (before, reminders(stage)) == ([], [30])
    assert CaseLogged(1, "on_the_phone", "Ash Sample") in stage.in_thread()


@pytest.mark.parametrize("act", ["note form", "thread", "remark", "still on it", "hand over"])
def test_on_the_phone_is_cut_short_by_nothing_the_holder_does(stage: Stage, act: str) -> None:
    claimed_case(stage)
    stage.receives(a_press(Deed.ON_THE_PHONE, 1, ADVISER))
    stage.waits(1)
    other = str(stage.person_id(COLLEAGUE))

    stage.receives(
        {
            "note form": a_form(Form.NOTE, 1, ADVISER, text="she is the deputy"),
            "thread": stage.in_card_thread("Here is what we spoke of.", ADVISER),
            "remark": stage.in_card_thread("// she is the deputy", ADVISER),
            "still on it": a_press(Deed.STILL_ON_IT, 1, ADVISER),
            "hand over": a_form(Form.HAND_OVER, 1, ADVISER, adviser=other, text="later"),
        }[act]
    )
    stage.waits(28)
    before = reminders(stage)
    stage.waits(1)

    assert (before, reminders(stage)) == ([], [29])  # since what they did last


def test_claim_that_is_taken_from_somebody_on_the_phone_is_a_claim_like_any(stage: Stage) -> None:
    offered_to_colleague(stage)
    stage.receives(a_press(Deed.ON_THE_PHONE, 1, ADVISER), a_press(Deed.CLAIM, 1, COLLEAGUE))

    stage.waits(10)

    reminded = [one for one in stage.said_to(COLLEAGUE) if isinstance(one, HolderReminded)]
    assert [one.minutes for one in reminded] == [10]


def test_members_words_and_a_colleagues_note_do_not_renew_the_claim(stage: Stage) -> None:
    claimed_case(stage)
    stage.waits(5)

    stage.receives(a_message("are you there?"), a_form(Form.NOTE, 1, COLLEAGUE, text="busy?"))
    stage.waits(5)

    assert reminders(stage) == [10]


def test_still_on_it_after_the_reminder_keeps_the_case(stage: Stage) -> None:
    claimed_case(stage)
    stage.waits(12)

    stage.receives(a_press(Deed.STILL_ON_IT, 1, ADVISER))
    stage.waits(9)

    assert stage.case().state is CaseState.CLAIMED


def test_still_on_it_that_comes_too_late_is_explained(stage: Stage) -> None:
    claimed_case(stage)
    stage.waits(16)

    stage.receives(a_press(Deed.STILL_ON_IT, 1, ADVISER))

    assert stage.said_to(ADVISER)[-1] == AdviserTold(1, "not_held")


def test_claim_of_another_is_not_kept_by_a_colleague(stage: Stage) -> None:
    claimed_case(stage)

    stage.receives(a_press(Deed.ON_THE_PHONE, 1, COLLEAGUE))

    assert stage.said_to(COLLEAGUE) == [AdviserTold(1, "held", holder="Ash Sample")]


def test_nobody_is_reminded_of_a_resolved_case(stage: Stage) -> None:
    claimed_case(stage)
    stage.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))

    stage.waits(20)

    assert reminders(stage) == []


def test_holder_is_reminded_before_a_case_lapses_even_after_a_stop(stage: Stage) -> None:
    claimed_case(stage)
    stage.clock.go_on(hours=1)

    stage.waits(4)

    assert reminders(stage) == [60]
    assert stage.case().state is CaseState.CLAIMED
    stage.waits(2)
    assert stage.case().state is CaseState.OPEN


def test_nobody_is_reminded_at_night_of_what_can_wait(stage: Stage) -> None:
    stage.opens_a_case()
    with stage.database.write() as tx:
        tx.exec_driver_sql("UPDATE cases SET urgency = 'routine'")
    stage.clock.go_on(hours=7, minutes=13)  # 17:55
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))

    stage.waits(60)
    before = reminders(stage)
    stage.clock.go_on(hours=13, minutes=10)  # 08:05 the next day
    stage.worker.sweep()

    assert (before, len(reminders(stage))) == ([], 1)


def test_offer_that_nobody_takes_comes_back_after_5_minutes(stage: Stage) -> None:
    offered_to_colleague(stage)

    stage.waits(5)

    assert stage.case().offered_to_id is None
    assert stage.said_to(ADVISER)[-1] == AdviserTold(1, "offer_came_back", holder="Bex Sample")
    assert CaseLogged(1, "offer_came_back", "Ash Sample", "Bex Sample") in stage.in_thread()
    card = next(one for one in stage.in_queue() if isinstance(one, CaseCard))
    assert (card.holder, card.offered_to) == ("Ash Sample", None)


def test_offer_that_came_back_can_not_be_taken_any_more(stage: Stage) -> None:
    offered_to_colleague(stage)
    stage.waits(6)

    stage.receives(a_press(Deed.CLAIM, 1, COLLEAGUE))

    assert stage.said_to(COLLEAGUE)[-1] == AdviserTold(1, "held", holder="Ash Sample")


def test_offer_that_is_taken_does_not_come_back(stage: Stage) -> None:
    offered_to_colleague(stage)
    stage.waits(4)

    stage.receives(a_press(Deed.CLAIM, 1, COLLEAGUE))
    stage.waits(2)

    assert stage.said_to()[-1] == CaseClaimed(1, "Bex Sample")
    assert "offer_came_back" not in [line.deed for line in stage.history()]


def test_case_is_not_offered_to_somebody_off_duty(stage: Stage) -> None:
    claimed_case(stage)
    with stage.database.write() as tx:
        until = NOW + timedelta(hours=8)
        duty.set_by_hand(tx, people.find_or_add(tx, ADVISER).id, on=True, until=until)
    other = str(stage.person_id(COLLEAGUE))

    stage.receives(a_form(Form.HAND_OVER, 1, ADVISER, adviser=other, text="my shift ends"))

    assert stage.said_to(ADVISER)[-1] == AdviserTold(1, "off_duty", holder="Bex Sample")
    assert stage.case().offered_to_id is None


def test_history_tells_it_all_in_the_past_tense(stage: Stage) -> None:
    offered_to_colleague(stage)
    stage.waits(15)
    stage.receives(a_press(Deed.CLAIM, 1, COLLEAGUE), a_press(Deed.ON_THE_PHONE, 1, COLLEAGUE))
    stage.receives(a_form(Form.RESOLVE, 1, COLLEAGUE, outcome="advised"))
    stage.receives(a_press(Deed.REOPEN, 1, ADVISER))

    assert [line.deed for line in stage.history()] == [
        "opened",
        "claimed",
        "offered",
        "offer_came_back",
        "reminded",
        "lapsed",
        "claimed",
        "on_the_phone",
        "resolved",
        "reopened",
    ]


def test_lapse_that_fails_is_tried_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    claimed_case(stage)
    stage.waits(10)

    def fails(*args: object, **named: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("bot.conversation.notices.announce_lapsed", fails)
        stage.waits(6)
    while_it_fails = stage.case().state
    stage.waits(1)

    assert (while_it_fails, stage.case().state) == (CaseState.CLAIMED, CaseState.OPEN)
    assert [one for one in stage.said_to() if isinstance(one, CaseLapsed)] == [
        CaseLapsed(1, "Ash Sample", 16)
    ]


def test_offer_that_could_not_be_taken_back_is_tried_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered_to_colleague(stage)

    def fails(*args: object, **named: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("bot.conversation.notices.refresh", fails)
        stage.waits(6)
    while_it_fails = stage.case().offered_to_id
    stage.waits(1)

    assert while_it_fails == stage.person_id(COLLEAGUE)
    assert stage.case().offered_to_id is None
