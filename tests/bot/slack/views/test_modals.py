"""The forms, and the names of their fields."""

from __future__ import annotations

from typing import Any

import pytest

from bot.inbound import Form
from bot.slack.views import modals

MODALS = {
    Form.REPLY: (modals.reply(12), ["text"]),
    Form.NOTE: (modals.note(12), ["text"]),
    Form.HAND_OVER: (modals.hand_over(12, [(5, "Asha"), (6, "Ben")]), ["adviser", "text"]),
    Form.RESOLVE: (modals.resolve("12"), ["outcome", "text"]),
    Form.NOT_HELPFUL_REASON: (modals.not_helpful_reason(12), ["reason", "text"]),
    Form.DETAIL: (modals.detail(12), ["text", "school", "phone", "next"]),
    Form.ROTA: (modals.rota(12, "mon 08:00-18:00"), ["week"]),
    Form.SWAP: (
        modals.swap(12, {"2026-11-23:7": "Monday 23 November"}, [(5, "Asha")]),
        ["day", "adviser"],
    ),
}


def inputs(modal: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in modal["blocks"] if block["type"] == "input"]


def test_every_form_has_a_modal() -> None:
    assert set(MODALS) == set(Form)


@pytest.mark.parametrize("form", Form)
def test_modal_carries_its_row_and_names_its_fields(form: Form) -> None:
    modal, fields = MODALS[form]

    assert (modal["type"], modal["callback_id"], modal["private_metadata"]) == ("modal", form, "12")
    assert [block["block_id"] for block in inputs(modal)] == fields
    assert [block["element"]["action_id"] for block in inputs(modal)] == fields


@pytest.mark.parametrize("form", Form)
def test_modal_keeps_to_slacks_limits(form: Form) -> None:
    modal, _ = MODALS[form]

    for part in ("title", "submit", "close"):
        assert 1 <= len(modal[part]["text"]) <= 24
    for block in inputs(modal):
        for option in block["element"].get("options", ()):
            assert 1 <= len(option["value"]) <= 150
            assert 1 <= len(option["text"]["text"]) <= 75


def test_detail_is_never_a_gate() -> None:
    modal, _ = MODALS[Form.DETAIL]

    assert all(block["optional"] for block in inputs(modal))
    assert modal["blocks"][0]["text"]["text"].startswith("Your message is already with the")


def test_hand_over_offers_colleagues_by_name() -> None:
    modal, _ = MODALS[Form.HAND_OVER]

    options = inputs(modal)[0]["element"]["options"]
    assert [(o["value"], o["text"]["text"]) for o in options] == [("5", "Asha"), ("6", "Ben")]


def test_hand_over_without_a_colleague_says_so_and_cannot_be_sent() -> None:
    modal = modals.hand_over(12, [])

    assert inputs(modal) == []
    assert "submit" not in modal


def test_week_is_filled_in_as_it_stands() -> None:
    modal, _ = MODALS[Form.ROTA]

    assert inputs(modal)[0]["element"]["initial_value"] == "mon 08:00-18:00"


@pytest.mark.parametrize("days", [{}, {"2026-11-23:7": "Monday"}])
def test_swap_without_a_day_or_a_colleague_says_so_and_cannot_be_sent(
    days: dict[str, str],
) -> None:
    modal = modals.swap(12, days, [] if days else [(5, "Asha")])

    assert inputs(modal) == []
    assert "submit" not in modal


def test_note_says_that_it_is_never_sent_to_the_member() -> None:
    modal, _ = MODALS[Form.NOTE]

    assert "never sent to the member" in inputs(modal)[0]["hint"]["text"]
