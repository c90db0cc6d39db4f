"""Messages with defaults, so that a test says only what matters to it; and reading aids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot.outbound import AnswerGiven, CaseCard, CaseStatus, QuoteShown, SourceShown
from bot.slack.views import Rendered, Scene

PHONE = "0300 30 30 333"
OPENED_AT = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)  # a Monday, in winter time
SCENE = Scene(PHONE, "Europe/London", datetime(2026, 11, 23, 10, 46, tzinfo=UTC))
SOURCE = SourceShown(
    document="onsite-hours",
    title="Hours on site",
    heading="The 6pm limit",
    url="https://guidance.example/onsite-hours",
    published=date(2020, 1, 20),
    revised=date(2025, 11, 10),
    nation="england",
    sample=False,
)
TELLING = "Inspectors should leave by 6pm."
QUOTE = QuoteShown(f"{TELLING} Tell the lead inspector first.", TELLING, SOURCE)


def an_answer(**changed: Any) -> AnswerGiven:
    return replace(AnswerGiven(7, (QUOTE,), "england", has_more=True), **changed)


def a_card(**changed: Any) -> CaseCard:
    card = CaseCard(
        case_id=12,
        state="open",
        urgency="immediate",
        category="hours",
        live=True,
        distress=False,
        nation="england",
        phase="primary",
        member="U0MEMBER1",
        words="its 6.25 and they're still here",
        opened_at=OPENED_AT,
        holder=None,
        offered_to=None,
        outcome=None,
        added=0,
        guidance=None,
    )
    return replace(card, **changed)


def a_status(**changed: Any) -> CaseStatus:
    return replace(CaseStatus(12, "open", OPENED_AT, None, None, True, None, None), **changed)


def text_objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every text object in blocks, wherever it stands."""
    if isinstance(node, list):
        for item in node:
            yield from text_objects(item)
    if isinstance(node, dict):
        if node.get("type") in ("mrkdwn", "plain_text"):
            yield node
        for item in node.values():
            yield from text_objects(item)


def said(shown: Rendered) -> list[str]:
    """What stands in the blocks, in reading order."""
    return [text["text"] for text in text_objects(shown.blocks)]


def elements(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every button and menu."""
    rows = [element for b in blocks if b["type"] == "actions" for element in b["elements"]]
    return rows + [b["accessory"] for b in blocks if "accessory" in b]


def pressed(shown: Rendered) -> list[tuple[str, str]]:
    """The buttons: what each does, and with which value."""
    return [
        (element["action_id"], element.get("value", ""))
        for element in elements(shown.blocks)
        if element["type"] == "button"
    ]
