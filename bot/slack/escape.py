"""
Make foreign words safe to show: nothing in them pings, links, hides or bends the layout.

Two ways to show words.  `clean` is enough inside a `plain_text` object, which Slack
never interprets.  `escape` is for mrkdwn: control characters become entities, and the
marks of formatting become characters that look alike, because no invisible character
stops every client from formatting.
"""

from __future__ import annotations

import re
from unicodedata import category
from urllib.parse import quote

MARKER = "\N{REPLACEMENT CHARACTER}"
#: Combining marks kept on one letter: enough for any script in use, too few to climb.
MARKS_PER_LETTER = 3

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e]")
_EMOJI = "[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u202a-\u202c\u2060-\u206f\u3164"
    "\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
    # The joiner holds some emoji together and is kept there.
    f"|(?<!{_EMOJI})\u200d|\u200d(?!{_EMOJI})"
)
_BLANK_LINES = re.compile(r"\n\s*\n\s*\n")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LOOK_ALIKE = str.maketrans(
    {
        "*": "\N{ASTERISK OPERATOR}",
        "~": "\N{TILDE OPERATOR}",
        "`": "\N{MODIFIER LETTER GRAVE ACCENT}",
    }
)
# An underscore inside a word, as in an address, formats nothing and stays.
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_QUOTE_MARK = re.compile(r"^([ \t]*)(>+)", re.MULTILINE)
_PERSON = re.compile(r"[UW][A-Z0-9]+")
_GROUP = re.compile(r"S[A-Z0-9]+")
_WEB_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def clean(text: str) -> str:
    """
    Make words readable and honest, changing nothing that a reader sees.

    Args:
        text: Any string, lone surrogates included.

    Returns:
        Text in which every character shows itself: direction overrides and control
        characters are the visible MARKER, other invisible ones are gone, no letter
        carries more than MARKS_PER_LETTER marks, and no gap is wider than one line.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", _CONTROLS.sub(MARKER, text))
    return _BLANK_LINES.sub("\n\n", _calm(text)).strip("\n")


def one_line(text: str) -> str:
    """Clean words and put them on one line: for names, titles and headings."""
    return " ".join(clean(text).split())


def escape(text: str) -> str:
    """
    Make words inert inside mrkdwn.

    Args:
        text: Any string; text that is already escaped is escaped again and shows as it is.

    Returns:
        Cleaned text without a live control sequence, format mark or quote mark.
    """
    text = _QUOTE_MARK.sub(_raised, clean(text)).translate(_LOOK_ALIKE)
    return _UNDERSCORE.sub("\N{MODIFIER LETTER LOW MACRON}", text).translate(_ENTITIES)


def name(text: str) -> str:
    """Escape a name or a title: one line of mrkdwn."""
    return escape(one_line(text))


def mention(address: str) -> str:
    """
    Make one of our own Slack addresses a real mention.

    Args:
        address: A person's id (U…, W…) or a user group's (S…).

    Returns:
        The mention; empty for anything else, so that no foreign word ever pings.
    """
    if _PERSON.fullmatch(address):
        return f"<@{address}>"
    return f"<!subteam^{address}>" if _GROUP.fullmatch(address) else ""


def link(url: str | None, label: str) -> str:
    """
    Link a label to a page on the web.

    Args:
        url: The page's address; anything but http and https is not linked.
        label: Foreign words.

    Returns:
        mrkdwn: the link, or the label alone.
    """
    shown = name(label)
    if not url or not shown or not _WEB_ADDRESS.match(url):
        return shown
    address = quote(url.encode(errors="replace"), safe="/:?#[]@!$'(),;=%+&-._")
    return f"<{address.replace('&', '&amp;')}|{shown}>"


def _calm(text: str) -> str:
    """Drop the marks beyond MARKS_PER_LETTER on each letter."""
    if text.isascii():
        return text
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if category(character) in ("Mn", "Me") else 0
        if marks <= MARKS_PER_LETTER:
            kept.append(character)
    return "".join(kept)


def _raised(match: re.Match[str]) -> str:
    """The quote marks a line begins with, as characters that quote nothing."""
    return match[1] + "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}" * len(match[2])
