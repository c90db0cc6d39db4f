"""What is said when new words raise a case: whoever has it is called in person, else everybody."""

from __future__ import annotations

from datetime import datetime

from bot import outbox
from bot.conversation import notices
from bot.conversation.policy import Policy
from bot.db import Tx
from bot.helpline import later_words
from bot.helpline.case import Case, Concern
from bot.outbound import CaseLogged, CasePaged, HolderCalled, ToQueue
from bot.outbox import Lane


def raise_case(
    tx: Tx,
    case: Case,
    concern: Concern,
    policy: Policy,
    now: datetime,
    said_at: datetime | None = None,
) -> Case:
    """
    Let new words raise a case, and call who should read them.

    Args:
        said_at: When the words were written, if that was not just now.
    """
    before = case
    case = later_words.raise_urgency(tx, case, concern, now, policy.pace, said_at)
    if case.holder_id is None and is_risen(before, case):
        _page(tx, case, policy, now)
    elif case.concern.urgency != before.concern.urgency:
        _call_holder(tx, case, concern.words, now)
    return case


def is_risen(before: Case, after: Case) -> bool:
    """Say whether a case is more urgent than it was, or tells of distress by now."""
    distressed = after.concern.distress and not before.concern.distress
    return distressed or after.concern.urgency != before.concern.urgency


def _page(tx: Tx, case: Case, policy: Policy, now: datetime) -> None:
    urgency, named = case.concern.urgency, notices.mention(tx, policy)
    page = CasePaged(case.id, 0, urgency, named, raised=True, words=case.top_words)
    outbox.add(tx, f"case:{case.id}:v{case.version}:page", ToQueue(), page, now, Lane.LIVE)


def _call_holder(tx: Tx, case: Case, words: str, now: datetime) -> None:
    if case.holder_id is None:
        return
    key = f"case:{case.id}:v{case.version}:risen"
    called = HolderCalled(case.id, case.concern.urgency, words)
    notices.tell(tx, key, case.holder_id, called, now)
    line = CaseLogged(case.id, "more_urgent", notices.name_of(tx, case.holder_id))
    notices.log(tx, f"{key}:log", line, now)
