"""A concern becomes a case, joins the open one, or brings the last one back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.helpline.case import CaseState
from bot.inbound import Deed, Form, Place
from bot.outbound import (
    CaseCard,
    CasePaged,
    CaseReopened,
    CaseStatus,
    CrisisReply,
    HappeningNowAsked,
    MemberWrote,
    Message,
    MovedToDirect,
    WordsAdded,
)
from tests.bot.factories import (
    ADVISER,
    DIRECT,
    DISTRESS,
    DOUBTFUL,
    GENERAL,
    LIVE,
    MEMBER,
    PUPIL_IN_DISTRESS,
    QUESTION,
    a_command,
    a_file,
    a_form,
    a_mention,
    a_message,
    a_policy,
    a_press,
    a_shortcut,
)
from tests.bot.stage import Stage


def status(stage: Stage) -> CaseStatus:
    return [one for one in stage.said_to() if isinstance(one, CaseStatus)][-1]


def card(stage: Stage) -> CaseCard:
    return next(one for one in stage.in_queue() if isinstance(one, CaseCard))


def kinds(messages: list[Message]) -> list[type]:
    return [type(message) for message in messages]


def resolved_case(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))


def test_card_carries_the_members_words_and_pings_the_advisers(stage: Stage) -> None:
    stage.receives(a_message(LIVE))

    shown = card(stage)
    assert (shown.words, shown.live, shown.urgency) == (LIVE, True, "immediate")
    assert shown.mention == ("U0ADVISER1", "U0ADVISER2")


def test_receipt_says_sent_and_names_nobody_before_the_claim(stage: Stage) -> None:
    stage.receives(a_message(LIVE))

    receipt = status(stage)

    assert (receipt.state, receipt.holder) == ("open", None)


def test_receipt_outside_the_hours_says_when_the_helpline_opens(stage: Stage) -> None:
    hours = a_policy("mon-fri 08:00-10:00")  # it is Monday, 10:42
    closed = Stage(stage.database, stage.clock, hours)

    closed.receives(a_message(LIVE))

    receipt = status(closed)
    assert (receipt.open_now, receipt.hours) == (False, "Mon-Fri 08:00-10:00")
    assert receipt.opens_at == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def test_yes_to_the_doubt_opens_a_case_for_the_words_in_doubt(stage: Stage) -> None:
    stage.receives(a_message(DOUBTFUL))

    stage.receives(a_press(Deed.HAPPENING_NOW, 1))

    assert stage.case().concern.words == DOUBTFUL
    assert (stage.case().concern.live, stage.case().concern.urgency) == (True, "immediate")
    assert HappeningNowAsked(1, "yes", case="waiting") in stage.said_to()


def test_no_to_the_doubt_opens_none(stage: Stage) -> None:
    stage.receives(a_message(DOUBTFUL))

    stage.receives(a_press(Deed.NOT_NOW, 1))

    assert stage.n("cases") == 0
    assert HappeningNowAsked(1, "no") in stage.said_to()


def test_talk_to_a_person_brings_the_question_to_a_person(stage: Stage) -> None:
    stage.receives(a_message(QUESTION))

    stage.receives(a_press(Deed.TALK_TO_A_PERSON, 1))

    assert QUESTION in card(stage).words
    assert card(stage).urgency == "today"


def test_talk_to_a_person_on_a_message_of_ours_without_a_question_opens_a_case(
    stage: Stage,
) -> None:
    stage.receives(a_press(Deed.TALK_TO_A_PERSON, ""))

    assert stage.case().state is CaseState.OPEN


def test_inspector_button_of_the_home_tab_opens_a_live_case(stage: Stage) -> None:
    stage.receives(a_press(Deed.INSPECTOR_HERE, "home", place=Place("")))

    concern = stage.case().concern
    assert (concern.live, concern.urgency) == (True, "immediate")
    assert kinds(stage.said_to())[0] is CaseStatus


@pytest.mark.parametrize("words", ["", QUESTION, LIVE])
def test_urgent_command_opens_a_case_with_or_without_words(stage: Stage, words: str) -> None:
    stage.receives(a_command("urgent", words))

    concern = stage.case().concern
    assert (concern.live, concern.urgency) == (True, "immediate")
    assert words in concern.words


def test_shortcut_on_words_of_a_live_concern_opens_a_case(stage: Stage) -> None:
    stage.receives(a_shortcut(LIVE))

    assert stage.case().concern.words == LIVE


def test_live_mention_in_a_channel_moves_to_the_direct_message_and_says_so(stage: Stage) -> None:
    mention = a_mention(LIVE)

    stage.receives(mention)

    in_thread = stage.said_in(Place(GENERAL.channel, mention.ts))
    assert in_thread == [MovedToDirect()]
    assert kinds(stage.said_to()) == [CaseStatus]
    assert stage.case().channel is None


def test_live_mention_with_a_case_open_joins_it_and_says_so_in_the_channel(stage: Stage) -> None:
    stage.opens_a_case()
    mention = a_mention(LIVE)

    stage.receives(mention)

    assert stage.said_in(Place(GENERAL.channel, mention.ts)) == [MovedToDirect()]
    assert stage.n("cases") == 1
    assert stage.case().added == 1


def test_words_of_a_channel_never_follow_into_the_channel(stage: Stage) -> None:
    mention = a_mention(DISTRESS)

    stage.receives(mention)

    assert kinds(stage.said_in(Place(GENERAL.channel, mention.ts))) == [MovedToDirect]
    assert kinds(stage.said_to())[0] is CrisisReply


def test_reply_to_distress_about_a_pupil_names_the_safeguarding_lead(stage: Stage) -> None:
    stage.receives(a_message(PUPIL_IN_DISTRESS))

    assert stage.said_to()[0] == CrisisReply(1, about_a_pupil=True)


def test_new_words_on_an_open_case_are_added_and_relayed(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_message("they are in the hall now"))

    assert MemberWrote(1, "they are in the hall now", mention=("U0ADVISER1", "U0ADVISER2")) in (
        stage.in_thread()
    )
    assert WordsAdded(1) in stage.said_to()
    assert (stage.n("cases"), card(stage).added) == (1, 1)


def test_new_words_on_a_claimed_case_ping_its_holder_alone_and_promise_nothing_more(
    stage: Stage,
) -> None:
    """Who claims by button does not follow the thread, so Slack would tell them of nothing."""
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))

    stage.receives(a_message("they are in the hall now"))

    assert MemberWrote(1, "they are in the hall now", mention=(ADVISER,)) in stage.in_thread()
    assert WordsAdded not in kinds(stage.said_to())
    assert status(stage).added_at == stage.clock.now()


def test_distress_on_an_open_case_is_answered_before_anything_else(stage: Stage) -> None:
    stage.opens_a_case()
    n = len(stage.said_to())

    stage.receives(a_message(DISTRESS))

    assert kinds(stage.said_to())[n] is CrisisReply
    assert card(stage).distress is True


def test_long_words_are_relayed_in_parts_that_join_to_the_whole(stage: Stage) -> None:
    stage.opens_a_case()
    text = ("word " * 8000)[:40_000].strip()

    stage.receives(a_message(text))

    relayed = [one for one in stage.in_thread() if isinstance(one, MemberWrote)]
    assert "".join(one.text for one in relayed) == text
    assert [one.part for one in relayed] == list(range(1, len(relayed) + 1))
    assert {one.parts for one in relayed} == {len(relayed)}
    assert [bool(one.mention) for one in relayed] == [True] + [False] * (len(relayed) - 1)


def test_long_words_that_open_a_case_reach_the_advisers_whole(stage: Stage) -> None:
    text = f"{LIVE}. " + ("word " * 8000)[:39_000].strip()

    stage.receives(a_message(text))
    stage.sends()

    relayed = [one.text for one in stage.in_thread() if isinstance(one, MemberWrote)]
    assert card(stage).words == text
    assert "".join(relayed) == text


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(LIVE, id="live"),
        pytest.param("it happened again", id="about it"),
        pytest.param("a question on my case", id="names the case"),
    ],
)
def test_new_words_within_48_hours_reopen_the_case_if_live_or_about_it(
    stage: Stage, words: str
) -> None:
    resolved_case(stage)
    stage.clock.go_on(hours=47)

    stage.receives(a_message(words))

    assert (stage.n("cases"), stage.case().state) == (1, CaseState.OPEN)
    assert CaseReopened(1) in stage.said_to()
    assert CasePaged(1, 0, "immediate", ("U0ADVISER1", "U0ADVISER2"), reopened=True) in (
        stage.in_queue()
    )
    assert status(stage).opened_at == stage.clock.now()


def test_other_words_within_48_hours_are_a_question(stage: Stage) -> None:
    resolved_case(stage)
    stage.clock.go_on(hours=1)

    stage.receives(a_message(QUESTION))

    assert stage.case().state is CaseState.RESOLVED
    assert stage.rows("exchanges")[-1].question == QUESTION


def test_live_words_after_48_hours_open_a_new_case(stage: Stage) -> None:
    resolved_case(stage)
    stage.clock.go_on(hours=48, seconds=1)

    stage.receives(a_message(LIVE))

    assert [stage.case(n).state for n in (1, 2)] == [CaseState.RESOLVED, CaseState.OPEN]


def test_words_about_an_old_case_after_48_hours_are_a_question(stage: Stage) -> None:
    resolved_case(stage)
    stage.clock.go_on(hours=49)

    stage.receives(a_message("it happened again"))

    assert (stage.n("cases"), stage.case().state) == (1, CaseState.RESOLVED)


def test_case_is_answered_where_the_member_wrote_it(stage: Stage) -> None:
    thread = Place(DIRECT.channel, "1.1", private=True)

    stage.receives(a_message(LIVE, MEMBER, thread))

    assert kinds(stage.said_in(thread)) == [CaseStatus]


def test_files_of_the_message_that_opens_a_case_are_linked_in_its_thread(stage: Stage) -> None:
    stage.receives(a_message(LIVE, files=("letter.pdf",)))

    assert MemberWrote(1, LIVE, attached=(a_file("letter.pdf"),)) in stage.in_thread()
