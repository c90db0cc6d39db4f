"""A form that closes a case acts on the case its opener saw, or shows what came since."""

from __future__ import annotations

import pytest

from bot.conversation import as_seen
from bot.inbound import Deed, Form, FormSubmitted
from bot.outbound import AdviserTold, CaseClosed, CaseLogged, MemberWrote
from tests.bot.factories import ADVISER, COLLEAGUE, LIVE, a_form, a_message, a_press
from tests.bot.stage import Stage

CHANGED = AdviserTold(1, "changed_meanwhile")


@pytest.fixture
def held(stage: Stage) -> Stage:
    """One case, which an adviser has."""
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    return stage


def opened_form(stage: Stage, text: str = "") -> FormSubmitted:
    """Return the form as it would be sent, opened now."""
    seen = as_seen.stamp(stage.case())
    return a_form(Form.RESOLVE, seen, ADVISER, outcome="advised", text=text)


def closings(stage: Stage) -> list[CaseClosed]:
    return [one for one in stage.said_to() if isinstance(one, CaseClosed) and one.by]


def test_case_that_is_as_it_was_seen_is_closed(held: Stage) -> None:
    held.receives(opened_form(held))

    assert not held.case().is_open


def test_case_reopened_since_stays_with_the_colleague_who_has_it(held: Stage) -> None:
    form = opened_form(held)
    held.receives(a_press(Deed.SORTED, 1))
    held.clock.go_on(minutes=5)
    held.receives(a_message(LIVE), a_press(Deed.CLAIM, 1, COLLEAGUE))

    held.receives(form)

    assert held.case().holder_id == held.person_id(COLLEAGUE)
    assert held.case().is_open
    assert closings(held) == []
    assert CHANGED in held.said_to(ADVISER)


def test_words_the_member_added_since_are_shown_and_the_case_stays_open(held: Stage) -> None:
    held.receives(a_message("before"))
    form = opened_form(held)
    held.receives(a_message("he is back, shouting"), a_message("please ring"))

    held.receives(form)

    assert held.case().is_open
    assert held.said_to(ADVISER)[-2:] == [
        CHANGED,
        MemberWrote(1, "he is back, shouting\nplease ring", direct=True),
    ]


def test_what_was_typed_is_kept_as_a_note_and_never_sent(held: Stage) -> None:
    form = opened_form(held, "You may refuse that.")
    held.receives(a_message("wait"))

    held.receives(form)

    note = CaseLogged(1, "noted", "Ash Sample", text="You may refuse that.")
    assert note in held.in_thread()
    assert "You may refuse" not in repr(held.said_to())


def test_case_that_a_colleague_has_taken_since_is_not_closed(held: Stage) -> None:
    form = opened_form(held)
    held.waits(16)  # nothing was heard from the holder
    held.receives(a_press(Deed.CLAIM, 1, COLLEAGUE))

    held.receives(form)

    assert held.case().holder_id == held.person_id(COLLEAGUE)
    assert held.case().is_open


def test_form_pressed_again_after_a_look_closes_the_case(held: Stage) -> None:
    form = opened_form(held)
    held.receives(a_message("wait"), form)

    held.receives(opened_form(held))

    assert not held.case().is_open


@pytest.mark.parametrize("value", ["", "1:x:0:0", "1:1", "one", "1:²:0:0"])
def test_form_about_no_case_does_nothing(held: Stage, value: str) -> None:
    before = held.said()

    held.receives(a_form(Form.RESOLVE, value, ADVISER, outcome="advised"))

    assert held.said() == before
    assert {row.state for row in held.rows("inbox")} == {"done"}

    assert held.case().is_open
