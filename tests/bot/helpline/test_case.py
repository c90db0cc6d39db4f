"""Which states of a case follow which."""

from __future__ import annotations

import pytest

from bot.helpline.case import TRANSITIONS, CaseState, may
from tests.bot.factories import case_as_data

OPEN, CLAIMED, RESOLVED = CaseState.OPEN, CaseState.CLAIMED, CaseState.RESOLVED


@pytest.mark.parametrize(
    ("state", "deeds"),
    [
        pytest.param(OPEN, {"claim", "resolve"}, id="open"),
        pytest.param(CLAIMED, {"claim", "offer", "lapse", "resolve"}, id="claimed"),
        pytest.param(RESOLVED, {"reopen"}, id="resolved"),
    ],
)
def test_case_allows_the_deeds_of_its_state_and_no_others(
    state: CaseState, deeds: set[str]
) -> None:
    case = case_as_data(state=state)

    allowed = {deed for deed in TRANSITIONS if may(deed, case)}

    assert allowed == deeds


def test_every_state_can_be_reached_and_left() -> None:
    reached = {to for _, to in TRANSITIONS.values()}
    left = frozenset[CaseState]().union(*(start for start, _ in TRANSITIONS.values()))

    assert reached == left == set(CaseState)


def test_case_is_open_until_it_is_resolved_and_unclaimed_until_it_is_claimed() -> None:
    cases = [case_as_data(state=state) for state in (OPEN, CLAIMED, RESOLVED)]

    facts = [(case.is_open, case.unclaimed) for case in cases]

    assert facts == [(True, True), (True, False), (False, False)]
