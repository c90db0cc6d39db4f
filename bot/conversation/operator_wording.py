"""Every sentence that administrators read: alarms, and what is said when they are mended."""

from __future__ import annotations

from datetime import datetime

from bot.conversation import in_words
from bot.outbound import DrillShown

# What each invariant of the auditor says when it does not hold; {subject} is a row of ours.
ALARMS = {
    "gesture_without_effect": "Something a person did was kept, and nothing came of it: {subject}.",
    "question_without_answer": "A member's question is overdue: {subject}.",
    "doubt_unjudged": "A question that may be a concern was not looked at again: {subject}.",
    "line_unjudged": "What a member wrote in a case was not looked at for distress: {subject}.",
    "doubt_overdue": "A member was asked whether it is happening now; silence should have "
    "counted as yes, and did not: {subject}.",
    "doubt_without_case": "It is happening now, and no case was opened: {subject}.",
    "case_without_card": "A case has no card in the helpline's channel: {subject}.",
    "member_not_told": "A member has not been told where their case stands: {subject}.",
    "case_without_timer": "Nobody holds a case, and no next page is set: {subject}.",
    "claim_without_timer": "Nobody would notice if this holder, or who was offered it, goes "
    "quiet: {subject}.",
    "timer_overdue": "What was due for a case was not done in time: {subject}.",
    "holder_unclear": "It is not clear whether anybody holds a case: {subject}.",
    "message_stuck": "A message does not get to Slack: {subject}.",
    "second_call_fails": "A call to the second channel does not get through: {subject}.",
    "channel_unfit": "Members' words are withheld from the helpline's channel: it is {subject}.",
    "nobody_takes_cases": "There is no adviser to page.",
    "clock_set_back": "This machine's clock was set back: {subject} was kept later than now. What "
    "waits was moved with it; times shown before may be wrong.",
    "loop_stands_still": "A part of the assistant stands still: {subject}.",
    "canary_silent": "A test of our own went in and did not come out: {subject}.",
    "database_unsafe": "A power cut could lose what the database is told.",
    "guidance_unreadable": "The published guidance cannot be read: {subject}.",
    "slack_unheard": "Nothing is heard from Slack: every connection is down.",
    "clock_off": "This machine's clock and Slack's are more than two minutes apart.",
}
RAISED = "*Alarm.* The helpline assistant needs somebody to look at it:"
MENDED = "Mended:"
MORE = "And {n} more; the log names them all."
WHAT_TO_DO = "Run *helpline doctor*; docs/runbook.md says what to do for each."

NOT_RUNNING = "The assistant is not running with this database."
CUT_OFF = (
    "The assistant ended without being told to; its last sign of life was at {at} UTC. "
    "Start it again: `helpline run`."
)
ALL_HOLDS = "The assistant is running, and everything the auditor looks at holds."
LOOKED = "It looked last at {at} UTC."
NOT_LOOKED = "It has not looked yet: its first look comes after half a minute."
ADMINS_TOLD = "Alarms are told to those named in HELPLINE_ADMINS, by direct message"
NO_ADMINS = "Nobody is told of alarms but this command and the log: name people in HELPLINE_ADMINS."
MONITOR_PINGED = "An outside monitor is told every half minute while all holds"
NO_MONITOR = (
    "No outside monitor would notice that this machine is down: HELPLINE_HEARTBEAT_URL is not set."
)
WITHHELD = (
    "Members' words have been withheld from the queue channel since {since} UTC: it is {flaw}. "
    "Waiting: {waiting}. Advisers hear of cases by direct message. See docs/runbook.md."
)
FLAWS = {
    "public": "public",
    "shared": "shared with another organisation, or about to be",
    "archived": "archived",
    "gone": "deleted, or the assistant is not in it any more",
}
NOT_WITHHELD = "The queue channel was fit for members' words when the assistant last looked"
DRILL_OFF = (
    "No drill begins by itself: HELPLINE_DRILL_AT=08:15 would show each school day whether a "
    "person answers."
)
DRILL_ANSWERED = "The drill of {day}: answered in {took} by a person."
DRILL_MISSED = (
    "The drill of {day} reached nobody, and members are told to ring. Press Claim on its card, "
    "or find out why advisers did not: see docs/runbook.md."
)
DRILL_NONE = "No drill has been answered or missed yet."
DRILL_STARTED = "The drill is on its way: advisers are called as for a member's concern."
DRILL_WAITS = "Waiting until somebody presses Claim (Ctrl-C leaves the drill standing) …"
DRILL_TODAY = (
    "Today has had its drill, and a day has one at most. `helpline doctor` says how it went."
)
DRILL_NEEDS_ASSISTANT = (
    "The assistant is not running with this database, so nobody would be called. "
    "Start it first: `helpline run`."
)


def drill(shown: DrillShown | None) -> str:
    """Say how the last drill went."""
    if shown is None:
        return DRILL_NONE
    if shown.took_s is None:
        return DRILL_MISSED.format(day=in_words.day(shown.day))
    took = in_words.duration(shown.took_s)
    return DRILL_ANSWERED.format(day=in_words.day(shown.day), took=took)


def withheld(flaw: str, since: datetime, n: int) -> str:
    """Say since when members' words are withheld from the helpline's channel, why, how many."""
    waiting = in_words.counted(n, "message")
    return WITHHELD.format(since=f"{since:%Y-%m-%d %H:%M}", flaw=FLAWS[flaw], waiting=waiting)


def not_running(since: datetime | None) -> str:
    """Say that no assistant turns, and whether it should."""
    return NOT_RUNNING if since is None else CUT_OFF.format(at=f"{since:%Y-%m-%d %H:%M}")


def all_holds(looked_at: datetime | None) -> str:
    """Say that nothing is wrong, and since when that is known."""
    looked = NOT_LOOKED if looked_at is None else LOOKED.format(at=f"{looked_at:%H:%M}")
    return f"{ALL_HOLDS} {looked}"


def alarm(invariant: str, subject: str) -> str:
    """Say what does not hold."""
    sentence = ALARMS.get(invariant)
    return f"{invariant}: {subject}" if sentence is None else sentence.format(subject=subject)
