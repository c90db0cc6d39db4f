"""What is said of a claim until the case is resolved: kept, reminded, lapsed, offered in vain."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.conversation import notices
from bot.conversation.adviser_words import tell
from bot.conversation.policy import Policy
from bot.conversation.received import Received
from bot.db import Tx
from bot.helpline import history, holding, lease, people, register, timers
from bot.helpline.case import Case, CaseId
from bot.helpline.lease import Reminded
from bot.helpline.queue import HeldBy, NotAllowed
from bot.helpline.timers import Kind, Timer
from bot.outbound import AdviserTold, CaseLogged, HolderReminded

MINUTE = timedelta(minutes=1)


def still_on_it(tx: Tx, received: Received, case_id: CaseId) -> None:
    """Keep the case: the reminder was answered."""
    _keep(tx, received, case_id, "still_on_it")


def on_the_phone(tx: Tx, received: Received, case_id: CaseId) -> None:
    """Keep the case for longer, and let colleagues see why it is quiet."""
    if _keep(tx, received, case_id, "on_the_phone"):
        line = CaseLogged(case_id, "on_the_phone", received.person.called)
        notices.log(tx, received.key("on_the_phone"), line, received.now)


def remind_or_lapse(tx: Tx, timer: Timer, policy: Policy, now: datetime) -> None:
    """Ask a quiet holder whether they are on it, or put their case back into the queue."""
    due = lease.take(tx, timer, now, policy.pace)
    case = register.get(tx, due.case_id)
    if case.holder_id is None:
        timers.end(tx, case.id, now, Kind.LEASE)
        return
    holder = people.by_id(tx, case.holder_id)
    minutes = int((now - due.since) / MINUTE)
    if isinstance(due, Reminded):
        history.write(tx, case.id, "reminded", now, holder.id)
        key = f"case:{case.id}:v{case.version}:reminded:{due.since.timestamp():.0f}"
        left_s = int(policy.lease.after_the_reminder.total_seconds())
        notices.tell(tx, key, holder.id, HolderReminded(case.id, minutes, left_s), now)
    else:
        holding.lapse(tx, case.id, now, policy.pace)
        case = register.get(tx, case.id)
        notices.announce_lapsed(tx, case, holder, minutes, policy, now)


def holder_left(tx: Tx, case: Case, policy: Policy, now: datetime) -> None:
    """Put a case back into the queue at once: who has it takes no cases any more."""
    if case.holder_id is not None:
        gone = people.by_id(tx, case.holder_id)
        holding.lapse(tx, case.id, now, policy.pace, "holder_left")
        notices.announce_left(tx, register.get(tx, case.id), gone, policy, now)


def take_offer_back(tx: Tx, timer: Timer, policy: Policy, now: datetime) -> None:
    """Tell who offered a case that it was not taken: they have it still."""
    case = register.get(tx, timer.case_id)
    other_id = holding.take_offer_back(tx, case.id, now)
    if other_id is None or case.holder_id is None:
        return
    other = notices.name_of(tx, other_id)
    turn = f"case:{case.id}:v{case.version}:offer_came_back"
    told = AdviserTold(case.id, "offer_came_back", holder=other)
    notices.tell(tx, turn, case.holder_id, told, now)
    mine = notices.name_of(tx, case.holder_id)
    notices.log(tx, f"{turn}:log", CaseLogged(case.id, "offer_came_back", mine, other), now)
    notices.refresh(tx, register.get(tx, case.id), policy, now)


def _keep(tx: Tx, received: Received, case_id: CaseId, deed: str) -> bool:
    pace = received.policy.pace
    kept = holding.keep(tx, case_id, received.person.id, deed, received.now, pace)
    if isinstance(kept, HeldBy):
        holder = notices.name_of(tx, kept.holder_id)
        tell(tx, received, AdviserTold(case_id, "held", holder=holder))
    elif isinstance(kept, NotAllowed):
        tell(tx, received, AdviserTold(case_id, "not_held" if kept.case.is_open else "resolved"))
    return not isinstance(kept, HeldBy | NotAllowed)
