"""While the helpline's channel may not hold members' words: they wait, people hear otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import outbox
from bot.conversation import withholding
from bot.helpline.channel import Flaw
from bot.inbound import Deed
from bot.outbound import (
    AdviserPaged,
    CaseCard,
    CaseStatus,
    ChannelAlarm,
    MemberWrote,
    Message,
    ToCaseThread,
    ToQueue,
)
from bot.tables import outbox as rows_of
from tests.bot.factories import (
    ADVISER,
    ADVISERS,
    COLLEAGUE,
    LIVE,
    MEMBER,
    QUEUE_CHANNEL,
    a_message,
    a_press,
)
from tests.bot.stage import Stage


def found(stage: Stage, flaw: Flaw | None, channel: str = QUEUE_CHANNEL) -> bool:
    """Let the channel be looked at."""
    with stage.database.write() as tx:
        return withholding.looked(tx, "helpline-queue", channel, flaw, stage.clock.now())


def posted(stage: Stage) -> list[Message]:
    """Return what went to the channel and its threads, in order."""
    there = (ToQueue, ToCaseThread)
    return [due.message for due in stage.office.delivered if isinstance(due.destination, there)]


def told(stage: Stage, address: str, kind: type) -> list[Message]:
    return [one for one in stage.said_to(address) if isinstance(one, kind)]


@pytest.mark.parametrize("flaw", Flaw)
def test_no_words_go_there_and_every_adviser_is_alarmed_without_content(
    stage: Stage, flaw: Flaw
) -> None:
    stage.opens_a_case()
    before = posted(stage)

    found(stage, flaw)
    stage.receives(a_message("they have found the safeguarding file"))
    stage.sends()

    assert posted(stage) == before
    for address in ADVISERS:
        assert told(stage, address, ChannelAlarm) == [ChannelAlarm(flaw.value)]


def test_what_waited_is_posted_in_order_once_the_channel_is_fit(stage: Stage) -> None:
    stage.opens_a_case()
    found(stage, Flaw.PUBLIC)
    for words in ("first", "second"):
        stage.receives(a_message(words))
        stage.sends()
        stage.clock.go_on(seconds=90)

    found(stage, None)
    stage.sends()

    words = [one.text for one in posted(stage) if isinstance(one, MemberWrote)]
    assert "\n".join(words).split() == ["first", "second"]
    assert told(stage, ADVISER, ChannelAlarm)[-1] == ChannelAlarm("fit")


def test_case_opened_meanwhile_pages_every_adviser_directly_and_tells_the_member(
    stage: Stage,
) -> None:
    found(stage, Flaw.ARCHIVED)

    stage.receives(a_message(LIVE))
    stage.sends()

    assert posted(stage) == []
    assert told(stage, MEMBER, CaseStatus)
    for address in ADVISERS:
        assert told(stage, address, AdviserPaged) == [AdviserPaged(1, 0, "immediate", LIVE)]


def test_card_that_waited_when_the_channel_became_unfit_is_not_left_unseen(stage: Stage) -> None:
    stage.receives(a_message(LIVE))
    found(stage, Flaw.GONE)

    stage.sends()

    assert len(told(stage, COLLEAGUE, AdviserPaged)) == 1


def test_ladder_goes_on_by_direct_message_and_stale_pages_are_never_posted(stage: Stage) -> None:
    stage.opens_a_case()
    found(stage, Flaw.SHARED)

    stage.clock.go_on(minutes=2)
    stage.worker.sweep()
    stage.sends()
    stage.sends()
    paged = told(stage, COLLEAGUE, AdviserPaged)
    found(stage, None)
    before = len(posted(stage))
    stage.sends()

    assert [page.minutes for page in paged if isinstance(page, AdviserPaged)] == [2]
    assert "case_paged" not in [one.kind for one in posted(stage)[before:]]


def test_who_claims_reads_the_card_and_the_new_words_directly(stage: Stage) -> None:
    stage.opens_a_case()
    found(stage, Flaw.PUBLIC)
    stage.receives(a_message("he is back in the hall"))
    stage.sends()

    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    stage.sends()
    stage.receives(a_message("and now in my office"))
    stage.sends()

    (card,) = told(stage, ADVISER, CaseCard)
    assert isinstance(card, CaseCard)
    assert (card.state, card.holder) == ("claimed", "Ash Sample")
    words = [one.text for one in told(stage, ADVISER, MemberWrote) if isinstance(one, MemberWrote)]
    assert words == ["he is back in the hall", "and now in my office"]
    assert told(stage, COLLEAGUE, MemberWrote) == []


def test_message_taken_up_before_the_look_is_not_sent_after_it(stage: Stage) -> None:
    stage.receives(a_message(LIVE))
    with stage.database.read() as tx:
        rows = outbox.due(tx, stage.clock.now(), in_queue=True)

    found(stage, Flaw.PUBLIC)
    stage.worker._sender._send_all(rows)

    assert rows
    assert posted(stage) == []


def test_same_look_again_alarms_nobody_again(stage: Stage) -> None:
    looks = [found(stage, flaw) for flaw in (None, Flaw.PUBLIC, Flaw.PUBLIC, Flaw.SHARED)]

    assert looks == [True, True, False, True]
    assert told(stage, ADVISER, ChannelAlarm) == [ChannelAlarm("public"), ChannelAlarm("shared")]


def test_new_channel_gets_the_cards_of_open_cases_and_the_old_one_nothing(stage: Stage) -> None:
    found(stage, None, "C0OLD")
    stage.opens_a_case()
    with stage.database.write() as tx:
        card = rows_of.update().where(rows_of.c.key == "case:1:card")
        tx.execute(card.values(channel="C0OLD"))
    stage.receives(a_message("more"))

    found(stage, None)
    stage.sends()

    last = [due for due in stage.office.delivered if isinstance(due.destination, ToQueue)][-1]
    assert (type(last.message), last.channel) == (CaseCard, None)
    assert [replace(one, mention=()) for one in posted(stage) if isinstance(one, MemberWrote)] == [
        MemberWrote(1, "more")
    ]
