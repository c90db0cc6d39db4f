"""
What of an adviser's words is for the member, and what is a remark among colleagues.  Pure.

From the first line that begins with `//`, all is internal, to the end of the message.
In doubt a line is internal: marks of formatting, spaces and what cannot be seen may
stand before and between the slashes, and characters that look like one count as one.
"""

from __future__ import annotations

import re
from unicodedata import category, normalize

NOTE_MARK = "//"
_SLASHES = str.maketrans(dict.fromkeys("\u2044\u2215\u29f8\u2571\u27cb\u1735", "/"))
_UNSEEN_LETTERS = "\u115f\u1160\u3164\uffa0"  # fillers: letters by name, blank to the eye
_UNSEEN = ("Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me")
_BEGINS_A_REMARK = re.compile(r"(?:[^\w/]|_)*//")


def split(text: str) -> tuple[str, str | None]:
    """
    Split an adviser's words.

    Returns:
        What may go to the member, empty when nothing in it can be seen; and the remark
        without its mark, or None when there is none, and then the words are unchanged.

    >>> split("I am ringing you now.")
    ('I am ringing you now.', None)
    >>> split("I am ringing you now." + chr(10) + " //she rang last week, too")
    ('I am ringing you now.', 'she rang last week, too')
    """
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if _is_a_remark(line):
            said = "".join(lines[:number]).strip()
            return _if_seen(said), _unmarked("".join(lines[number:]))
    return _if_seen(text), None


def _is_a_remark(line: str) -> bool:
    return _BEGINS_A_REMARK.match("".join(filter(_is_seen, _plainest(line)))) is not None


def _if_seen(said: str) -> str:
    return said if any(_is_seen(one) and not one.isspace() for one in said) else ""


def _plainest(line: str) -> str:
    return normalize("NFKC", line.translate(_SLASHES))


def _is_seen(character: str) -> bool:
    return category(character) not in _UNSEEN and character not in _UNSEEN_LETTERS


def _unmarked(remark: str) -> str:
    shown = remark.strip()
    return shown.removeprefix(NOTE_MARK).strip()
