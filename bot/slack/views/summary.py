"""Many cases at once: one message that names them while their cards are being posted."""

from __future__ import annotations

from bot.conversation import in_words, queue_wording
from bot.outbound import CardLine, QueueSummary, ReachedNobody
from bot.slack.escape import name
from bot.slack.views.blocks import context, joined, notification, prose
from bot.slack.views.card import pinged, urgency
from bot.slack.views.limits import NOTIFICATION
from bot.slack.views.scene import Rendered, Scene

LINES_IN_A_SECTION = 10
LINES = 200  # the rest are counted


def queue_summary(message: QueueSummary, _scene: Scene) -> Rendered:
    """How many came together and how many cards are still to come; then a line a case."""
    n, waiting = len(message.cases), message.waiting
    sentence = queue_wording.SUMMARY_WAITING if waiting else queue_wording.SUMMARY_DONE
    said = sentence.format(
        cases=in_words.counted(n, "case"), cards=in_words.counted(waiting, "card")
    )
    lines = [_line(case) for case in message.cases[:LINES]]
    sections = [prose("\n".join(some)) for some in _portions(lines)]
    more = [context(queue_wording.SUMMARY_MORE.format(n=n - LINES))] if n > LINES else []
    blocks = [*pinged(message.mention, queue_wording.CARD_NEW), prose(said), *sections, *more]
    return Rendered(notification(said.replace("*", ""), room=NOTIFICATION), blocks)


def reached_nobody(message: ReachedNobody, _scene: Scene) -> Rendered:
    """That words under a summary reach no member, and where words do."""
    card = queue_wording.THEIR_CARD
    if message.named:
        numbers = ", ".join(map(str, message.named))
        card = queue_wording.CARD_OF.format(cases=numbers)
    said = queue_wording.REACHED_NOBODY.format(card=card)
    return Rendered(notification(said.replace("*", ""), room=NOTIFICATION), [prose(said)])


def _portions(lines: list[str]) -> list[list[str]]:
    starts = range(0, len(lines), LINES_IN_A_SECTION)
    return [lines[start : start + LINES_IN_A_SECTION] for start in starts]


def _line(case: CardLine) -> str:
    distress = f"*{queue_wording.SUMMARY_DISTRESS}*" if case.distress else ""
    stands = queue_wording.SUMMARY_STANDS if case.stands else ""
    number = f"*{queue_wording.SUMMARY_CASE.format(case=case.case_id)}*"
    return "• " + joined((number, name(urgency(case.urgency)), distress, name(case.words), stands))
