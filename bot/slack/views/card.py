"""The case as advisers see it in the helpline's channel, with what they can do about it."""

from __future__ import annotations

from datetime import datetime

from bot.conversation import in_words, queue_wording
from bot.inbound import Deed
from bot.outbound import CaseCard, EarlierCase, QuoteShown
from bot.slack.escape import clean, escape, mention, name
from bot.slack.views.answers import quoted, source_line
from bot.slack.views.blocks import (
    CHOICES,
    VERDICTS,
    actions,
    button,
    context,
    header,
    joined,
    notification,
    prose,
    words,
)
from bot.slack.views.limits import NOTIFICATION, cut, size
from bot.slack.views.member_case import outcome_shown
from bot.slack.views.scene import Block, Rendered, Scene

WORDS_ON_CARD = 1200  # characters; the rest stands in the thread
TELLING_ON_CARD = 400  # characters of a quote
QUOTES_ON_CARD = 3
EARLIER_ON_CARD = 3
MENTIONS = 30
MINUTE_S = 60
_WORKING = (Deed.REPLY, Deed.NOTE, Deed.HAND_OVER, Deed.RESOLVE)
_HOLDING = (Deed.REPLY, Deed.NOTE, Deed.ON_THE_PHONE, Deed.HAND_OVER, Deed.RESOLVE)
BUTTONS: dict[str, tuple[Deed, ...]] = {
    "open": (Deed.CLAIM, *_WORKING),
    "claimed": _HOLDING,
    "resolved": (Deed.REOPEN, Deed.NOTE),
}


def case_card(message: CaseCard, scene: Scene) -> Rendered:
    """The card: how urgent, whose, the words, since when, who has it, what guidance says."""
    title = _title(message)
    blocks = [
        *pinged(message.mention, queue_wording.CARD_NEW),
        header(title),
        *([prose(queue_wording.CARD_DRILL)] if message.drill else []),
        *([prose(queue_wording.CARD_DISTRESS)] if message.distress else []),
        prose(_about(message)),
        *_raised(message, scene),
        *_all_words(message, scene),
        context(" ".join(filter(None, [_since(message, scene), due(message.due_at, scene)]))),
        prose(_state(message)),
        *_guidance(message),
        *_earlier(message.earlier, scene),
        _buttons(message),
        _verdicts(message),
    ]
    text = notification(
        escape(title) + ":", escape(message.pressing or message.words), room=NOTIFICATION
    )
    return Rendered(text, blocks)


def pinged(addresses: tuple[str, ...], sentence: str) -> list[Block]:
    """A small line that notifies our own people; nothing when there are none."""
    mentions = [mention(address) for address in addresses[:MENTIONS]]
    found = " ".join(filter(None, mentions))
    return [context(f"{found} {sentence}")] if found else []


def urgency(value: str) -> str:
    """An urgency in words."""
    return in_words.URGENCIES.get(value, value)


def _title(message: CaseCard) -> str:
    title = queue_wording.CARD_TITLE.format(case=message.case_id, urgency=urgency(message.urgency))
    live = queue_wording.CARD_LIVE if message.live else ""
    drill = queue_wording.CARD_DRILL_TITLE if message.drill else ""
    return joined((drill, title, live, queue_wording.CARD_REOPENED if message.reopened else ""))


def _about(message: CaseCard) -> str:
    """Category, school and member."""
    category = in_words.CATEGORIES.get(message.category, message.category)
    nation = in_words.NATIONS.get(message.nation or "", message.nation)
    phase = in_words.PHASES.get(message.phase or "", message.phase)
    return joined(
        (
            f"*{name(category)}*" if name(category) else "",
            *_where(nation, phase),
            mention(message.member),
        )
    )


def _where(nation: str | None, phase: str | None) -> list[str]:
    """Nation and phase of the school, or that they are not known: brief when neither is."""
    if not nation and not phase:
        return [queue_wording.NEITHER_KNOWN]
    said = nation or queue_wording.NATION_UNKNOWN, phase or queue_wording.PHASE_UNKNOWN
    return [name(one) for one in said]


def _raised(message: CaseCard, scene: Scene) -> list[Block]:
    """That words raised the case, and when."""
    if message.raised_from is None or message.raised_at is None:
        return []
    said = queue_wording.CARD_RAISED.format(
        before=name(urgency(message.raised_from)),
        urgency=name(urgency(message.urgency)),
        time=scene.moment(message.raised_at),
    )
    return [prose(said)]


def _all_words(message: CaseCard, scene: Scene) -> list[Block]:
    """The words to be read first; and, below later ones, those the case was opened with."""
    if message.pressing is None or message.pressing_at is None:
        return _words(message.words, queue_wording.THE_WORDS)
    time = scene.moment(message.pressing_at)
    latest = queue_wording.THE_PRESSING_WORDS.format(time=time)
    return [
        *_words(message.pressing, latest),
        *_words(message.words, queue_wording.THE_FIRST_WORDS),
    ]


