"""
Everything the assistant can say, as data.

One frozen dataclass a message; what it looks like in Slack is its view, what it
says in words is `conversation/wording.py`.  A message is stored in the outbox as
JSON, so every field is a plain value and none is looked up later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.inbound import FileLink

# --- where a message goes ---------------------------------------------------


@dataclass(frozen=True)
class ToPerson:
    """The direct message with one person."""

    person_id: int
    kind: Literal["person"] = "person"


@dataclass(frozen=True)
class ToPlace:
    """Where the member wrote: a conversation, and the thread in it if there is one."""

    channel: str
    thread: str | None = None
    kind: Literal["place"] = "place"


@dataclass(frozen=True)
class ToQueue:
    """The helpline's own channel."""

    kind: Literal["queue"] = "queue"


@dataclass(frozen=True)
class ToCaseThread:
    """The thread under a case's card; waits until the card stands."""

    case_id: int
    kind: Literal["case_thread"] = "case_thread"


@dataclass(frozen=True)
class ToHome:
    """The Home tab of one person."""

    person_id: int
    kind: Literal["home"] = "home"


@dataclass(frozen=True)
class ToSecondChannel:
    """People outside Slack: by e-mail, or through a webhook."""

    name: str  # smtp | webhook
    kind: Literal["second_channel"] = "second_channel"


Destination = Annotated[
    ToPerson | ToPlace | ToQueue | ToCaseThread | ToHome | ToSecondChannel,
    Field(discriminator="kind"),
]

# --- parts of messages --------------------------------------------------------


@dataclass(frozen=True)
class SourceShown:
    """Where a passage comes from, as shown under a quote."""

    document: str
    title: str
    heading: str
    url: str | None
    published: date | None
    revised: date | None
    nation: str
    sample: bool


@dataclass(frozen=True)
class QuoteShown:
    """A verbatim quote; `telling` is the part of `text` that is shown in bold."""

    text: str
    telling: str
    source: SourceShown


@dataclass(frozen=True)
class CaseLine:
    """One case in a list: number, state in words' terms, when, who."""

    case_id: int
    state: str
    urgency: str
    opened_at: datetime
    holder: str | None
    words: str
    due_at: datetime | None = None  # while nobody has it: when a named person should
    drill: bool = False  # no member is waiting
    distress: bool = False  # possibly: for advisers only


@dataclass(frozen=True)
class CardLine:
    """A case in a summary: the beginning of its words, and whether its card stands."""

    case_id: int
    urgency: str
    distress: bool
    words: str
    stands: bool = False


@dataclass(frozen=True)
class EarlierCase:
    """A case before this one of the same school: no word of whoever raised it."""

    case_id: int
    opened_at: datetime
    state: str
    outcome: str | None  # its kind, as advisers choose it


# --- what a member reads ------------------------------------------------------


@dataclass(frozen=True)
class AnswerGiven:
    """One to three quotes that answer a question."""

    exchange_id: int
    quotes: tuple[QuoteShown, ...]
    nation: str | None  # the nation it was answered for; None: it holds in all
    has_more: bool
    while_waiting: bool = False  # sent beside a case that a person will answer
    disagree: bool = False  # two of the quotes do; the newest stands first
    kind: Literal["answer_given"] = "answer_given"


@dataclass(frozen=True)
class NothingFound:
    """The guidance holds no answer; the nearest titles instead."""

    exchange_id: int
    nearest: tuple[SourceShown, ...]
    nation: str | None
    kind: Literal["nothing_found"] = "nothing_found"


@dataclass(frozen=True)
class NationAsked:
    """The answer differs between nations and the member's is not known."""

    exchange_id: int
    nations: tuple[str, ...]
    kind: Literal["nation_asked"] = "nation_asked"


@dataclass(frozen=True)
class MorePassages:
    """Further passages on a question already answered; empty when there are none."""

    exchange_id: int
    quotes: tuple[QuoteShown, ...]
    kind: Literal["more_passages"] = "more_passages"


@dataclass(frozen=True)
class GuidanceUnavailable:
    """No index version can be read; people can still be reached."""

    exchange_id: int
    kind: Literal["guidance_unavailable"] = "guidance_unavailable"


@dataclass(frozen=True)
class HappeningNowAsked:
    """
    In doubt: is this happening now?  Two buttons; `answered` once it is settled.

    Silence counts as yes after a while.  The question then still takes a No, as long as
    nobody has the case that it opened, and nothing else is in it.
    """

    exchange_id: int
    answered: Literal["yes", "no", "silence", "passed_on", "withdrawn"] | None = None
    within_s: int = 180  # after which silence counts
    case: Literal["none", "for_this", "waiting", "held", "closed"] = "none"  # that it is part of
    holder: str | None = None  # of that case
    kind: Literal["happening_now_asked"] = "happening_now_asked"


