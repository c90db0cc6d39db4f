"""What an adviser's buttons and forms do, and that nobody else's press does it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import adviser_buttons
from bot.helpline import people
from bot.helpline.case import CaseState
from bot.inbound import Deed, Form, Place
from bot.outbound import (
    AdviserTold,
    AdviserWrote,
    CaseCard,
    CaseClaimed,
    CaseClosed,
    CaseLogged,
    CasePaged,
    CaseReopened,
    CaseStatus,
    Guidepost,
    HandOverOffered,
)
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    LIVE,
    OTHER_MEMBER,
    QUEUE_CHANNEL,
    a_form,
    a_message,
    a_press,
)
from tests.bot.stage import Stage


def card(stage: Stage) -> CaseCard:
    return next(one for one in stage.in_queue() if isinstance(one, CaseCard))


def status(stage: Stage) -> CaseStatus:
    return [one for one in stage.said_to() if isinstance(one, CaseStatus)][-1]


def logged(stage: Stage) -> list[str]:
    return [one.deed for one in stage.in_thread() if isinstance(one, CaseLogged)]


def claimed_case(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))


def offered_case(stage: Stage) -> None:
    claimed_case(stage)
    other = stage.person_id(COLLEAGUE)
    stage.receives(a_form(Form.HAND_OVER, 1, ADVISER, adviser=str(other), text="my shift ends"))


@pytest.mark.parametrize("deed", adviser_buttons.DEEDS)
def test_advisers_button_pressed_by_a_member_does_nothing_and_says_so(
    stage: Stage, deed: Deed
) -> None:
    before = stage.opens_a_case()

    stage.receives(a_press(deed, 1, OTHER_MEMBER))

    assert stage.case() == before
    assert stage.said_to(OTHER_MEMBER) == [Guidepost("staff_only")]


@pytest.mark.parametrize("form", adviser_buttons.FORMS)
def test_advisers_form_sent_by_a_member_does_nothing_and_says_so(stage: Stage, form: Form) -> None:
    before = stage.opens_a_case()
    history = stage.history()

    stage.receives(a_form(form, 1, OTHER_MEMBER, text="words", adviser="1", outcome="advised"))

    assert (stage.case(), stage.history()) == (before, history)
    assert stage.said_to(OTHER_MEMBER) == [Guidepost("staff_only")]


def test_member_is_told_who_has_the_case_once_somebody_has(stage: Stage) -> None:
    stage.opens_a_case()
    assert status(stage).holder is None

    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))

    assert CaseClaimed(1, "Ash Sample") in stage.said_to()
    assert (status(stage).state, status(stage).holder) == ("claimed", "Ash Sample")
    assert (card(stage).state, card(stage).holder) == ("claimed", "Ash Sample")


def test_second_adviser_is_told_who_was_first(stage: Stage) -> None:
    claimed_case(stage)

    stage.receives(a_press(Deed.CLAIM, 1, COLLEAGUE))

    assert stage.said_to(COLLEAGUE) == [AdviserTold(1, "held", holder="Ash Sample")]
    assert [m for m in stage.said_to() if isinstance(m, CaseClaimed)] == [
        CaseClaimed(1, "Ash Sample")
    ]


def test_adviser_who_claims_twice_is_told_that_they_have_it(stage: Stage) -> None:
    claimed_case(stage)

    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))

    assert stage.said_to(ADVISER) == [AdviserTold(1, "already_yours")]


def test_card_of_an_earlier_database_does_nothing_and_is_explained(stage: Stage) -> None:
    before = stage.opens_a_case()
    old = a_press(Deed.CLAIM, 1, ADVISER, Place(QUEUE_CHANNEL))

    stage.receives(replace(old, ts="1600000000.000001"))

    assert stage.case() == before
    assert stage.said_to(ADVISER) == [AdviserTold(1, "old_card")]


def test_card_of_another_case_does_nothing(stage: Stage) -> None:
    stage.opens_a_case()
    stage.opens_a_case(LIVE, OTHER_MEMBER)
    of_another = a_press(Deed.CLAIM, 1, ADVISER, Place(QUEUE_CHANNEL))

    stage.receives(replace(of_another, ts=stage.card_ts(2)))

    assert stage.said_to(ADVISER) == [AdviserTold(1, "old_card")]


def test_card_of_the_case_is_acted_on_even_before_we_noted_where_it_stands(stage: Stage) -> None:
    stage.receives(a_message(LIVE))
    with stage.database.write() as tx:
        tx.exec_driver_sql("UPDATE outbox SET state = 'sending'")
    seen = a_press(Deed.CLAIM, 1, ADVISER, Place(QUEUE_CHANNEL))

    stage.receives(replace(seen, ts="1795400000.000001"))

    assert CaseClaimed(1, "Ash Sample") in stage.said_to()


def test_standing_card_is_acted_on(stage: Stage) -> None:
    stage.opens_a_case()
    press = a_press(Deed.CLAIM, 1, ADVISER, Place(QUEUE_CHANNEL))

    stage.receives(replace(press, ts=stage.card_ts()))

    assert CaseClaimed(1, "Ash Sample") in stage.said_to()


def test_removed_adviser_claims_nothing_and_is_told(stage: Stage) -> None:
    before = stage.opens_a_case()
    with stage.database.write() as tx:
        people.set_advisers(tx, {COLLEAGUE: "Bex Sample"})

    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))

    assert stage.case() == before
    assert stage.said_to(ADVISER) == [Guidepost("staff_only")]


def test_claim_on_a_resolved_case_is_explained(stage: Stage) -> None:
    claimed_case(stage)
    stage.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))

    stage.receives(a_press(Deed.CLAIM, 1, COLLEAGUE))

    assert stage.said_to(COLLEAGUE) == [AdviserTold(1, "resolved")]


def test_hand_over_is_offered_with_its_note_and_changes_nothing_for_the_member(
    stage: Stage,
) -> None:
    claimed_case(stage)
    before = stage.said_to()

    stage.receives(
        a_form(
            Form.HAND_OVER,
            1,
            ADVISER,
            adviser=str(stage.person_id(COLLEAGUE)),
            text="my shift ends",
        )
    )

    assert stage.said_to(COLLEAGUE) == [HandOverOffered(1, "Ash Sample", "my shift ends", LIVE)]
    assert card(stage).offered_to == "Bex Sample"
    assert stage.said_to() == before


def test_hand_over_is_accepted_by_claiming(stage: Stage) -> None:
    offered_case(stage)

    stage.receives(a_press(Deed.CLAIM, 1, COLLEAGUE))

    assert stage.said_to()[-1] == CaseClaimed(1, "Bex Sample")
    assert (card(stage).holder, card(stage).offered_to) == ("Bex Sample", None)
    assert logged(stage) == ["claimed", "offered", "claimed"]


@pytest.mark.parametrize(
    ("sender", "to", "reason"),
    [
        pytest.param(ADVISER, ADVISER, AdviserTold(1, "to_oneself"), id="to oneself"),
        pytest.param(ADVISER, "U0MEMBER1", AdviserTold(1, "not_an_adviser"), id="to a member"),
        pytest.param(
            COLLEAGUE, ADVISER, AdviserTold(1, "held", holder="Ash Sample"), id="by another"
        ),
    ],
)
def test_hand_over_that_cannot_be_is_explained(
    stage: Stage, sender: str, to: str, reason: AdviserTold
) -> None:
    claimed_case(stage)

    stage.receives(a_form(Form.HAND_OVER, 1, sender, adviser=str(stage.person_id(to))))

    assert stage.said_to(sender)[-1] == reason
    assert stage.case().offered_to_id is None


def test_hand_over_of_a_case_nobody_has_is_explained(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_form(Form.HAND_OVER, 1, ADVISER, adviser=str(stage.person_id(COLLEAGUE))))

    assert stage.said_to(ADVISER)[-1] == AdviserTold(1, "not_held")


def test_hand_over_of_a_resolved_case_is_explained(stage: Stage) -> None:
    claimed_case(stage)
    stage.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))

    stage.receives(a_form(Form.HAND_OVER, 1, ADVISER, adviser=str(stage.person_id(COLLEAGUE))))

    assert stage.said_to(ADVISER)[-1] == AdviserTold(1, "resolved")


def test_member_reads_the_outcome_and_who_closed_the_case(stage: Stage) -> None:
    claimed_case(stage)

    stage.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised", text="Ring any time."))

    closed = CaseClosed(1, "An adviser gave advice. Ring any time.", "Ash Sample")
    assert closed in stage.said_to()
    assert (status(stage).state, status(stage).outcome) == ("resolved", closed.outcome)
    assert logged(stage) == ["claimed", "resolved"]


def test_closing_twice_is_explained(stage: Stage) -> None:
    claimed_case(stage)
    stage.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))

    stage.receives(a_form(Form.RESOLVE, 1, COLLEAGUE, outcome="referred_on"))

    assert stage.said_to(COLLEAGUE) == [AdviserTold(1, "resolved")]
    assert stage.case().outcome == "An adviser gave advice"


def test_adviser_reopens_a_case_and_the_helpline_is_paged(stage: Stage) -> None:
    claimed_case(stage)
    stage.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))

    stage.receives(a_press(Deed.REOPEN, 1, COLLEAGUE))

    assert stage.case().state is CaseState.OPEN
    assert CaseReopened(1, "Bex Sample") in stage.said_to()
    assert [one.reopened for one in stage.in_queue() if isinstance(one, CasePaged)] == [True]
    assert (status(stage).state, status(stage).holder) == ("open", None)


def test_case_that_is_not_closed_is_not_reopened(stage: Stage) -> None:
    claimed_case(stage)

    stage.receives(a_press(Deed.REOPEN, 1, COLLEAGUE))

    assert stage.said_to(COLLEAGUE) == [AdviserTold(1, "not_resolved")]


def test_old_case_is_not_reopened_beside_the_members_open_one(stage: Stage) -> None:
    claimed_case(stage)
    stage.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))
    stage.clock.go_on(hours=49)
    stage.receives(a_message(LIVE))

    stage.receives(a_press(Deed.REOPEN, 1, COLLEAGUE))

    assert stage.said_to(COLLEAGUE) == [AdviserTold(2, "another_open")]
    assert [row.state for row in stage.rows("inbox")] == ["done"] * 5


def test_reply_form_reaches_the_member_and_shows_colleagues(stage: Stage) -> None:
    claimed_case(stage)

    stage.receives(a_form(Form.REPLY, 1, ADVISER, text=" I am on my way. "))

    assert stage.said_to()[-1] == AdviserWrote(1, "Ash Sample", "I am on my way.")
    assert CaseLogged(1, "replied", "Ash Sample", text="I am on my way.") in stage.in_thread()


def test_reply_form_on_a_closed_case_is_refused_and_shown_to_nobody(stage: Stage) -> None:
    claimed_case(stage)
    stage.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))

    stage.receives(a_form(Form.REPLY, 1, ADVISER, text="one more thing"))

    assert "one more thing" not in repr(stage.said())
    assert stage.said_to(ADVISER)[-1] == AdviserTold(1, "resolved")


def test_empty_reply_is_explained_and_an_empty_note_ignored(stage: Stage) -> None:
    claimed_case(stage)
    before = stage.said()

    stage.receives(a_form(Form.NOTE, 1, ADVISER, text=" "))
    assert stage.said() == before
    stage.receives(a_form(Form.REPLY, 1, ADVISER, text=" "))

    assert stage.said_to(ADVISER)[-1] == AdviserTold(1, "not_delivered")


def test_note_form_is_kept_among_colleagues(stage: Stage) -> None:
    claimed_case(stage)
    before = stage.said_to()

    stage.receives(a_form(Form.NOTE, 1, ADVISER, text="she rang last week"))

    assert stage.said_to() == before
    assert stage.in_thread()[-1] == CaseLogged(1, "noted", "Ash Sample", text="she rang last week")
