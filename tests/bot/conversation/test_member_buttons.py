"""What a member's buttons do, each only with what is their own."""

from __future__ import annotations

import pytest

from bot.helpline.case import CaseState
from bot.inbound import NOT_SET, Deed
from bot.outbound import CaseClosed, CaseLogged, Guidepost, MemberHome, MorePassages
from tests.bot.factories import (
    DOUBTFUL,
    GENERAL,
    OTHER_MEMBER,
    QUESTION,
    a_mention,
    a_message,
    a_press,
)
from tests.bot.stage import Stage

OF_AN_ANSWER = (
    Deed.HELPFUL,
    Deed.NOT_HELPFUL,
    Deed.MORE_PASSAGES,
    Deed.HAPPENING_NOW,
    Deed.NOT_NOW,
    Deed.ANSWER_FOR_ENGLAND,
    Deed.ANSWER_FOR_WALES,
    Deed.ANSWER_FOR_NORTHERN_IRELAND,
)


def home(stage: Stage) -> MemberHome:
    return [one for _, one in stage.said() if isinstance(one, MemberHome)][-1]


def nation(stage: Stage) -> str | None:
    rows = stage.rows("people")
    found: str | None = next(row.nation for row in rows if row.address == "U0MEMBER1")
    return found


@pytest.mark.parametrize(("deed", "helpful"), [(Deed.HELPFUL, True), (Deed.NOT_HELPFUL, False)])
def test_what_the_member_thought_of_the_answer_is_kept(
    stage: Stage, deed: Deed, *, helpful: bool
) -> None:
    stage.receives(a_message(QUESTION))

    stage.receives(a_press(deed, 1))

    assert [row.helpful for row in stage.rows("exchanges")] == [helpful]


def test_member_is_thanked_where_they_were_answered(stage: Stage) -> None:
    mention = a_mention(QUESTION)
    stage.receives(mention)

    stage.receives(a_press(Deed.HELPFUL, 1, place=GENERAL))

    thanks = [where for where, message in stage.said() if message == Guidepost("thanks")]
    assert [(one.channel, one.thread) for one in thanks] == [  # type: ignore[union-attr]
        (GENERAL.channel, mention.ts)
    ]


def test_more_passages_are_shown_once_however_often_pressed(stage: Stage) -> None:
    stage.receives(a_message(QUESTION))

    stage.receives(a_press(Deed.MORE_PASSAGES, 1), a_press(Deed.MORE_PASSAGES, 1))

    assert [m for m in stage.said_to() if isinstance(m, MorePassages)] == [MorePassages(1, ())]


@pytest.mark.parametrize(
    ("deed", "expected"),
    [
        (Deed.ANSWER_FOR_ENGLAND, "england"),
        (Deed.ANSWER_FOR_WALES, "wales"),
        (Deed.ANSWER_FOR_NORTHERN_IRELAND, "northern-ireland"),
    ],
)
def test_wrong_nation_is_corrected_in_one_tap_saved_and_answered_again(
    stage: Stage, deed: Deed, expected: str
) -> None:
    stage.receives(a_message(QUESTION))

    stage.receives(a_press(deed, 1))

    assert nation(stage) == expected
    again = stage.rows("exchanges")[-1]
    assert (again.question, again.nation, again.state) == (QUESTION, expected, "waiting")


@pytest.mark.parametrize("deed", OF_AN_ANSWER)
@pytest.mark.parametrize(
    "value",
    [
        pytest.param("1", id="somebody else's"),
        pytest.param("404", id="none there"),
        pytest.param("", id="empty"),
        pytest.param("²", id="no plain number"),
        pytest.param("drop table", id="no number"),
    ],
)
def test_button_that_is_not_the_members_own_does_nothing_and_says_so(
    stage: Stage, deed: Deed, value: str
) -> None:
    stage.receives(a_message(DOUBTFUL))
    before = stage.rows("exchanges")

    stage.receives(a_press(deed, value, OTHER_MEMBER))

    assert stage.said_to(OTHER_MEMBER) == [Guidepost("not_yours")]
    assert (stage.rows("exchanges"), stage.n("cases")) == (before, 0)


def test_talk_to_a_person_on_anothers_question_opens_a_case_without_their_words(
    stage: Stage,
) -> None:
    stage.receives(a_mention(QUESTION))

    stage.receives(a_press(Deed.TALK_TO_A_PERSON, 1, OTHER_MEMBER, GENERAL))

    assert stage.case().person_id == stage.person_id(OTHER_MEMBER)
    assert QUESTION not in stage.case().concern.words


def test_sorted_closes_the_members_own_case_and_tells_the_helpline(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_press(Deed.SORTED, 1))

    assert stage.case().state is CaseState.RESOLVED
    assert [m for m in stage.said_to() if isinstance(m, CaseClosed)][-1].by is None
    assert [m.deed for m in stage.in_thread() if isinstance(m, CaseLogged)] == ["closed_by_member"]


@pytest.mark.parametrize(
    ("sender", "value"),
    [
        pytest.param(OTHER_MEMBER, "1", id="somebody else's case"),
        pytest.param("U0MEMBER1", "2", id="no case"),
        pytest.param("U0MEMBER1", "", id="no number"),
    ],
)
def test_sorted_closes_nothing_but_the_case_it_stands_under(
    stage: Stage, sender: str, value: str
) -> None:
    stage.opens_a_case()

    stage.receives(a_press(Deed.SORTED, value, sender))

    assert stage.case().state is CaseState.OPEN
    assert stage.said_to(sender)[-1] == Guidepost("not_open")


def test_sorted_pressed_twice_is_said_once_and_then_explained(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(a_press(Deed.SORTED, 1), a_press(Deed.SORTED, 1))

    assert len([m for m in stage.said_to() if isinstance(m, CaseClosed)]) == 1
    assert stage.said_to()[-1] == Guidepost("not_open")


@pytest.mark.parametrize(
    ("deed", "value", "nation_and_phase"),
    [
        (Deed.SET_NATION, "wales", ("wales", None)),
        (Deed.SET_PHASE, "primary", (None, "primary")),
        (Deed.SET_NATION, NOT_SET, (None, None)),
        (Deed.SET_PHASE, "", (None, None)),
    ],
)
def test_choice_in_the_home_tab_is_kept_and_shown(
    stage: Stage, deed: Deed, value: str, nation_and_phase: tuple[str | None, str | None]
) -> None:
    stage.receives(a_press(deed, value))
    stage.sends()

    assert (home(stage).nation, home(stage).phase) == nation_and_phase


def test_nation_can_be_taken_back(stage: Stage) -> None:
    stage.receives(a_press(Deed.SET_NATION, "wales"), a_press(Deed.SET_NATION, NOT_SET))

    assert nation(stage) is None


def test_inspector_button_draws_the_home_tab_with_the_case(stage: Stage) -> None:
    stage.receives(a_press(Deed.INSPECTOR_HERE, "home"))

    assert [line.state for line in home(stage).cases] == ["open"]


def test_add_detail_does_nothing_until_the_form_is_sent(stage: Stage) -> None:
    stage.opens_a_case()
    before = stage.said()

    stage.receives(a_press(Deed.ADD_DETAIL, 1))

    assert stage.said() == before
