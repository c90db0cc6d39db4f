"""
How values are said: nations, urgencies, outcomes, moments and spans of time.

Pure; a value without a word of its own is said as it is.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.conversation import queue_wording

NATIONS = {
    "england": "England",
    "wales": "Wales",
    "northern-ireland": "Northern Ireland",
    "uk": "the whole United Kingdom",
}
#: Nations a school can be in; guidance for the whole kingdom applies in each.
SCHOOL_NATIONS = ("england", "wales", "northern-ireland")
PHASES = {
    "early-years": "Early years",
    "primary": "Primary",
    "secondary": "Secondary",
    "all-through": "All-through",
    "special": "Special school",
    "alternative-provision": "Alternative provision",
    "sixth-form": "Sixth form or college",
}
URGENCIES = {
    "immediate": "immediate",
    "today": "today",
    "routine": "routine",
    "none": "no hurry",
}
CATEGORIES = {
    "conduct": "Inspectors' conduct",
    "judgement": "Judgement or evidence",
    "access": "Who may be in the room",
    "hours": "Hours on site",
    "safeguarding": "Safeguarding",
    "wellbeing": "Well-being",
    "deferral": "Deferral or pause",
    "equality": "Equality",
    "confidentiality": "Confidentiality",
    "individual_staff": "Individual staff",
    "post_inspection": "After the inspection",
    "notification": "Notification",
    "general": "General",
}
REASONS = {
    "not_what_i_asked": "It does not answer what I asked",
    "out_of_date": "It is out of date",
    "wrong_nation_or_phase": "It is for another nation or kind of school",
    "hard_to_follow": "It is hard to follow",
    "other": "Something else",
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_HOUR_MIN = 60
_DAY_MIN = 24 * _HOUR_MIN


def day(on: date) -> str:
    """
    Say a date.

    >>> day(date(2020, 1, 20))
    '20 January 2020'
    """
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def weekday(on: date) -> str:
    """
    Say a date near by.

    >>> weekday(date(2026, 11, 23))
    'Monday 23 November'
    """
    return f"{DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}"


def moment(at: datetime, now: datetime, timezone: str) -> str:
    """
    Say a moment in local time: the time alone when it is today, else with the day.

    Args:
        at: Aware.
        now: Aware; decides what "today" is.
        timezone: IANA name.

    >>> from datetime import UTC
    >>> at, now = datetime(2026, 7, 6, 9, 42, tzinfo=UTC), datetime(2026, 7, 7, tzinfo=UTC)
    >>> moment(at, at, "Europe/London"), moment(at, now, "Europe/London")
    ('10:42', 'Monday 6 July, 10:42')
    """
    zone = ZoneInfo(timezone)
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    if local.date() == today:
        return f"{local:%H:%M}"
    year = "" if local.year == today.year else f" {local.year}"
    return f"{DAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}{year}, {local:%H:%M}"


def outcome(kind: str, text: str = "") -> str:
    """
    Say how a case ended.

    Args:
        kind: A key of queue_wording.OUTCOMES, or words, which are said as they are.
        text: What the adviser adds.

    >>> outcome("advised", "Ring if it happens again.")
    'An adviser gave advice. Ring if it happens again.'
    """
    return ". ".join(
        part for part in (queue_wording.OUTCOMES.get(kind, kind), text.strip()) if part
    )


def outcome_kind(said: str) -> str | None:
    """
    Return the kind of an outcome without what was added to it in somebody's words.

    >>> outcome_kind("An adviser gave advice. Ring if it happens again."), outcome_kind("Sorted")
    ('An adviser gave advice', None)
    """
    kinds = queue_wording.OUTCOMES.values()
    return next((kind for kind in kinds if said.startswith(kind)), None)


def counted(n: int, one: str) -> str:
    """
    Say a number of things.

    >>> counted(1, "minute"), counted(2, "minute")
    ('1 minute', '2 minutes')
    """
    return f"{n} {one}" if n == 1 else f"{n} {one}s"


def span(minutes: int) -> str:
    """
    Say a span of time, to the minute, hour or day.

    >>> span(1), span(125), span(2 * 24 * 60)
    ('1 min', '2 h 5 min', '2 days')
    """
    if minutes < _HOUR_MIN:
        return f"{minutes} min"
    if minutes < _DAY_MIN:
        return f"{minutes // _HOUR_MIN} h {minutes % _HOUR_MIN} min"
    return counted(minutes // _DAY_MIN, "day")


def minutes(n: int) -> str:
    """
    Say whole minutes that have passed, from an hour on as a span.

    >>> minutes(0), minutes(1), minutes(10), minutes(1800)
    ('less than a minute', '1 minute', '10 minutes', '1 day')
    """
    if n >= _HOUR_MIN:
        return span(n)
    return counted(n, "minute") if n else "less than a minute"


def lasting(seconds: int) -> str:
    """
    Say a span that was set, in minutes if it is whole ones.

    >>> lasting(20), lasting(300)
    ('20 seconds', '5 minutes')
    """
    return counted(seconds, "second") if seconds % 60 else counted(seconds // 60, "minute")


def duration(seconds: int) -> str:
    """
    Say how long something took, in seconds below two minutes.

    >>> duration(1), duration(119), duration(845)
    ('1 second', '119 seconds', '14 min')
    """
    return counted(seconds, "second") if seconds < 120 else span(seconds // 60)


def ago(at: datetime, now: datetime) -> str:
    """
    Say how long ago a moment was, to the minute, hour or day.

    >>> from datetime import UTC
    >>> at, now = datetime(2026, 7, 6, 9, 42, tzinfo=UTC), datetime(2026, 7, 6, 11, 47, tzinfo=UTC)
    >>> ago(at, at), ago(at, now)
    ('just now', '2 h 5 min ago')
    """
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    return f"{span(minutes)} ago"
