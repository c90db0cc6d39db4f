"""What a member reads about their own case, and the fixed texts that show the way."""

from __future__ import annotations

from datetime import datetime

from bot.conversation import in_words, queue_wording, wording
from bot.inbound import Deed
from bot.outbound import (
    AdviserWrote,
    CaseClaimed,
    CaseClosed,
    CaseLapsed,
    CaseLine,
    CaseReopened,
    CaseStatus,
    CrisisReply,
    Guidepost,
    MovedToDirect,
    NobodyYet,
    QuoteSent,
    StatusShown,
    WordsAdded,
)
from bot.slack.escape import escape, name, one_line
from bot.slack.views.answers import quoted, source_line
from bot.slack.views.blocks import (
    button,
    context,
    linked,
    notification,
    prose,
    way_to_a_person,
    words,
)
from bot.slack.views.limits import NOTIFICATION, READ_ALOUD, cut
from bot.slack.views.scene import Block, Rendered, Scene

CASES_SHOWN = 10
WORDS_IN_A_LINE = 120  # characters of the member's words in a list of cases
OUTCOME_ROOM = 1500
ENDS_A_SENTENCE = (".", "!", "?", "…")
# Whoever is told these has a case that is open, so the button would only add to it.
TOPICS_OF_A_CASE = ("deleted", "taken_over")
_HELD = {
    None: wording.HELD,
    True: wording.HELD_TAKEN_OVER,
    False: wording.HELD_ONLY_SENDS,
}


def crisis_reply(message: CrisisReply, scene: Scene) -> Rendered:
    """The fixed reply to words of distress: numbers, and what is true of the case."""
    parts = wording.CRISIS_ABOUT_A_PUPIL if message.about_a_pupil else wording.CRISIS
    said = [scene.support.in_words(part) for part in parts]
    if message.holder is not None:
        said[-1] = wording.CRISIS_HELD.format(holder=name(message.holder))
    return Rendered(_plain(" ".join(said)), [*map(prose, said), *way_to_a_person(scene)])


def case_status(message: CaseStatus, scene: Scene) -> Rendered:
    """Where the case stands, as it is: sent and seen by nobody yet, held by name, closed."""
    said = _status(message, scene)
    added = message.added_at and wording.ADDED_AT.format(time=scene.moment(message.added_at))
    more = [context(added)] if added and message.state != "resolved" else []
    case = str(message.case_id)
    if message.state == "resolved":
        way = way_to_a_person(scene, talk="")
    else:
        done = Deed.NOT_NEEDED if message.unasked and message.holder is None else Deed.SORTED
        buttons = button(done, case), button(Deed.ADD_DETAIL, case)
        way = way_to_a_person(scene, *buttons)
    return Rendered(
        notification(_plain(said[0]), room=NOTIFICATION), [*map(prose, said), *more, *way]
    )


def case_claimed(message: CaseClaimed, scene: Scene) -> Rendered:
    """Who has it."""
    return _told(wording.CLAIMED.format(holder=name(message.holder)), scene)


def case_lapsed(message: CaseLapsed, scene: Scene) -> Rendered:
    """That nobody has it any more."""
    if message.left:
        return _told(wording.HOLDER_LEFT.format(holder=name(message.holder)), scene)
    minutes = in_words.minutes(message.minutes)
    return _told(wording.LAPSED.format(holder=name(message.holder), minutes=minutes), scene)


def nobody_yet(message: NobodyYet, scene: Scene) -> Rendered:
    """That nobody has it yet, or who has it is quiet, and the number to ring."""
    sentence = wording.HOLDER_QUIET if message.held_by else wording.NOBODY_YET
    minutes = in_words.minutes(message.minutes)
    said = sentence.format(minutes=minutes, holder=name(message.held_by or ""))
    ring = wording.NOBODY_YET_RING.format(phone=scene.phone)
    return Rendered(_plain(said), [prose(f"{said}\n{ring}"), *way_to_a_person(scene)])


def case_closed(message: CaseClosed, scene: Scene) -> Rendered:
    """That it is closed, by whom, and the outcome."""
    said = wording.CLOSED_BY_YOU
    if message.by:
        outcome = outcome_shown(message.outcome)
        said = wording.CLOSED_BY.format(by=name(message.by), outcome=outcome)
    return _told(f"{said}\n{wording.WRITE_AGAIN}", scene, talk="")


def case_reopened(message: CaseReopened, scene: Scene) -> Rendered:
    """That it is open again, why, and that nobody has it yet."""
    if message.by is None:
        return _told(wording.REOPENED, scene)
    return _told(wording.REOPENED_BY.format(by=name(message.by)), scene)


def words_added(_message: WordsAdded, scene: Scene) -> Rendered:
    """That new words are part of the case."""
    return _told(wording.WORDS_ADDED, scene)


def adviser_wrote(message: AdviserWrote, scene: Scene) -> Rendered:
    """An adviser's words, under their name."""
    if message.change == "withdrawn":
        said = wording.FROM_ADVISER_WITHDRAWN.format(adviser=name(message.adviser))
        return _told(said, scene)
    who = wording.FROM_ADVISER.format(adviser=name(message.adviser))
    if message.parts > 1:
        who += wording.PART.format(part=message.part, parts=message.parts)
    if message.change == "edited":
        who += f", {wording.FROM_ADVISER_EDITED}"
    shown = words(message.text) if message.text.strip() else []
    if message.attached:
        files = linked(message.attached, wording.FILES)
        shown += [context(files), context(wording.FILES_HINT)]
    text = notification(f"{name(message.adviser)}:", escape(message.text), room=READ_ALOUD)
    return Rendered(text, [context(who), *shown, *way_to_a_person(scene)])