@dataclass(frozen=True)
class CrisisReply:
    """The fixed, human-written reply to words of distress; comes first and alone."""

    case_id: int
    about_a_pupil: bool = False  # then: tell the safeguarding lead now, 999
    holder: str | None = None  # who has the case, if anybody
    kind: Literal["crisis_reply"] = "crisis_reply"


@dataclass(frozen=True)
class CaseStatus:
    """The member's one status message: sent and seen by nobody, held by name, closed."""

    case_id: int
    state: str  # CaseState value
    opened_at: datetime
    holder: str | None
    outcome: str | None
    open_now: bool  # the helpline's hours, or somebody is on duty
    opens_at: datetime | None  # when not: the next opening, if hours are set
    hours: str | None  # the hours in words, if set
    added_at: datetime | None = None  # the member's last words that were passed on
    distress: bool = False
    waited_min: int = 0  # while open: minutes that nobody has claimed it
    closed_at: datetime | None = None  # once resolved
    taken_over: bool | None = None  # an adviser decided whether the assistant is silent
    again: bool = False  # back in the queue: reopened, or its holder was quiet
    unasked: bool = False  # triage alone saw it: one tap says that nobody is needed
    due_at: datetime | None = None  # it waits for working time: when somebody should have it
    kind: Literal["case_status"] = "case_status"


@dataclass(frozen=True)
class CaseClaimed:
    """A named adviser has the case."""

    case_id: int
    holder: str
    kind: Literal["case_claimed"] = "case_claimed"


@dataclass(frozen=True)
class CaseLapsed:
    """Its holder was quiet for so long, or takes no cases any more: it is back in the queue."""

    case_id: int
    holder: str
    minutes: int  # 0 when they left
    left: bool = False
    kind: Literal["case_lapsed"] = "case_lapsed"


@dataclass(frozen=True)
class NobodyYet:
    """Said plainly: nobody has picked the case up yet; here is the number."""

    case_id: int
    minutes: int
    held_by: str | None = None  # who has it, and has done nothing since it became more urgent
    kind: Literal["nobody_yet"] = "nobody_yet"


@dataclass(frozen=True)
class CaseClosed:
    """The case is closed, with its outcome; `by` is None when the member closed it."""

    case_id: int
    outcome: str
    by: str | None
    kind: Literal["case_closed"] = "case_closed"


@dataclass(frozen=True)
class CaseReopened:
    """The case is open again, held by nobody yet."""

    case_id: int
    by: str | None = None  # the adviser who opened it; None: the member's new words did
    kind: Literal["case_reopened"] = "case_reopened"


@dataclass(frozen=True)
class WordsAdded:
    """New words of the member were added to their case, which nobody has."""

    case_id: int
    kind: Literal["words_added"] = "words_added"


@dataclass(frozen=True)
class AdviserWrote:
    """An adviser's words, relayed to the member; part n of m when long; redrawn when changed."""

    case_id: int
    adviser: str
    text: str
    part: int = 1
    parts: int = 1
    attached: tuple[FileLink, ...] = ()
    change: Literal["new", "edited", "withdrawn"] = "new"
    kind: Literal["adviser_wrote"] = "adviser_wrote"


@dataclass(frozen=True)
class QuoteSent:
    """A quote of the guidance that an adviser sends the member, word for word."""

    case_id: int
    adviser: str
    quote: QuoteShown
    kind: Literal["quote_sent"] = "quote_sent"


@dataclass(frozen=True)
class MovedToDirect:
    """In the channel's thread: the rest is private, in the direct message."""

    kind: Literal["moved_to_direct"] = "moved_to_direct"


@dataclass(frozen=True)
class Guidepost:
    """A short fixed text that shows the way; `topic` names it in the wording."""

    topic: Literal[
        "help",  # what the assistant does
        "help_adviser",  # the commands that only advisers have
        "welcome",  # first contact: what this is and who reads it
        "no_words",  # empty, only an emoji
        "only_file",  # a file without words
        "deleted",  # the member deleted words that are part of a case
        "not_yours",  # pressed a button of somebody else's
        "forgotten",  # pressed a button under an answer whose question was forgotten
        "not_open",  # the case is not open any more
        "taken_over",  # an adviser has: the assistant answers no questions
        "staff_only",  # pressed a button only advisers may press
        "duty_staff_only",  # gave a command only advisers may give
        "ask_empty",  # /helpline ask with no question
        "trouble",  # something failed; a person was told only if a case says so
        "thanks",  # for feedback
        "no_case",  # nothing to show in /helpline status
        "nation_saved",
        "phase_saved",
    ]
    detail: str | None = None  # a nation, a phase: our own words, never a member's
    kind: Literal["guidepost"] = "guidepost"


