"""
A form acts on the case that its opener saw: what came since is shown first.

The form carries the case's round, how many messages the member had added, and who had the
case, as they were when it was opened.
"""

from __future__ import annotations

from bot.conversation import adviser_words, notices
from bot.conversation.adviser_words import tell
from bot.conversation.long_text import parts_of
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import history, register
from bot.helpline.case import Case, CaseId
from bot.inbound import FormSubmitted, number_in
from bot.outbound import AdviserTold, MemberWrote

SEEN = ("round", "added", "holder")
NOBODY = 0


def stamp(case: Case) -> str:
    """Return the value of a form about a case, as it is seen now."""
    return f"{case.id}:{case.round}:{case.added}:{case.holder_id or NOBODY}"


def read(value: str) -> tuple[CaseId, list[int]] | None:
    """Read the value of a form: its case, and what was seen if it says so; None: unreadable."""
    numbers = [number_in(one) for one in value.split(":")]
    read = [one for one in numbers if one is not None]
    if len(read) < len(numbers) or len(numbers) not in (1, len(SEEN) + 1):
        return None
    case_id, *seen = read
    return CaseId(case_id), seen


def holds(tx: Tx, received: Received, case_id: CaseId, seen: list[int]) -> bool:
    """
    Say whether a form may act on the case as it is.

    Args:
        seen: Round, messages added and holder when it was opened; empty when the form does
            not say.
    """
    if not seen:
        return True
    case = register.get(tx, case_id)
    mine = case.holder_id in (None, received.person.id)
    return [case.round, case.added] == seen[:2] and (mine or case.holder_id == seen[2])


def show_what_came(
    tx: Tx, received: Received, case_id: CaseId, seen: list[int], form: FormSubmitted
) -> None:
    """Say that the form did nothing, and show the words of the member since it was opened."""
    tell(tx, received, AdviserTold(case_id, "changed_meanwhile"))
    wrote = [one.text or "" for one in history.of(tx, case_id) if one.deed == "member_wrote"]
    new = "\n".join(wrote[seen[1] :])
    for number, text in enumerate(parts_of(new) if new.strip() else [], start=1):
        words = MemberWrote(case_id, text, direct=True)
        notices.tell(tx, received.key(f"new:{number}"), received.person.id, words, received.now)
    typed = form.fields.get("text", "").strip()
    if typed:
        adviser_words.note(tx, received, case_id, typed)
