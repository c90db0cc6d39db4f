"""Claims about the numbers given in distress."""

from __future__ import annotations

from datetime import date

import pytest

from bot.helpline.support_lines import SupportLines


@pytest.mark.parametrize(
    ("today", "due"),
    [(date(2027, 5, 24), False), (date(2027, 5, 25), True)],  # 183 and 184 days on
)
def test_numbers_are_to_be_reviewed_after_half_a_year(today: date, due: bool) -> None:
    assert SupportLines(reviewed=date(2026, 11, 22)).is_review_due(today) is due
