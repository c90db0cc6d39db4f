"""
Times of day in a message: `6.25`, `18:40`, `half six`, `gone 6`.

Inspectors should end their work in school by 6pm, so triage must know a time after six when it sees
one.  A bare number is a time only where people put times ("gone 6"), never before what it counts
("six weeks").
"""

from __future__ import annotations

from collections.abc import Sequence

EVENING = "{evening}"  # six in the evening or later
CLOCK = "{clock}"  # any time of day

_EVENING_FROM = 18 * 60  # minutes after midnight; the limit that inspectors work to
_NOON = 12 * 60
_MORNING_ENDS_AT = 6  # a bare hour from 6 to 11 may be meant as evening
# fmt: off
_HOURS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}
_LEADS = frozenset({
    "gone", "past", "after", "until", "till", "til", "nearly", "almost", "by", "at", "is",
    "about", "half", "to", "now",
})
_COUNTED = frozenset({
    "am", "week", "weeks", "month", "months", "year", "years", "day", "days", "hour", "hours",
    "minute", "minutes", "mins", "of", "more", "inspectors", "people", "subjects", "pupils",
    "teachers", "staff", "children", "times", "lessons", "schools",
})
# fmt: on
_SINCE = frozenset({"since", "from"})
_MORNING = frozenset({"am", "morning"})
_EVENING_WORDS = frozenset({"pm", "evening", "tonight", "night"})
_LOOK_AHEAD = 3  # words; "6.25 in the evening"


def clock_symbols(tokens: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """
    Find the times of day in a message.

    Args:
        tokens: n words as `read_words` gives them.

    Returns:
        Position of the word that holds the hour → its symbols, `CLOCK` and perhaps `EVENING`.
    """
    found: dict[int, tuple[str, ...]] = {}
    for at, token in enumerate(tokens):
        if token[0].isdigit() or token in _HOURS:
            minutes = _minutes_of(tokens, at)
            if minutes is not None:
                evening = _is_evening(tokens, at, minutes)
                found[at] = (CLOCK, EVENING) if evening else (CLOCK,)
    return found


def _minutes_of(tokens: Sequence[str], at: int) -> int | None:
    """Read the time at one word, in minutes after midnight; None if it is no time."""
    token = tokens[at]
    bare = token.removesuffix("pm").removesuffix("am")
    hour_text, _, minute_text = bare.replace(":", ".").partition(".")
    hour = _HOURS.get(hour_text) or _small_number(hour_text)
    if hour is None or hour > 23:
        return None
    said = minute_text or bare != token or _next(tokens, at) in ("pm", "am", "oclock", "hrs")
    if not said and not _stands_for_a_time(tokens, at):
        return None
    past = _small_number(minute_text) if minute_text else _spoken_minutes(tokens, at)
    afternoon = _NOON if token.endswith("pm") and hour < 12 else 0
    return hour * 60 + (past or 0) + afternoon


def _small_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else None


def _next(tokens: Sequence[str], at: int) -> str:
    return tokens[at + 1] if at + 1 < len(tokens) else ""


def _stands_for_a_time(tokens: Sequence[str], at: int) -> bool:
    return at > 0 and tokens[at - 1] in _LEADS and _next(tokens, at) not in _COUNTED


def _spoken_minutes(tokens: Sequence[str], at: int) -> int:
    """Read `half six` and `ten to six`: the words before the hour."""
    before = tokens[max(0, at - 2) : at]
    if before and before[-1] == "to":
        return -10
    return 30 if "half" in before else 0


def _is_evening(tokens: Sequence[str], at: int, minutes: int) -> bool:
    if tokens[at].endswith("am") or (at > 0 and tokens[at - 1] in _SINCE):
        return False
    ahead = tokens[at + 1 : at + 1 + _LOOK_AHEAD]
    if not _MORNING.isdisjoint(ahead):
        return False
    if minutes >= _EVENING_FROM:
        return True
    surely = not _EVENING_WORDS.isdisjoint(ahead)
    may_be_evening = surely or minutes >= _MORNING_ENDS_AT * 60
    return may_be_evening and minutes < _NOON and minutes + _NOON >= _EVENING_FROM
