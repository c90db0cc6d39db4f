"""Which words of a member stand on top of their case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.helpline.case import Concern
from bot.helpline.pressing import URGENCIES, on_top, raised
from tests.bot.factories import NOW, a_concern, case_as_data

LATER = NOW + timedelta(minutes=10)
TODAY = a_concern("the report is due on Friday", urgency="today")
NOW_INSIDE = a_concern("he is interviewing pupils alone now")
IN_DISTRESS = a_concern("I cannot go on", urgency="today", distress=True)


@pytest.mark.parametrize(
    ("first", "new", "stands"),
    [
        pytest.param(TODAY, NOW_INSIDE, True, id="more urgent"),
        pytest.param(a_concern(), NOW_INSIDE, True, id="as urgent, of what is immediate"),
        pytest.param(TODAY, replace(TODAY, words="and a staff meeting"), False, id="as urgent"),
        pytest.param(NOW_INSIDE, TODAY, False, id="calmer"),
        pytest.param(NOW_INSIDE, IN_DISTRESS, True, id="distress, of calmer words"),
        pytest.param(IN_DISTRESS, NOW_INSIDE, False, id="beside distress"),
        pytest.param(TODAY, replace(NOW_INSIDE, words=" "), False, id="no words"),
        pytest.param(NOW_INSIDE, NOW_INSIDE, False, id="the same words"),
    ],
)
def test_later_words_stand_on_top_when_they_weigh_more(
    first: Concern, new: Concern, stands: bool
) -> None:
    kept = on_top(case_as_data(concern=first), new, LATER)

    assert kept == ({"pressing": new.words, "pressing_at": LATER} if stands else {})


def test_words_that_were_judged_late_do_not_displace_later_ones() -> None:
    case = case_as_data(pressing="he is in my office now", pressing_at=LATER)

    assert on_top(case, NOW_INSIDE, NOW) == {}


def test_rise_is_kept_with_what_it_was_before() -> None:
    case = case_as_data(concern=TODAY)

    assert raised(case, "immediate", LATER) == {"raised_from": "today", "raised_at": LATER}
    assert raised(case, "today", LATER) == {}


@given(st.sampled_from(URGENCIES), st.sampled_from(URGENCIES), st.booleans())
def test_calmer_words_never_stand_on_top(first: str, new: str, distress: bool) -> None:
    case = case_as_data(concern=a_concern(urgency=first, distress=distress))
    kept = on_top(case, a_concern("new", urgency=new), LATER)

    assert not kept or (not distress and URGENCIES.index(new) >= URGENCIES.index(first))
