"""What is said when new words raise a case: whoever has it is called, by name and in person."""

from __future__ import annotations

from datetime import datetime

from bot.conversation import notices
from bot.conversation.policy import Policy
from bot.db import Tx
from bot.helpline import queue
from bot.helpline.case import Case, Concern
from bot.outbound import CaseLogged, HolderCalled


def raise_case(tx: Tx, case: Case, concern: Concern, policy: Policy, now: datetime) -> Case:
    """Let new words raise a case, and call its holder if it is more urgent by them."""
    before, case = case, queue.raise_urgency(tx, case, concern, now, policy.pace)
    if case.holder_id is not None and is_risen(before, case):
        key = f"case:{case.id}:v{case.version}:risen"
        called = HolderCalled(case.id, case.concern.urgency, concern.words)
        notices.tell(tx, key, case.holder_id, called, now)
        line = CaseLogged(case.id, "more_urgent", notices.name_of(tx, case.holder_id))
        notices.log(tx, f"{key}:log", line, now)
    return case


def is_risen(before: Case, after: Case) -> bool:
    """Say whether a case is more urgent than it was."""
    return after.concern.urgency != before.concern.urgency
