"""What advisers read beside the card: pages, the case's thread, offers, refusals."""

from __future__ import annotations

from bot.conversation import in_words, queue_wording, wording
from bot.inbound import Deed
from bot.outbound import (
    AdviserPaged,
    AdviserTold,
    CaseLogged,
    CasePaged,
    ChannelAlarm,
    HandOverOffered,
    HolderCalled,
    HolderReminded,
    MemberWrote,
    TakeOverAsked,
)
from bot.slack.escape import escape, mention, name
from bot.slack.views.blocks import (
    CHOICES,
    actions,
    button,
    context,
    linked,
    notification,
    prose,
    words,
)
from bot.slack.views.card import MENTIONS, urgency
from bot.slack.views.limits import NOTIFICATION, READ_ALOUD, cut
from bot.slack.views.member_case import outcome_shown
from bot.slack.views.scene import Block, Rendered, Scene

WORDS_IN_A_PAGE = 600  # characters of the member's words


def case_paged(message: CasePaged, _scene: Scene) -> Rendered:
    """Nobody has claimed: the helpline's channel again."""
    said = _page(message)
    mentions = " ".join(filter(None, map(mention, message.mention[:MENTIONS])))
    new = words(cut(message.words, WORDS_IN_A_PAGE)) if message.words else []
    blocks = [prose(f"{mentions} {said}".strip()), *new, _claim(message.case_id)]
    text = notification(_unmarked(said), escape(message.words), room=NOTIFICATION)
    return Rendered(text, blocks)


def adviser_paged(message: AdviserPaged, _scene: Scene) -> Rendered:
    """Nobody has claimed: one adviser, by direct message."""
    said = _page(message)
    blocks = [prose(said), *words(cut(message.words, WORDS_IN_A_PAGE)), _claim(message.case_id)]
    return Rendered(_unmarked(said), blocks)


def member_wrote(message: MemberWrote, _scene: Scene) -> Rendered:
    """The member's new words, in the card's thread."""
    said = queue_wording.MEMBER_WROTE[message.change]
    if message.parts > 1:
        said += wording.PART.format(part=message.part, parts=message.parts)
    if message.direct:
        said = f"{queue_wording.IN_CASE.format(case=message.case_id)} {said}"
    mentions = " ".join(filter(None, map(mention, message.mention[:MENTIONS])))
    blocks = [context(f"{mentions} {said}".strip())]
    if message.text.strip():
        blocks += words(message.text)
    if message.attached:
        files = linked(message.attached, queue_wording.MEMBER_FILES)
        blocks += [context(files), context(queue_wording.MEMBER_FILES_HINT)]
    text = notification(_unmarked(said) + ":", escape(message.text), room=READ_ALOUD)
    return Rendered(text, blocks)


def case_logged(message: CaseLogged, _scene: Scene) -> Rendered:
    """What was done, by whom, with the words if there are any."""
    said = queue_wording.LOGGED[message.deed].format(
        adviser=name(message.adviser or queue_wording.AN_ADVISER),
        other=name(message.other or queue_wording.AN_ADVISER.lower()),
    )
    if message.deed in ("closed_by_member", "not_needed"):
        return Rendered(_unmarked(said), [prose(said)])
    if message.deed == "resolved":
        outcome = queue_wording.CARD_CLOSED.format(outcome=outcome_shown(message.text))
        return Rendered(_unmarked(said), [prose(f"{said} {outcome}")])
    shown = words(message.text) if message.text else []
    text = notification(_unmarked(said), escape(message.text or ""), room=READ_ALOUD)
    return Rendered(text, [prose(said), *shown])


def take_over_asked(message: TakeOverAsked, _scene: Scene) -> Rendered:
    """Who answers from now on; once decided, what was, and the way to change it."""
    said = queue_wording.TAKE_OVER_ASKED
    if message.decided is not None:
        said = queue_wording.TAKE_OVER_DECIDED[message.decided]
    open_to = [deed for deed in (Deed.TAKE_OVER, Deed.ONLY_SEND) if deed != message.decided]
    row = actions(CHOICES, *(button(deed, str(message.case_id)) for deed in open_to))
    return Rendered(notification(_unmarked(said), room=NOTIFICATION), [prose(said), row])


