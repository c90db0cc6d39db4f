"""What the guidance says, or that it does not: quotes with their sources, on a phone."""

from __future__ import annotations

import re

from bot.conversation import in_words, queue_wording, wording
from bot.inbound import Deed
from bot.outbound import (
    AnswerGiven,
    GuidanceUnavailable,
    HappeningNowAsked,
    MorePassages,
    NationAsked,
    NothingFound,
    QuoteShown,
    SourceShown,
)
from bot.slack.escape import clean, escape, link, name
from bot.slack.views.blocks import (
    actions,
    button,
    context,
    joined,
    notification,
    prose,
    way_to_a_person,
)
from bot.slack.views.limits import NOTIFICATION, cut
from bot.slack.views.scene import Block, Rendered, Scene

QUOTE_ROOM = 1200  # characters of one quote; composing stays below it
TITLE_ROOM = 200
NATIONS = "nations"  # block id
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)")


def answer_given(message: AnswerGiven, scene: Scene) -> Rendered:
    """Quotes, the nation they hold in, feedback, the way to a person."""
    exchange = str(message.exchange_id)
    lead = [prose(wording.WHILE_WAITING)] if message.while_waiting else []
    feedback = [button(Deed.HELPFUL, exchange), button(Deed.NOT_HELPFUL, exchange)]
    if message.has_more and not message.while_waiting:
        feedback.append(button(Deed.MORE_PASSAGES, exchange))
    blocks = [
        *lead,
        *([prose(wording.PAGES_DISAGREE)] if message.disagree else []),
        *(quotes(message.quotes) or [prose(wording.NOTHING_FOUND)]),
        *_wrong_nation(wording.ANSWERED_FOR, message.nation, exchange),
        *way_to_a_person(
            scene,
            *feedback,
            talk=None if message.while_waiting else exchange,
            small_print=wording.MACHINE,
        ),
    ]
    return Rendered(_first_said(message.quotes), blocks)


def more_passages(message: MorePassages, scene: Scene) -> Rendered:
    """Further quotes, or that there are none."""
    way = way_to_a_person(scene, talk=str(message.exchange_id))
    if not message.quotes:
        return Rendered(wording.NO_MORE, [prose(wording.NO_MORE), *way])
    blocks = [prose(wording.MORE), *quotes(message.quotes), *way]
    return Rendered(_first_said(message.quotes), blocks)


def nothing_found(message: NothingFound, scene: Scene) -> Rendered:
    """That the guidance holds no answer, the nearest pages, and a person."""
    exchange = str(message.exchange_id)
    near = [prose(f"{wording.NEAREST}\n{_pages(message.nearest)}")] if message.nearest else []
    blocks = [
        prose(f"*{wording.NOTHING_FOUND}* {wording.NOTHING_FOUND_MORE}"),
        *near,
        *_wrong_nation(wording.LOOKED_FOR, message.nation, exchange),
        *way_to_a_person(scene, talk=exchange),
    ]
    return Rendered(wording.NOTHING_FOUND, blocks)


def nation_asked(message: NationAsked, scene: Scene) -> Rendered:
    """Which nation: one button each."""
    exchange = str(message.exchange_id)
    blocks = [
        prose(f"*{wording.NATION_ASKED}* {wording.NATION_ASKED_WHY}"),
        *_nation_buttons(message.nations, exchange),
        *way_to_a_person(scene, talk=exchange),
    ]
    return Rendered(wording.NATION_ASKED, blocks)


def guidance_unavailable(message: GuidanceUnavailable, scene: Scene) -> Rendered:
    """That no answer can be given now, and that people can."""
    blocks = [
        prose(f"{wording.UNAVAILABLE} {wording.UNAVAILABLE_MORE}"),
        *way_to_a_person(scene, talk=str(message.exchange_id)),
    ]
    return Rendered(wording.UNAVAILABLE, blocks)


def happening_now_asked(message: HappeningNowAsked, scene: Scene) -> Rendered:
    """The question with its two buttons; once settled, what was said and where the case stands."""
    exchange = str(message.exchange_id)
    in_case = message.case in ("for_this", "waiting", "held")
    talk = None if in_case else exchange
    no = button(Deed.NOT_NOW, exchange)
    if message.answered is None:
        why = wording.HAPPENING_WHY_IN_CASE if in_case else wording.HAPPENING_WHY
        said = f"*{wording.HAPPENING}*\n{why.format(within=in_words.lasting(message.within_s))}"
        yes = button(Deed.HAPPENING_NOW, exchange, style="primary")
        return Rendered(
            wording.HAPPENING, [prose(said), *way_to_a_person(scene, yes, no, talk=talk)]
        )
    stands = wording.HAPPENING_CASE[message.case].format(
        holder=name(message.holder or queue_wording.SOMEBODY)
    )
    said = f"{wording.HAPPENING} {wording.HAPPENING_ANSWERED[message.answered]} {stands}"
    buttons = [no] if message.case == "for_this" else []
    return Rendered(wording.HAPPENING, [prose(said), *way_to_a_person(scene, *buttons, talk=talk)])


