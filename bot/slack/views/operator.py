"""What administrators read: alarms of the auditor."""

from __future__ import annotations

from bot.conversation import operator_wording as wording
from bot.outbound import AlarmShown, AlarmsTold
from bot.slack.escape import name
from bot.slack.views.blocks import context, notification, prose
from bot.slack.views.limits import NOTIFICATION, cut_mrkdwn
from bot.slack.views.scene import Rendered, Scene

LIST = 2900  # characters; one section holds no more than 3000


def alarms_told(message: AlarmsTold, _scene: Scene) -> Rendered:
    """What does not hold any more, and what is mended."""
    blocks = []
    for heading, shown in ((wording.RAISED, message.raised), (wording.MENDED, message.mended)):
        if shown:
            blocks.append(prose(cut_mrkdwn(f"{heading}\n{_listed(shown)}", LIST)))
    if message.more:
        blocks.append(context(wording.MORE.format(n=message.more)))
    blocks.append(context(wording.WHAT_TO_DO))
    said = wording.RAISED if message.raised else wording.MENDED
    first = next(iter(message.raised or message.mended), None)
    line = "" if first is None else _line(first)
    return Rendered(notification(said.replace("*", ""), line, room=NOTIFICATION), blocks)


def _listed(shown: tuple[AlarmShown, ...]) -> str:
    return "\n".join(f"• {_line(one)}" for one in shown)


def _line(one: AlarmShown) -> str:
    invariant = one.invariant if one.invariant in wording.ALARMS else name(one.invariant)
    return wording.alarm(invariant, name(one.subject))
