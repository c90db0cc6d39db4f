"""What a card says of earlier cases of the same school, and of what the member was answered."""

from __future__ import annotations

from bot.inbound import Deed, Form
from bot.outbound import CaseCard, EarlierCase
from tests.bot.factories import ADVISER, LIVE, MEMBER, NOW, OTHER_MEMBER, a_form, a_press
from tests.bot.guidance import a_decline, an_answer
from tests.bot.stage import Stage

SECRET = "they are still here and asked my deputy about her illness"


def card(stage: Stage, case_id: int) -> CaseCard:
    cards = {one.case_id: one for one in stage.in_queue() if isinstance(one, CaseCard)}
    return cards[case_id]


def test_card_shows_earlier_cases_of_the_school_however_it_is_written(stage: Stage) -> None:
    stage.opens_a_case(f"{LIVE}, {SECRET}", OTHER_MEMBER)
    stage.receives(a_form(Form.DETAIL, 1, OTHER_MEMBER, school="St. Sample's  primary"))
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    closed = a_form(Form.RESOLVE, 1, ADVISER, outcome="advised", text=SECRET)
    stage.receives(closed)
    stage.opens_a_case(sender=MEMBER)

    stage.receives(a_form(Form.DETAIL, 2, MEMBER, school="ST SAMPLES PRIMARY"))

    assert card(stage, 2).earlier == (EarlierCase(1, NOW, "resolved", "An adviser gave advice"),)
    assert SECRET not in repr(card(stage, 2))


def test_card_shows_no_earlier_cases_of_another_school_or_of_none(stage: Stage) -> None:
    stage.opens_a_case(sender=OTHER_MEMBER)
    stage.receives(a_form(Form.DETAIL, 1, OTHER_MEMBER, school="Sample Academy"))
    stage.opens_a_case(sender=MEMBER)
    before = card(stage, 2).earlier

    stage.receives(a_form(Form.DETAIL, 2, MEMBER, school="Sample High School"))

    assert (before, card(stage, 2).earlier) == ((), ())


def test_card_says_whether_the_member_was_sent_what_the_guidance_says(stage: Stage) -> None:
    stage.guidance.says = an_answer()
    stage.opens_a_case()
    before = card(stage, 1).answered

    stage.worker.answer_waiting()

    assert (before, card(stage, 1).answered) == (False, True)


def test_card_of_a_case_without_guidance_says_nothing_was_sent(stage: Stage) -> None:
    stage.guidance.says = a_decline()
    stage.opens_a_case()

    stage.worker.answer_waiting()

    assert (card(stage, 1).guidance, card(stage, 1).answered) == ((), False)
