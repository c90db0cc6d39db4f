"""Claims about what another model would change."""

from __future__ import annotations

from dataclasses import replace

from bot.triage.assessment import NOTHING_FOUND, Action
from bot.triage.comparison import changes, counted

ASKED = replace(NOTHING_FOUND, action=Action.ASK)
UPSET = replace(NOTHING_FOUND, action=Action.ESCALATE, distress=True)


def test_only_what_would_be_done_otherwise_is_a_change() -> None:
    before = [NOTHING_FOUND, ASKED, ASKED]
    after = [replace(NOTHING_FOUND, reasons=("other",)), UPSET, NOTHING_FOUND]

    found = changes(["same", "raised", "lowered"], before, after)

    assert [str(one) for one in found] == [
        "ask → escalate, distress: raised",
        "ask → none: lowered",
    ]


def test_changes_are_counted_by_kind_most_frequent_first() -> None:
    found = changes(["a", "b", "c"], [ASKED, ASKED, ASKED], [UPSET, NOTHING_FOUND, UPSET])

    assert counted(found) == (("ask → escalate, distress", 2), ("ask → none", 1))
