"""
Data to Block Kit, pure: one view for each message the assistant can send.

A new message is a dataclass in `outbound.py` and a line in VIEWS.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot import outbound
from bot.conversation import wording
from bot.slack.views import adviser, answers, card, duty, member_case, operator, summary
from bot.slack.views.home import member_home
from bot.slack.views.limits import MESSAGE_BLOCKS, READ_ALOUD, VIEW_BLOCKS, cut_mrkdwn, fit
from bot.slack.views.scene import Block, Rendered, Scene
from bot.slack.views.staff_home import staff_home

__all__ = ["VIEWS", "Block", "Rendered", "Scene", "home", "render"]

VIEWS: dict[type, Callable[[Any, Scene], Rendered]] = {
    # what a member reads
    outbound.AnswerGiven: answers.answer_given,
    outbound.NothingFound: answers.nothing_found,
    outbound.NationAsked: answers.nation_asked,
    outbound.MorePassages: answers.more_passages,
    outbound.GuidanceUnavailable: answers.guidance_unavailable,
    outbound.HappeningNowAsked: answers.happening_now_asked,
    outbound.CrisisReply: member_case.crisis_reply,
    outbound.CaseStatus: member_case.case_status,
    outbound.CaseClaimed: member_case.case_claimed,
    outbound.CaseLapsed: member_case.case_lapsed,
    outbound.NobodyYet: member_case.nobody_yet,
    outbound.CaseClosed: member_case.case_closed,
    outbound.CaseReopened: member_case.case_reopened,
    outbound.WordsAdded: member_case.words_added,
    outbound.AdviserWrote: member_case.adviser_wrote,
    outbound.QuoteSent: member_case.quote_sent,
    outbound.MovedToDirect: member_case.moved_to_direct,
    outbound.Guidepost: member_case.guidepost,
    outbound.StatusShown: member_case.status_shown,
    outbound.MemberHome: member_home,
    # what advisers read
    outbound.CaseCard: card.case_card,
    outbound.QueueSummary: summary.queue_summary,
    outbound.ReachedNobody: summary.reached_nobody,
    outbound.CasePaged: adviser.case_paged,
    outbound.AdviserPaged: adviser.adviser_paged,
    outbound.MemberWrote: adviser.member_wrote,
    outbound.CaseLogged: adviser.case_logged,
    outbound.TakeOverAsked: adviser.take_over_asked,
    outbound.HandOverOffered: adviser.hand_over_offered,
    outbound.HolderReminded: adviser.holder_reminded,
    outbound.HolderCalled: adviser.holder_called,
    outbound.AdviserTold: adviser.adviser_told,
    outbound.ChannelAlarm: adviser.channel_alarm,
    # what administrators read
    outbound.AlarmsTold: operator.alarms_told,
    outbound.StaffHome: staff_home,
    outbound.DutyShown: duty.duty_shown,
    outbound.SwapOffered: duty.swap_offered,
    outbound.DutyTold: duty.duty_told,
}

HOMES = (outbound.MemberHome, outbound.StaffHome)


def home(message: outbound.MemberHome | outbound.StaffHome, scene: Scene) -> dict[str, Any]:
    """
    Build a Home tab as `views.publish` takes it.

    Returns:
        The view, within Slack's limits.
    """
    view = {"type": "home", "blocks": render(message, scene).blocks}
    if isinstance(message, outbound.StaffHome):
        view["private_metadata"] = message.drawn_at.isoformat()  # its buttons say it back
    return view


def render(message: outbound.Message, scene: Scene) -> Rendered:
    """
    Show a message, within Slack's limits.

    Returns:
        Text for notifications and screen readers, and the blocks.  The first block has no
        block id of its own: whoever posts may name the message there.
    """
    shown = VIEWS[type(message)](message, scene)
    most = VIEW_BLOCKS if isinstance(message, HOMES) else MESSAGE_BLOCKS
    text = shown.text.strip() or wording.NO_WORDS
    return Rendered(cut_mrkdwn(text, READ_ALOUD), fit(shown.blocks, most))
