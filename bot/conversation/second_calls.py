"""What goes to the second channel while nobody has a case, and what the thread says of it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from bot import outbox
from bot.conversation import notices, queue_wording
from bot.conversation.policy import Policy
from bot.db import Tx
from bot.helpline.case import Case
from bot.outbound import CaseLogged, SecondChannelCalled, ToSecondChannel
from bot.outbox import Due, Lane

Outcome = Literal["second_channel_called", "second_channel_failed", "second_channel_given_up"]


def add(tx: Tx, case: Case, key: str, policy: Policy, now: datetime) -> None:
    """Let each second channel that is set call somebody about a case."""
    for name in policy.second_channels:
        call, where = SecondChannelCalled(case.id), ToSecondChannel(name)
        outbox.add(tx, f"{key}:{name}", where, call, now, Lane.SECOND_CHANNEL)


def tell(tx: Tx, due: Due, outcome: Outcome, now: datetime) -> None:
    """Say in the case's thread what came of a call; a failure once, however often it is tried."""
    if isinstance(due.message, SecondChannelCalled) and isinstance(
        due.destination, ToSecondChannel
    ):
        name = queue_wording.SECOND_CHANNELS.get(due.destination.name, due.destination.name)
        line = CaseLogged(due.message.case_id, outcome, other=name)
        notices.log(tx, f"call:{due.outbox_id}:{outcome}", line, now)