def _words(text: str, said: str) -> list[Block]:
    """Words of the member under a label, cut to what a card can hold."""
    shown, label = clean(text), context(said)
    if size(shown) <= WORDS_ON_CARD:
        return [label, *words(shown)]
    return [label, *words(cut(shown, WORDS_ON_CARD)), context(queue_wording.CARD_WHOLE_TEXT)]


def _since(message: CaseCard, scene: Scene) -> str:
    opened = queue_wording.CARD_OPENED.format(
        time=scene.moment(message.opened_at), ago=scene.ago(message.opened_at)
    )
    if not message.added:
        return opened
    messages = in_words.counted(message.added, "message")
    return f"{opened} {queue_wording.CARD_ADDED.format(messages=messages)}"


def due(at: datetime | None, scene: Scene) -> str:
    """When a named person should have a case, or how long ago they should have had it."""
    if at is None:
        return ""
    over_min = int((scene.now - at).total_seconds() // MINUTE_S)
    if over_min < 1:
        return queue_wording.CARD_DUE.format(time=scene.moment(at))
    span = in_words.span(over_min)
    return queue_wording.CARD_OVERDUE.format(span=span, time=scene.moment(at))


def _state(message: CaseCard) -> str:
    """Who has it, or that nobody has."""
    if message.state == "resolved":
        return queue_wording.CARD_CLOSED.format(outcome=outcome_shown(message.outcome))
    if message.state == "claimed":
        held = queue_wording.CARD_HELD.format(holder=name(message.holder or queue_wording.SOMEBODY))
        if message.taken_over is not None:
            held += " " + queue_wording.CARD_TAKEN_OVER[message.taken_over]
        if message.offered_to is None:
            return held
        return f"{held} {queue_wording.CARD_OFFERED.format(other=name(message.offered_to))}"
    if message.waited_min:
        minutes = in_words.minutes(message.waited_min)
        return queue_wording.CARD_WAITED.format(minutes=minutes)
    if message.lapsed:
        return queue_wording.CARD_LAPSED
    return queue_wording.CARD_REOPENED_STATE if message.reopened else queue_wording.CARD_OPEN


def _guidance(message: CaseCard) -> list[Block]:
    """What the guidance says, short; or that it is being looked up; or that it says nothing."""
    if message.guidance is None:
        return [context(queue_wording.CARD_LOOKING)]
    if not message.guidance:
        return [context(queue_wording.CARD_NO_GUIDANCE)]
    sent = queue_wording.CARD_ANSWERED if message.answered else queue_wording.CARD_NOT_ANSWERED
    blocks = [prose(f"{queue_wording.CARD_GUIDANCE} {sent}")]
    for place, quote in enumerate(message.guidance[:QUOTES_ON_CARD]):
        short = QuoteShown(quote.telling or quote.text, "", quote.source)
        shown = prose(quoted(short, TELLING_ON_CARD))
        if message.state != "resolved":
            shown["accessory"] = button(Deed.SEND_QUOTE, f"{message.case_id}:{place}")
        blocks += [shown, context(source_line(quote.source))]
    return blocks


def _earlier(earlier: tuple[EarlierCase, ...], scene: Scene) -> list[Block]:
    """Cases of the same school: number, when, what became of them."""
    lines = [
        queue_wording.CARD_EARLIER_CASE.format(
            case=one.case_id,
            time=scene.moment(one.opened_at),
            outcome=name(one.outcome or queue_wording.EARLIER_STATES.get(one.state, one.state)),
        )
        for one in earlier[:EARLIER_ON_CARD]
    ]
    return [context("\n".join([queue_wording.CARD_EARLIER, *lines]))] if lines else []


def _buttons(message: CaseCard) -> Block:
    """What an adviser can do with the case as it stands."""
    deeds = BUTTONS.get(message.state, ())
    if message.state == "claimed" and message.offered_to:
        deeds = (Deed.CLAIM, *deeds)
    case = str(message.case_id)
    styles = {Deed.CLAIM: "primary"}
    return actions(CHOICES, *(button(deed, case, styles.get(deed)) for deed in deeds))


def _verdicts(message: CaseCard) -> Block:
    """What an adviser can say of triage's judgement, for it to learn from."""
    deeds = [Deed.NOT_LIVE]
    if not message.live or message.state == "resolved":
        deeds.append(Deed.SHOULD_HAVE_BEEN_LIVE)
    return actions(VERDICTS, *(button(deed, str(message.case_id)) for deed in deeds))