def quote_sent(message: QuoteSent, scene: Scene) -> Rendered:
    """A quote that an adviser sends, word for word, with its source."""
    said = wording.QUOTE_FROM_ADVISER.format(adviser=name(message.adviser))
    text = notification(f"{name(message.adviser)}:", escape(message.quote.text), room=READ_ALOUD)
    shown = [prose(quoted(message.quote)), context(source_line(message.quote.source))]
    return Rendered(text, [context(said), *shown, *way_to_a_person(scene)])


def moved_to_direct(_message: MovedToDirect, scene: Scene) -> Rendered:
    """In the channel: look in the direct message."""
    return _told(wording.MOVED, scene, talk="")


def guidepost(message: Guidepost, scene: Scene) -> Rendered:
    """A short fixed text."""
    detail = message.detail or wording.NOT_SAVED
    said = in_words.NATIONS.get(detail) or in_words.PHASES.get(detail) or detail
    text = wording.GUIDEPOSTS[message.topic].format(detail=name(said))
    return _told(text, scene, talk=None if message.topic in TOPICS_OF_A_CASE else "")


def status_shown(message: StatusShown, scene: Scene) -> Rendered:
    """The member's cases."""
    if not message.cases:
        return _told(wording.GUIDEPOSTS["no_case"], scene, talk="")
    first = case_line(message.cases[0], scene)
    blocks = [prose(f"*{wording.YOUR_CASES}*"), *case_lines(message.cases, scene)]
    return Rendered(_plain(first), [*blocks, *way_to_a_person(scene, talk="")])


def case_lines(cases: tuple[CaseLine, ...], scene: Scene) -> list[Block]:
    """The newest cases, a block each, with the first of their words."""
    blocks = [
        prose(f"{case_line(case, scene)}\n{escape(cut(one_line(case.words), WORDS_IN_A_LINE))}")
        for case in cases[:CASES_SHOWN]
    ]
    if len(cases) > CASES_SHOWN:
        blocks.append(context(wording.MORE_CASES.format(n=len(cases) - CASES_SHOWN)))
    return blocks


def case_line(case: CaseLine, scene: Scene) -> str:
    """Number, time and state of a case."""
    if case.state in wording.CASE_STATES:
        holder = name(case.holder or queue_wording.SOMEBODY)
        state = wording.CASE_STATES[case.state].format(holder=holder)
    else:
        state = name(case.state)
    return wording.CASE_LINE.format(
        case=case.case_id, time=scene.moment(case.opened_at), state=state
    )


def outcome_shown(outcome: str | None) -> str:
    """An outcome in words, safe to show, with a full stop."""
    said = cut(in_words.outcome(outcome or "").rstrip(), OUTCOME_ROOM)
    stop = "" if said.endswith(ENDS_A_SENTENCE) else "."
    return escape(said) + stop if said else wording.NO_OUTCOME


def _told(said: str, scene: Scene, talk: str | None = None) -> Rendered:
    """One thing said, and the way to a person."""
    blocks = [prose(said), *way_to_a_person(scene, talk=talk)]
    return Rendered(notification(_plain(said), room=NOTIFICATION), blocks)


def _status(message: CaseStatus, scene: Scene) -> list[str]:
    """The paragraphs of the status message; the first says where the case stands."""
    if message.state == "resolved":
        outcome = outcome_shown(message.outcome)
        if message.closed_at is None:
            return [wording.CLOSED.format(outcome=outcome)]
        closed = scene.moment(message.closed_at)
        return [wording.CLOSED_AT.format(time=closed, outcome=outcome)]
    care = [scene.support.in_words(wording.SOMEONE_NOW)] if message.distress else []
    if message.state == "claimed":
        return [
            _HELD[message.taken_over].format(holder=name(message.holder or queue_wording.SOMEBODY)),
            *care,
        ]
    sent = scene.moment(message.opened_at)
    if not message.waited_min:
        said = wording.SENT_AGAIN if message.again else wording.SENT
        return [said.format(time=sent), *_who_answers(message, scene)]
    said = wording.WAITED_AGAIN if message.again else wording.WAITED
    waited = in_words.minutes(message.waited_min)
    return [said.format(time=sent, minutes=waited), *_who_answers(message, scene)]


def _who_answers(message: CaseStatus, scene: Scene) -> list[str]:
    """While nobody has it: who will see it, as far as that is known."""
    if message.due_at is not None:
        return _waits(message, message.due_at, scene)
    if message.open_now or message.hours is None:
        care = [scene.support.in_words(wording.SOMEONE_NOW)] if message.distress else []
        return [wording.IN_THE_QUEUE, *care]
    hours = wording.CLOSED_HOURS.format(hours=name(message.hours))
    if message.opens_at is None:
        return [hours + wording.NOBODY_ON_DUTY, scene.support.in_words(wording.SOMEONE_NOW)]
    opens = scene.moment(message.opens_at)
    return [
        hours + wording.NOBODY_UNTIL.format(opens=opens),
        scene.support.in_words(wording.SOMEONE_NOW),
    ]


def _waits(message: CaseStatus, due_at: datetime, scene: Scene) -> list[str]:
    """What is not immediate, outside working time: nobody is called before it begins."""
    opens = scene.moment(message.opens_at) if message.opens_at else scene.moment(due_at)
    said = wording.WAITS_UNTIL if due_at > scene.now else wording.WAITS_LATE
    care = [scene.support.in_words(wording.SOMEONE_NOW)] if message.distress else []
    return [said.format(opens=opens, due=scene.moment(due_at)), wording.IF_IT_IS_NOW, *care]


def _plain(text: str) -> str:
    """Our own sentence without its marks of bold, on one line."""
    return " ".join(text.replace("*", "").split())