@dataclass(frozen=True)
class StatusShown:
    """The member's cases, for /helpline status."""

    cases: tuple[CaseLine, ...]
    kind: Literal["status_shown"] = "status_shown"


@dataclass(frozen=True)
class DrillShown:
    """The last drill: how many seconds until a person answered; None: nobody has."""

    day: date
    took_s: int | None


@dataclass(frozen=True)
class MemberHome:
    """The Home tab: what this is, the phone, An inspector is here, cases, settings."""

    nation: str | None
    phase: str | None
    cases: tuple[CaseLine, ...]
    drill: DrillShown | None = None
    kind: Literal["member_home"] = "member_home"


# --- what advisers read -------------------------------------------------------


@dataclass(frozen=True)
class CaseCard:
    """The case in the helpline channel, with its buttons; redrawn as the case moves."""

    case_id: int
    state: str
    urgency: str
    category: str
    live: bool
    distress: bool
    nation: str | None
    phase: str | None
    member: str  # the member's Slack address, shown as a mention
    words: str  # the member's words, whole; the view cuts
    opened_at: datetime
    holder: str | None
    offered_to: str | None
    outcome: str | None
    added: int  # messages of the member since the first
    guidance: tuple[QuoteShown, ...] | None  # None: not looked up yet; (): holds none
    mention: tuple[str, ...] = ()  # Slack addresses to ping when first posted
    reopened: bool = False
    waited_min: int = 0  # while open: minutes that nobody has claimed it
    due_at: datetime | None = None  # while open: when a named person should have it
    lapsed: bool = False  # nobody has it again because its holder was quiet
    drill: bool = False  # no member is waiting
    taken_over: bool | None = None  # None: no adviser has decided who answers
    answered: bool = False  # the member was sent an answer beside the case
    earlier: tuple[EarlierCase, ...] = ()  # of the same school
    pressing: str | None = None  # later words, which stand above the first
    pressing_at: datetime | None = None
    raised_from: str | None = None  # the urgency before words raised it last
    raised_at: datetime | None = None
    kind: Literal["case_card"] = "case_card"


@dataclass(frozen=True)
class QueueSummary:
    """Many cases at once: all are named, the most urgent first, while their cards come."""

    cases: tuple[CardLine, ...]
    mention: tuple[str, ...] = ()
    kind: Literal["queue_summary"] = "queue_summary"

    @property
    def waiting(self) -> int:
        """How many cards are still to come."""
        return sum(not case.stands for case in self.cases)


@dataclass(frozen=True)
class ReachedNobody:
    """In the thread of a summary: what was written there is in no case's thread."""

    named: tuple[int, ...] = ()  # cases of the summary that the words name
    kind: Literal["reached_nobody"] = "reached_nobody"


@dataclass(frozen=True)
class CasePaged:
    """Nobody has claimed: page the helpline channel again, with a Claim button."""

    case_id: int
    minutes: int
    urgency: str
    mention: tuple[str, ...]
    reopened: bool = False  # paged because it was reopened; `minutes` is 0
    lapsed: bool = False  # paged because its holder was quiet; `minutes` is 0
    left: str | None = None  # who had it, and takes no cases any more; `minutes` is 0
    held_by: str | None = None  # who has it, and has done nothing since it became more urgent
    raised: bool = False  # paged because new words made it more urgent; `minutes` is 0
    words: str = ""  # those words
    drill: bool = False  # no member is waiting
    kind: Literal["case_paged"] = "case_paged"


@dataclass(frozen=True)
class AdviserPaged:
    """The same to one adviser by direct message, with a Claim button."""

    case_id: int
    minutes: int
    urgency: str
    words: str
    held_by: str | None = None
    drill: bool = False  # no member is waiting
    kind: Literal["adviser_paged"] = "adviser_paged"


@dataclass(frozen=True)
class MemberWrote:
    """New words of the member, relayed into the card's thread; part n of m when long."""

    case_id: int
    text: str
    change: Literal["new", "edited", "deleted"] = "new"
    part: int = 1
    parts: int = 1
    mention: tuple[str, ...] = ()
    attached: tuple[FileLink, ...] = ()
    direct: bool = False  # to the adviser who has the case, not in its thread
    kind: Literal["member_wrote"] = "member_wrote"


