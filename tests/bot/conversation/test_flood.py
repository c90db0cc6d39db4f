"""A member who writes 500 lines in a minute: one case, every line, and room for everybody else."""

from __future__ import annotations

from datetime import timedelta

from bot.inbound import Deed, Place
from bot.outbound import CaseCard, CasePaged, CrisisReply, MemberWrote, WordsAdded
from bot.worker import NotNow
from tests.bot.factories import (
    ADVISERS,
    DIRECT,
    DISTRESS,
    LIVE,
    OTHER_MEMBER,
    a_message,
    a_press,
)
from tests.bot.stage import Stage

LINES = 500
PACE = 100  # lines between two posts, at one a second: a hundred lines a second


def flood(stage: Stage) -> list[str]:
    """Let a member write 500 lines, and the helpline's channel take what it can."""
    stage.opens_a_case()
    lines = [f"line {n}: he is going through my drawers" for n in range(LINES)]
    lines[376] = DISTRESS
    for n, line in enumerate(lines, start=1):
        stage.receives(a_message(line))
        if n % PACE == 0:
            stage.clock.go_on(seconds=1)
            stage.sends()
    return lines


def test_every_line_is_kept_and_relayed_whole_in_order_in_few_messages(stage: Stage) -> None:
    lines = flood(stage)

    relayed = [one for one in stage.in_thread() if isinstance(one, MemberWrote)]
    assert "\n".join(one.text for one in relayed).splitlines() == lines
    assert stage.n("cases") == 1
    assert [line.text for line in stage.history() if line.deed == "member_wrote"] == lines
    assert len(relayed) < LINES / 20


def test_member_is_told_once_a_minute_and_advisers_are_pinged_as_often(stage: Stage) -> None:
    flood(stage)

    added = [one for one in stage.said_to() if isinstance(one, WordsAdded)]
    pinged = [one for one in stage.in_thread() if isinstance(one, MemberWrote) and one.mention]
    assert len(added) == 1
    assert [one.mention for one in pinged] == [tuple(ADVISERS)]


def test_distress_in_a_flood_is_answered_and_marked_on_the_card(stage: Stage) -> None:
    flood(stage)

    assert [one for one in stage.said_to() if isinstance(one, CrisisReply)] == [CrisisReply(1)]
    (card,) = (one for one in stage.in_queue() if isinstance(one, CaseCard))
    assert card.distress


def test_live_words_in_a_flood_raise_the_case_and_page_once_a_step(stage: Stage) -> None:
    stage.receives(a_press(Deed.TALK_TO_A_PERSON))  # for today: nobody is paged within minutes
    stage.sends()
    before = stage.case().concern.urgency

    for n in range(LINES):
        stage.receives(a_message(LIVE if n == 376 else f"line {n}: he is going through my drawers"))
    stage.waits(3)
    stage.sends()

    (card,) = (one for one in stage.in_queue() if isinstance(one, CaseCard))
    paged = [one.minutes for one in stage.in_queue() if isinstance(one, CasePaged)]
    relayed = "".join(one.text for one in stage.in_thread() if isinstance(one, MemberWrote))
    assert (before, card.urgency, card.live) == ("today", "immediate", True)
    assert paged == [0, 2]  # at once, and again as nobody claims it
    assert LIVE in relayed


def test_flood_asks_for_few_answers(stage: Stage) -> None:
    flood(stage)

    assert sum(row.state == "waiting" for row in stage.rows("exchanges")) <= 12


def test_concern_of_another_member_does_not_wait_for_a_flood(stage: Stage) -> None:
    stage.opens_a_case()
    for n in range(LINES):
        stage.receives(a_message(f"line {n}"))

    stage.receives(a_message(LIVE, OTHER_MEMBER, Place("D0MEMBER2", private=True)))
    stage.sends()

    keys = [due.key for due in stage.office.delivered]
    assert keys.index("case:2:card") < 20


def test_line_that_is_being_sent_is_not_changed_any_more(stage: Stage) -> None:
    stage.opens_a_case()
    first = a_message("first")
    stage.receives(first)
    stage.office.says["in:2:relay:1"] = NotNow(timedelta(seconds=5), "TimeoutError", ambiguous=True)
    stage.sends()

    stage.receives(a_message("second", place=DIRECT))

    relayed = [one.text for one in stage.in_thread() if isinstance(one, MemberWrote)]
    assert relayed == ["first", "second"]