def quotes(shown: tuple[QuoteShown, ...]) -> list[Block]:
    """Each quote with its source under it."""
    return [
        block
        for quote in shown
        for block in (prose(quoted(quote)), context(source_line(quote.source)))
    ]


def quoted(quote: QuoteShown, room: int = QUOTE_ROOM) -> str:
    """
    Show a quote, word for word, with its telling sentence in bold.

    Args:
        room: Most characters of the quote.

    Returns:
        mrkdwn, each line marked as a quote.
    """
    text, telling = cut(quote.text, room), quote.telling.strip()
    found = quote.text.find(telling) if telling else -1
    start = found if found >= 0 else len(text)
    end = start + len(telling)
    shown = _apart(text[:start]) + _bold(text[start:end]) + _apart(text[end:])
    return "\n".join(f"> {line}" for line in shown.strip().split("\n"))


def source_line(source: SourceShown) -> str:
    """Title and section, linked; the dates; whether it is made up for trying out."""
    return joined(
        (page(source), _dates(source), wording.SAMPLE if source.sample else ""),
    )


def page(source: SourceShown) -> str:
    """A page's title and section, linked where it has an address."""
    whole = source.heading in ("", source.title)
    title = source.title if whole else f"{source.title} › {source.heading}"
    return link(source.url, cut(title, TITLE_ROOM))


def _pages(sources: tuple[SourceShown, ...]) -> str:
    return "\n".join(f"• {source_line(source)}" for source in sources[:3])


def _dates(source: SourceShown) -> str:
    dates = []
    if source.published:
        dates.append(wording.PUBLISHED.format(day=in_words.day(source.published)))
    if source.revised:
        dates.append(wording.REVISED.format(day=in_words.day(source.revised)))
    return ", ".join(dates) or wording.PAGE_UNDATED


def _bold(text: str) -> str:
    """Each line in bold: a mark that spans lines makes nothing bold."""
    lines = (escape(line).strip() for line in clean(text).split("\n"))
    return "\n".join(f"*{line}*" if line else "" for line in lines)


def _apart(text: str) -> str:
    """Escape what stands beside bold words, keeping the gap that sets it apart."""
    words = text.strip()
    if not words:
        return _gap(text)
    start = text.index(words)
    return _gap(text[:start]) + escape(words) + _gap(text[start + len(words) :])


def _gap(space: str) -> str:
    return "\n" if "\n" in space else " " if space else ""


def _first_said(shown: tuple[QuoteShown, ...]) -> str:
    """The answer's first sentence, and its telling sentence where that is another."""
    if not shown:
        return wording.NOTHING_FOUND
    text, telling = shown[0].text.strip(), shown[0].telling.strip()
    if telling and text.startswith(telling):
        return notification(escape(telling), room=NOTIFICATION)
    end = _SENTENCE_END.search(text)
    first = text[: end.end()] if end else text
    if not telling or telling not in text or first in telling:
        return notification(escape(first), room=NOTIFICATION)
    half = NOTIFICATION // 2
    return notification(*(escape(cut(one, half)) for one in (first, telling)), room=NOTIFICATION)


def _wrong_nation(sentence: str, nation: str | None, exchange: str) -> list[Block]:
    """Whom it was answered for, and each other nation in one tap."""
    if nation not in in_words.SCHOOL_NATIONS:
        return []
    others = tuple(other for other in in_words.SCHOOL_NATIONS if other != nation)
    line = context(sentence.format(nation=in_words.NATIONS[nation]))
    return [line, *_nation_buttons(others, exchange)]


def _nation_buttons(nations: tuple[str, ...], exchange: str) -> list[Block]:
    """One button for each nation we have a deed for."""
    known = [nation for nation in in_words.SCHOOL_NATIONS if nation in nations]
    chosen = known or list(in_words.SCHOOL_NATIONS)
    return [actions(NATIONS, *(button(Deed(f"answer_for_{n}"), exchange) for n in chosen))]