@dataclass(frozen=True)
class CaseLogged:
    """A line in the card's thread: what was done, by whom, with the words if any."""

    case_id: int
    deed: Literal[
        "claimed",
        "replied",  # from the Reply form; shown so that colleagues see it
        "quoted",  # a quote was sent to the member
        "noted",  # never leaves the helpline
        "said_yes",  # the member, asked whether it is happening now
        "said_no",
        "offered",
        "offer_came_back",
        "on_the_phone",
        "lapsed",
        "holder_left",
        "resolved",
        "closed_by_member",
        "not_needed",  # closed by the member, who had not asked for anybody
        "marked_not_live",
        "marked_should_have_been_live",
        "reopened",
        "reopened_by_adviser",
        "withdrawn",  # words that the member had been sent
        "unreachable",  # the member has left the workspace; `text` is their phone number
        "not_received",  # Slack refused words of `adviser` to the member
        "not_changed",  # and here their edit or deletion
        "words_brought",  # it refused the member's words here; `other` has them directly
        "not_paged",  # it refused the direct message that calls `adviser`
        "not_reminded",
        "more_urgent",  # who has it is being called
        "paged_again",
        "paged_beside_holder",
        "told_nobody_yet",
        "told_of_quiet_holder",
        "second_channel_called",  # `other` is the channel in words
        "second_channel_failed",
        "second_channel_given_up",
        "drill_answered",
        "drill_missed",
        "drill_replaced",
    ]
    adviser: str | None = None
    other: str | None = None  # the adviser it was offered to
    text: str | None = None
    kind: Literal["case_logged"] = "case_logged"


@dataclass(frozen=True)
class TakeOverAsked:
    """In the card's thread, once: does the adviser alone answer the member from now on?"""

    case_id: int
    decided: Literal["take_over", "only_send"] | None = None
    kind: Literal["take_over_asked"] = "take_over_asked"


@dataclass(frozen=True)
class HandOverOffered:
    """To the other adviser, by direct message: a case is offered, with the note."""

    case_id: int
    adviser: str
    note: str
    words: str
    within_s: int = 300  # then it comes back
    kind: Literal["hand_over_offered"] = "hand_over_offered"


@dataclass(frozen=True)
class SecondChannelCalled:
    """Outside Slack: a case waits.  Its number, and nothing else of it, leaves."""

    case_id: int
    kind: Literal["second_channel_called"] = "second_channel_called"


@dataclass(frozen=True)
class HolderReminded:
    """To who has a case, by direct message: still on it?"""

    case_id: int
    minutes: int  # that nothing was heard from them on it
    left_s: int = 300  # then it goes back into the queue
    kind: Literal["holder_reminded"] = "holder_reminded"


@dataclass(frozen=True)
class HolderCalled:
    """To who has a case, by direct message: it has become more urgent than when they took it."""

    case_id: int
    urgency: str
    words: str  # that made it so
    kind: Literal["holder_called"] = "holder_called"


@dataclass(frozen=True)
class AdviserTold:
    """To one adviser, by direct message: why a press or a line did not do what it says."""

    case_id: int
    reason: Literal[
        "held",  # somebody was first: `holder` has it
        "already_yours",
        "taken",  # theirs until `holder` took it: it had become more urgent, and they were quiet
        "offer_came_back",  # `holder` did not take it in time
        "lapsed",  # it went back into the queue
        "distress",  # the words of the member whose case they have may tell of it
        "old_card",  # the message pressed on is not about the case of that number
        "changed_meanwhile",  # while a form about it was open; what the member wrote follows
        "not_held",  # nobody has it yet: claim first
        "resolved",
        "not_resolved",
        "another_open",  # the member has another case open: `case_id`
        "not_an_adviser",
        "to_oneself",
        "quote_sent",  # already
        "off_duty",  # offered to `holder`, who is not on duty
        "not_delivered",  # there was nothing in it to send to the member
        "refused",  # Slack refused what an adviser sent the member
        "words_lost",  # Slack refused words of the member, here too
        "member_not_told",  # Slack refused what they were to be told of their case
        "line_refused",  # Slack refused a line of the case's thread
        "card_refused",  # Slack refused the card of a case that somebody has
        "offer_refused",  # `holder` does not know that the case is offered to them
        "unreachable",  # the member has left the workspace
        "file_linked",  # as a link, which the member may not be able to open
        "stays_a_note",  # an edited remark is not sent
        "taken_back",  # an edit made a remark of words that the member had been sent
        "under_a_page",  # written in a direct message about a case: it went to nobody
        "card_gone",
    ]
    holder: str | None = None
    kind: Literal["adviser_told"] = "adviser_told"


