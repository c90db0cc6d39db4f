"""The worker's part of a question: looked up, answered once, kept."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.guidance import LookedUp
from bot.inbound import Deed, Place
from bot.outbound import (
    AnswerGiven,
    CaseCard,
    GuidanceUnavailable,
    Guidepost,
    MorePassages,
    NationAsked,
    NothingFound,
)
from knowledge.question import Turn
from tests.bot.factories import (
    ADVISER,
    DISTRESS,
    GENERAL,
    LIVE,
    QUESTION,
    a_command,
    a_deletion,
    a_follow_up,
    a_mention,
    a_message,
    a_press,
)
from tests.bot.guidance import SENTENCE, a_clarification, a_decline, an_answer
from tests.bot.stage import Stage


def answers(stage: Stage) -> list[AnswerGiven]:
    return [one for _, one in stage.said() if isinstance(one, AnswerGiven)]


def card(stage: Stage) -> CaseCard:
    return next(one for one in stage.in_queue() if isinstance(one, CaseCard))


@pytest.mark.parametrize(
    ("looked_up", "kind", "outcome"),
    [
        pytest.param(an_answer(), AnswerGiven, "answered", id="answer"),
        pytest.param(a_decline(), NothingFound, "declined", id="decline"),
        pytest.param(a_clarification(), NationAsked, "clarify", id="nation not known"),
        pytest.param(None, GuidanceUnavailable, "unavailable", id="no index version"),
    ],
)
def test_every_question_is_answered_in_words_and_what_was_said_is_kept(
    stage: Stage, looked_up: LookedUp | None, kind: type, outcome: str
) -> None:
    stage.receives(a_message(QUESTION))
    stage.guidance.says = looked_up

    stage.worker.answer_waiting()
    stage.sends()

    assert kind in [type(message) for message in stage.said_to()]
    assert [(row.state, row.outcome) for row in stage.rows("exchanges")] == [("answered", outcome)]


def test_answer_goes_under_the_question_in_its_channel(stage: Stage) -> None:
    mention = a_mention(QUESTION)
    stage.receives(mention)
    stage.guidance.says = an_answer()

    stage.worker.answer_waiting()

    (answer,) = stage.said_in(Place(GENERAL.channel, mention.ts))
    assert isinstance(answer, AnswerGiven)
    assert [quote.text for quote in answer.quotes] == [SENTENCE]


def test_question_is_answered_once(stage: Stage) -> None:
    stage.receives(a_message(QUESTION))
    stage.guidance.says = an_answer()

    tried = [stage.worker.answer_waiting() for _ in range(2)]

    assert tried == [1, 0]
    assert len(answers(stage)) == 1


def test_question_deleted_while_it_is_looked_up_is_not_answered(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = a_message(QUESTION)
    stage.receives(message)

    def look_up(question: object) -> LookedUp:
        stage.receives(a_deletion(message))
        return an_answer()

    monkeypatch.setattr(stage.guidance, "look_up", look_up)

    stage.worker.answer_waiting()

    assert answers(stage) == []


def test_more_passages_are_those_left_out_of_the_answer(stage: Stage) -> None:
    stage.receives(a_message(QUESTION))
    stage.guidance.says = an_answer("More of it.", "And more.")
    stage.worker.answer_waiting()
    assert [answer.has_more for answer in answers(stage)] == [True]

    stage.receives(a_press(Deed.MORE_PASSAGES, 1))

    shown = stage.said_to()[-1]
    assert isinstance(shown, MorePassages)
    assert [quote.text for quote in shown.quotes] == ["More of it.", "And more."]


def test_guidance_is_asked_for_the_members_nation_and_local_day(stage: Stage) -> None:
    stage.clock.at = datetime(2026, 7, 6, 23, 30, tzinfo=UTC)  # 00:30 on the 7th in London
    stage.receives(a_press(Deed.SET_NATION, "wales"), a_message(QUESTION))

    stage.worker.answer_waiting()

    (question,) = stage.guidance.asked
    assert (question.nation, question.as_of) == ("wales", date(2026, 7, 7))


def test_nation_chosen_for_one_question_goes_over_the_members_own(stage: Stage) -> None:
    stage.receives(a_press(Deed.SET_NATION, "wales"), a_message(QUESTION))
    stage.worker.answer_waiting()

    stage.receives(a_press(Deed.ANSWER_FOR_ENGLAND, 1))
    stage.worker.answer_waiting()

    assert [question.nation for question in stage.guidance.asked] == ["wales", "england"]


def test_follow_up_in_a_thread_carries_the_earlier_turns(stage: Stage) -> None:
    mention = a_mention(QUESTION)
    stage.receives(mention)
    stage.clock.go_on(hours=5)

    stage.receives(a_follow_up(mention, "and the deputy?"))
    stage.worker.answer_waiting()

    assert stage.guidance.asked[-1].context == (Turn("user", QUESTION),)


@pytest.mark.parametrize(
    ("minutes", "turns"), [pytest.param(30, 1, id="within"), pytest.param(31, 0, id="after")]
)
def test_direct_message_is_a_follow_up_for_half_an_hour(
    stage: Stage, minutes: int, turns: int
) -> None:
    stage.receives(a_message(QUESTION))
    stage.clock.go_on(minutes=minutes)

    stage.receives(a_message("and the deputy?"))
    stage.worker.answer_waiting()

    assert len(stage.guidance.asked[-1].context) == turns


def test_other_conversations_are_no_context(stage: Stage) -> None:
    stage.receives(a_mention(QUESTION), a_command("ask", QUESTION))

    stage.receives(a_message("and the deputy?"))
    stage.worker.answer_waiting()

    assert stage.guidance.asked[-1].context == ()


def test_card_gets_what_the_guidance_says_a_moment_after_it_stands(stage: Stage) -> None:
    stage.opens_a_case()
    assert card(stage).guidance is None
    stage.guidance.says = an_answer()

    stage.worker.answer_waiting()

    assert [quote.text for quote in card(stage).guidance or ()] == [SENTENCE]
    assert [answer.while_waiting for answer in answers(stage)] == [True]


def test_card_says_so_when_the_guidance_holds_nothing(stage: Stage) -> None:
    stage.opens_a_case()
    stage.guidance.says = a_decline()

    stage.worker.answer_waiting()

    assert card(stage).guidance == ()
    assert NothingFound not in [type(message) for message in stage.said_to()]


def test_member_in_distress_is_sent_no_quotes(stage: Stage) -> None:
    stage.opens_a_case(DISTRESS)
    stage.guidance.says = an_answer()

    stage.worker.answer_waiting()

    assert answers(stage) == []


def test_machine_does_not_speak_over_a_person(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    stage.guidance.says = an_answer()

    stage.worker.answer_waiting()

    assert answers(stage) == []
    assert card(stage).guidance


def test_concern_is_taken_without_guidance_and_the_card_says_so(stage: Stage) -> None:
    stage.receives(a_message(LIVE))

    stage.worker.answer_waiting()
    stage.sends()

    assert stage.case().is_open
    assert card(stage).guidance == ()
    assert Guidepost("trouble") not in stage.said_to()
