"""Buttons and forms whose value somebody forged: nothing is done to a case, and nothing fails."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.inbound import Deed, Form
from tests.bot.factories import ADVISER, COLLEAGUE, MEMBER, OTHER_MEMBER, a_form, a_press
from tests.bot.stage import Stage

FORGED = (
    "",
    "0",
    "-1",
    "77",  # no such row
    "1.0",
    "١",  # one, but not in ASCII
    "9" * 30,  # more than the database can hold
    "9" * 5000,  # more than Python reads
    "1" * 2000,
    "1; DROP TABLE cases",
    "1:99",
    "1:" + "9" * 30,
    "77:0",
    '{"case_id": 1}',
    "[" * 5000,
    "\N{RIGHT-TO-LEFT OVERRIDE}1",
    "%d%s{0}",
)
FIELDS = ("text", "adviser", "kind", "school", "phone", "reason", "day", "hours")


def changed(stage: Stage, before: list[object]) -> list[object]:
    return [row for row, was in zip(stage.rows("cases"), before, strict=True) if row != was]


def failed(stage: Stage) -> list[str]:
    return [row.error for row in stage.rows("inbox") if row.state != "done"]


@pytest.fixture
def with_case(stage: Stage) -> Stage:
    """A helpline with one open case, which is not the one that is forged."""
    stage.opens_a_case()
    return stage


@pytest.mark.parametrize("sender", [MEMBER, OTHER_MEMBER, ADVISER])
@pytest.mark.parametrize("deed", Deed)
def test_button_with_a_forged_value_touches_no_case(
    with_case: Stage, deed: Deed, sender: str
) -> None:
    before = with_case.rows("cases")

    for value in FORGED:
        if not opens_a_case_by_itself(deed):
            with_case.receives(a_press(deed, value, sender))

    assert failed(with_case) == []
    assert changed(with_case, before) == []


def opens_a_case_by_itself(deed: Deed) -> bool:
    """Say whether a button calls for a person whatever its value is."""
    return deed in (Deed.TALK_TO_A_PERSON, Deed.INSPECTOR_HERE)


@pytest.mark.parametrize("deed", [Deed.TALK_TO_A_PERSON, Deed.INSPECTOR_HERE])
def test_forged_value_keeps_nobody_from_a_person(stage: Stage, deed: Deed) -> None:
    for value in FORGED:
        stage.receives(a_press(deed, value))

    assert failed(stage) == []
    assert stage.n("cases") == 1


@pytest.mark.parametrize("sender", [MEMBER, OTHER_MEMBER, ADVISER])
@pytest.mark.parametrize("form", Form)
def test_form_with_a_forged_row_touches_no_case(with_case: Stage, form: Form, sender: str) -> None:
    before = with_case.rows("cases")

    for value in FORGED:
        fields = dict.fromkeys(FIELDS, "words")
        with_case.receives(a_form(form, value, sender, **fields))

    assert failed(with_case) == []
    assert changed(with_case, before) == []


@pytest.mark.parametrize("other", FORGED)
def test_hand_over_to_a_forged_colleague_changes_nothing(with_case: Stage, other: str) -> None:
    with_case.receives(a_press(Deed.CLAIM, 1, ADVISER))
    before = with_case.rows("cases")

    with_case.receives(a_form(Form.HAND_OVER, 1, ADVISER, adviser=other, text="take it"))

    assert failed(with_case) == []
    assert changed(with_case, before) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    deed=st.sampled_from([deed for deed in Deed if not opens_a_case_by_itself(deed)]),
    value=st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="1")),
    sender=st.sampled_from([MEMBER, OTHER_MEMBER, ADVISER, COLLEAGUE]),
)
def test_no_value_of_any_button_ever_fails(
    stage: Stage, deed: Deed, value: str, sender: str
) -> None:
    stage.receives(a_press(deed, value, sender))

    assert failed(stage) == []
