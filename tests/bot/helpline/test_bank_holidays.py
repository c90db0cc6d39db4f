"""Which days are bank holidays, nation by nation."""

from __future__ import annotations

from datetime import date

import pytest

from bot.helpline.bank_holidays import NATIONS, BankHolidays

EVERYWHERE = tuple(NATIONS)


@pytest.mark.parametrize(
    ("day", "closed_in"),
    [
        pytest.param("2026-12-25", EVERYWHERE, id="christmas day"),
        pytest.param("2026-12-28", EVERYWHERE, id="boxing day fell on a saturday"),
        pytest.param("2026-01-02", ("scotland",), id="second of january"),
        pytest.param("2026-03-17", ("northern-ireland",), id="saint patrick"),
        pytest.param("2026-07-13", ("northern-ireland",), id="the twelfth fell on a sunday"),
        pytest.param("2026-04-06", ("england", "wales", "northern-ireland"), id="easter monday"),
        pytest.param("2026-08-03", ("scotland",), id="august, first monday"),
        pytest.param("2026-08-31", ("england", "wales", "northern-ireland"), id="august, last"),
        pytest.param("2026-11-30", ("scotland",), id="saint andrew"),
        pytest.param("2026-11-23", (), id="any monday"),
    ],
)
def test_nations_keep_their_own_bank_holidays(day: str, closed_in: tuple[str, ...]) -> None:
    kept = tuple(one for one in NATIONS if date.fromisoformat(day) in BankHolidays((one,)))

    assert kept == closed_in


def test_helpline_of_two_nations_closes_when_both_do() -> None:
    both = BankHolidays(("england", "scotland"))

    closed = [date.fromisoformat(day) in both for day in ("2026-12-25", "2026-01-02")]

    assert closed == [True, False]


def test_helpline_that_names_no_nation_keeps_no_bank_holiday() -> None:
    assert date(2026, 12, 25) not in BankHolidays()