@dataclass(frozen=True)
class ChannelAlarm:
    """To every adviser, without content: the helpline's channel may not hold members' words."""

    flaw: Literal["public", "shared", "archived", "gone", "fit"]  # fit: it may again
    kind: Literal["channel_alarm"] = "channel_alarm"


# --- what administrators read ---------------------------------------------------


@dataclass(frozen=True)
class AlarmShown:
    """A promise that does not hold; `subject` names a row of ours, such as "case 12"."""

    invariant: str
    subject: str
    since: datetime


@dataclass(frozen=True)
class AlarmsTold:
    """To one administrator: what does not hold any more, and what is mended."""

    raised: tuple[AlarmShown, ...]
    mended: tuple[AlarmShown, ...]
    more: int = 0  # beyond those named here
    kind: Literal["alarms_told"] = "alarms_told"


@dataclass(frozen=True)
class CasesListed:
    """The first cases of one list in an adviser's Home tab, and how many it holds."""

    name: str  # unclaimed, mine, overdue, today, others
    cases: tuple[CaseLine, ...]
    n: int


@dataclass(frozen=True)
class DrillLine:
    """The last drill, for advisers: when it began, who answered and how soon; None: nobody did."""

    at: datetime
    by: str | None
    took_s: int | None


@dataclass(frozen=True)
class StaffHome:
    """An adviser's Home tab: the cases by what is to be done, filters, who is on duty."""

    person_id: int
    lists: tuple[CasesListed, ...]
    unclaimed: int
    overdue: int
    mine: int
    today: int
    show: str  # what the adviser chose to see
    urgency: str | None
    nation: str | None
    on: bool  # duty
    on_duty: tuple[str, ...]  # names; empty: nobody is, so everybody is called
    drawn_at: datetime
    drill: DrillLine | None = None
    kind: Literal["staff_home"] = "staff_home"


# --- what advisers read about duty ----------------------------------------------


@dataclass(frozen=True)
class DaySwapped:
    """A day ahead that `holder` has in the place of `owner`."""

    day: date
    hours: str  # local time
    holder: str
    owner: str


@dataclass(frozen=True)
class DutyShown:
    """To one adviser, by direct message: whether they are on duty, who else is, their week."""

    person_id: int  # whose week the buttons change
    on: bool
    until: datetime | None  # they said so by hand, and it holds until then
    on_duty: tuple[str, ...]  # names; empty: nobody is, so everybody is called
    week: str  # as it is typed; "" for no hours
    swapped: tuple[DaySwapped, ...] = ()  # days ahead that are theirs, or were
    kind: Literal["duty_shown"] = "duty_shown"


@dataclass(frozen=True)
class SwapOffered:
    """To one adviser, by direct message: a colleague asks them to take one day's duty."""

    swap_id: int
    adviser: str
    day: date
    hours: str  # local time
    kind: Literal["swap_offered"] = "swap_offered"


@dataclass(frozen=True)
class DutyTold:
    """To one adviser, by direct message: what came of a change to the rota."""

    reason: Literal[
        "swap_asked",  # `other` was asked
        "swap_taken",  # to the one who took it
        "swap_given",  # `other` took it
        "swap_over",  # the day is over, or somebody else has it
        "swap_not_yours",  # asked of somebody else
        "no_such_swap",  # the colleague or the day cannot be chosen
        "week_unreadable",
    ]
    other: str | None = None
    day: date | None = None
    kind: Literal["duty_told"] = "duty_told"


Message = Annotated[
    AnswerGiven
    | NothingFound
    | NationAsked
    | MorePassages
    | GuidanceUnavailable
    | HappeningNowAsked
    | CrisisReply
    | CaseStatus
    | CaseClaimed
    | CaseLapsed
    | NobodyYet
    | CaseClosed
    | CaseReopened
    | WordsAdded
    | AdviserWrote
    | QuoteSent
    | MovedToDirect
    | Guidepost
    | StatusShown
    | MemberHome
    | CaseCard
    | QueueSummary
    | ReachedNobody
    | CasePaged
    | AdviserPaged
    | MemberWrote
    | CaseLogged
    | TakeOverAsked
    | HandOverOffered
    | HolderReminded
    | HolderCalled
    | SecondChannelCalled
    | AdviserTold
    | ChannelAlarm
    | AlarmsTold
    | StaffHome
    | DutyShown
    | SwapOffered
    | DutyTold,
    Field(discriminator="kind"),
]

MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)
DESTINATION: TypeAdapter[Destination] = TypeAdapter(Destination)