def hand_over_offered(message: HandOverOffered, _scene: Scene) -> Rendered:
    """A case is offered, with the note."""
    said = queue_wording.OFFERED.format(
        adviser=name(message.adviser),
        case=message.case_id,
        within=in_words.lasting(message.within_s),
    )
    blocks = [
        prose(said),
        context(queue_wording.THE_NOTE),
        *words(message.note),
        context(queue_wording.THE_WORDS),
        *words(cut(message.words, WORDS_IN_A_PAGE)),
        _claim(message.case_id),
    ]
    return Rendered(notification(_unmarked(said), room=NOTIFICATION), blocks)


def holder_reminded(message: HolderReminded, _scene: Scene) -> Rendered:
    """Still on it?  One press keeps the case."""
    said = queue_wording.REMINDED.format(
        case=message.case_id,
        minutes=in_words.minutes(message.minutes),
        left=in_words.lasting(message.left_s),
    )
    case = str(message.case_id)
    keep = button(Deed.STILL_ON_IT, case, "primary"), button(Deed.ON_THE_PHONE, case)
    text = notification(_unmarked(said), room=NOTIFICATION)
    return Rendered(text, [prose(said), actions(CHOICES, *keep)])


def holder_called(message: HolderCalled, _scene: Scene) -> Rendered:
    """A case of theirs has become more urgent; one press says that they are on it."""
    said = queue_wording.CALLED.format(case=message.case_id, urgency=name(urgency(message.urgency)))
    case = str(message.case_id)
    keep = button(Deed.STILL_ON_IT, case, "primary"), button(Deed.ON_THE_PHONE, case)
    shown = words(cut(message.words, WORDS_IN_A_PAGE))
    text = notification(_unmarked(said), room=NOTIFICATION)
    return Rendered(text, [prose(said), *shown, actions(CHOICES, *keep)])


def adviser_told(message: AdviserTold, _scene: Scene) -> Rendered:
    """Why a press or a line did not do what it says."""
    said = queue_wording.TOLD[message.reason].format(
        case=message.case_id, holder=name(message.holder or queue_wording.SOMEBODY)
    )
    return Rendered(notification(_unmarked(said), room=NOTIFICATION), [prose(said)])


def channel_alarm(message: ChannelAlarm, _scene: Scene) -> Rendered:
    """What has become of the helpline's channel, and what that means for cases."""
    said = queue_wording.CHANNEL_ALARMS[message.flaw]
    blocks = [prose(said)]
    if message.flaw != "fit":
        blocks.append(prose(queue_wording.CHANNEL_WITHHELD))
    return Rendered(notification(_unmarked(said), room=NOTIFICATION), blocks)


def _page(message: CasePaged | AdviserPaged) -> str:
    sentence = queue_wording.PAGED_HELD if message.held_by else queue_wording.PAGED
    if isinstance(message, CasePaged) and message.reopened:
        sentence = queue_wording.PAGED_REOPENED
    elif isinstance(message, CasePaged) and message.lapsed:
        sentence = queue_wording.PAGED_LAPSED
    elif isinstance(message, CasePaged) and message.left:
        sentence = queue_wording.PAGED_LEFT
    elif isinstance(message, CasePaged) and message.raised:
        sentence = queue_wording.PAGED_RAISED
    said = sentence.format(
        case=message.case_id,
        urgency=name(urgency(message.urgency)),
        minutes=in_words.minutes(message.minutes),
        holder=name(_named_in(message) or queue_wording.SOMEBODY),
    )
    return f"{queue_wording.PAGED_DRILL} {said}" if message.drill else said


def _named_in(page: CasePaged | AdviserPaged) -> str | None:
    return page.held_by or (page.left if isinstance(page, CasePaged) else None)


def _claim(case_id: int) -> Block:
    return actions(CHOICES, button(Deed.CLAIM, str(case_id), "primary"))


def _unmarked(text: str) -> str:
    return text.replace("*", "")
