"""
The forms.  None is a gate: what they are about is already with the helpline.

Each field's block and action id is its key among `FormSubmitted.fields`; the row that
the form is about travels in `private_metadata`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.conversation import in_words, queue_wording, staff_wording, wording
from bot.inbound import Form
from bot.slack.escape import one_line
from bot.slack.views.blocks import plain, prose, select
from bot.slack.views.limits import FORM_LABEL, TITLE, VIEW_BLOCKS, fit
from bot.slack.views.scene import Block

TEXT_MOST = 3000  # characters; the most Slack lets a person type into a field
LINE_MOST = 300


def reply(case_id: int) -> dict[str, Any]:
    """An adviser's words to the member."""
    field = _text("text", wording.FORM_TEXT, wording.FORM_REPLY_HINT)
    return _modal(Form.REPLY, case_id, wording.SEND, field)


def note(case_id: int) -> dict[str, Any]:
    """An adviser's words to colleagues only."""
    field = _text("text", wording.FORM_TEXT, wording.FORM_NOTE_HINT)
    return _modal(Form.NOTE, case_id, wording.SAVE, field)


def hand_over(case_id: int, advisers: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """
    Offer a case to a colleague, with a note.

    Args:
        advisers: (person id, name) of each colleague it can be offered to; with none, the
            form says so and cannot be sent.
    """
    if not advisers:
        return _modal(Form.HAND_OVER, case_id, None, prose(wording.FORM_NOBODY))
    names = {str(person_id): one_line(called) for person_id, called in advisers}
    note_field = _text("text", wording.FORM_TEXT, wording.FORM_HAND_OVER_HINT)
    to = _choice("adviser", wording.FORM_TO, names)
    return _modal(Form.HAND_OVER, case_id, wording.OFFER, to, note_field)


def resolve(seen: str) -> dict[str, Any]:
    """
    Close a case with an outcome that the member reads.

    Args:
        seen: The case as it is when the form opens; sent back with it.
    """
    return _modal(
        Form.RESOLVE,
        seen,
        wording.CLOSE,
        _choice("outcome", wording.FORM_OUTCOME, queue_wording.OUTCOMES),
        _text("text", wording.FORM_OUTCOME_TEXT, optional=True),
    )


def not_helpful_reason(exchange_id: int) -> dict[str, Any]:
    """Why an answer did not help."""
    return _modal(
        Form.NOT_HELPFUL_REASON,
        exchange_id,
        wording.SEND,
        _choice("reason", wording.FORM_REASON, in_words.REASONS),
        _text("text", wording.FORM_REASON_TEXT, wording.FORM_REASON_HINT, optional=True),
    )


def detail(case_id: int) -> dict[str, Any]:
    """What a member may add to a case that is open already: nothing of it is required."""
    return _modal(
        Form.DETAIL,
        case_id,
        wording.SEND,
        prose(wording.FORM_DETAIL),
        _text("text", wording.FORM_DETAIL_TEXT, optional=True),
        _line("school", wording.FORM_SCHOOL),
        _line("phone", wording.FORM_PHONE),
        _line("next", wording.FORM_NEXT),
    )


def rota(person_id: int, week: str) -> dict[str, Any]:
    """
    An adviser's own week on duty.

    Args:
        week: As it stands, the way it is typed; "" for no hours.
    """
    hint = staff_wording.FORM_WEEK_HINT
    field = _text("week", staff_wording.FORM_WEEK, hint, optional=True)
    filled = {**field["element"], **({"initial_value": week} if week else {})}
    return _modal(Form.ROTA, person_id, wording.SAVE, {**field, "element": filled})


def swap(
    person_id: int, days: Mapping[str, str], advisers: Sequence[tuple[int, str]]
) -> dict[str, Any]:
    """
    One day's duty for a colleague to take.

    Args:
        days: Those that can be given away, in words by value; without one, or without a
            colleague, the form says so and cannot be sent.
        advisers: (person id, name) of each colleague who can be asked.
    """
    if not days or not advisers:
        return _modal(Form.SWAP, person_id, None, prose(staff_wording.FORM_NO_SWAP))
    offered = {value: one_line(said) for value, said in days.items()}
    names = {str(other_id): one_line(called) for other_id, called in advisers}
    which = _choice("day", staff_wording.FORM_DAY, offered)
    who = _choice("adviser", staff_wording.FORM_TAKER, names)
    return _modal(Form.SWAP, person_id, wording.SEND, which, who)


def case_shown(case_id: int, card: Sequence[Block]) -> dict[str, Any]:
    """
    A case to read, without leaving the Home tab.

    Args:
        card: Its card's blocks; what can be pressed there is left out.
    """
    read = [
        {part: shown for part, shown in block.items() if part != "accessory"}
        for block in card
        if block["type"] != "actions"
    ]
    return {
        "type": "modal",
        "title": plain(staff_wording.CASE_TITLE.format(case=case_id), TITLE),
        "close": plain(wording.CLOSE_FORM, TITLE),
        "blocks": fit(read, VIEW_BLOCKS),
    }


def _modal(form: Form, row_id: int | str, submit: str | None, *blocks: Block) -> dict[str, Any]:
    """A form under its title; without `submit` it can only be closed."""
    made = {
        "type": "modal",
        "callback_id": form.value,
        "private_metadata": str(row_id),
        "title": plain(wording.FORM_TITLES[form.value], TITLE),
        "close": plain(wording.CANCEL, TITLE),
        "blocks": fit(list(blocks), VIEW_BLOCKS),
    }
    return {**made, "submit": plain(submit, TITLE)} if submit else made


def _text(key: str, label: str, hint: str = "", *, optional: bool = False) -> Block:
    """A field for several lines."""
    element = {"type": "plain_text_input", "multiline": True, "max_length": TEXT_MOST}
    return _field(key, label, {**element, "action_id": key}, hint, optional=optional)


def _line(key: str, label: str) -> Block:
    """A field for one line, which may stay empty."""
    element = {"type": "plain_text_input", "action_id": key, "max_length": LINE_MOST}
    return _field(key, label, element, optional=True)


def _choice(key: str, label: str, options: Mapping[str, str]) -> Block:
    """A menu."""
    return _field(key, label, select(key, options))


def _field(
    key: str, label: str, element: dict[str, Any], hint: str = "", *, optional: bool = False
) -> Block:
    made = {
        "type": "input",
        "block_id": key,
        "label": plain(label, FORM_LABEL),
        "element": element,
        "optional": optional,
    }
    return {**made, "hint": plain(hint, FORM_LABEL)} if hint else made
