"""Many concerns at once: one summary names all, the cards come at the channel's pace."""

from __future__ import annotations

from bot import outbox
from bot.inbound import Deed, Place
from bot.outbound import (
    AdviserWrote,
    CaseCard,
    Message,
    QueueSummary,
    ReachedNobody,
    ToPlace,
    ToQueue,
)
from bot.slack.views import Scene, render
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    DISTRESS,
    LIVE,
    QUEUE_CHANNEL,
    a_message,
    a_press,
)
from tests.bot.stage import PHONE, Stage

CASES = 50


def members_write(stage: Stage, n: int = CASES, name: str = "CROWD") -> None:
    """Let members raise concerns, the last of them in distress."""
    for number in range(1, n + 1):
        words = DISTRESS if number == n else f"{LIVE} <!channel> in hall {number}"
        place = Place(f"D0{name}{number}", private=True)
        stage.receives(a_message(words, f"U0{name}{number}", place))


def to_channel(stage: Stage) -> list[Message]:
    """Return what was posted or edited in the channel, in order."""
    return [due.message for due in stage.office.delivered if isinstance(due.destination, ToQueue)]


def sends_to_channel(stage: Stage, seconds: int = 1) -> list[int]:
    """Send what the channel takes, second after second; return how many were new in each."""
    posted = []
    for _ in range(seconds):
        before = len(stage.office.delivered)
        stage.worker._sender.send_to_queue()
        posted.append(sum(due.ts is None for due in stage.office.delivered[before:]))
        stage.clock.go_on(seconds=1)
    return posted


def summaries(stage: Stage) -> list[QueueSummary]:
    """Return the summaries as they read now."""
    return [one for one in stage.in_queue() if isinstance(one, QueueSummary)]


def test_first_of_all_a_summary_names_every_case(stage: Stage) -> None:
    members_write(stage)

    sends_to_channel(stage)

    first = to_channel(stage)[0]
    assert isinstance(first, QueueSummary)
    assert sorted(line.case_id for line in first.cases) == list(range(1, CASES + 1))
    assert first.mention


def test_cards_come_at_the_channels_pace_distress_and_urgency_first(stage: Stage) -> None:
    members_write(stage, 8)

    posted = sends_to_channel(stage, 8)

    assert posted == [3, 1, 1, 1, 1, 1, 1, 0]  # at once: the summary and two cards
    cards = [one.case_id for one in to_channel(stage) if isinstance(one, CaseCard)]
    assert set(cards) == set(range(1, 9))


def test_summary_counts_down_and_says_when_all_cards_stand(stage: Stage) -> None:
    members_write(stage, 6)

    sends_to_channel(stage, 10)

    waiting = [one.waiting for one in to_channel(stage) if isinstance(one, QueueSummary)]
    assert (waiting[0], waiting[-1]) == (6, 0)
    assert waiting == sorted(waiting, reverse=True)


def test_distress_is_named_first_and_members_words_are_inert(stage: Stage) -> None:
    members_write(stage, 5)
    sends_to_channel(stage)

    (summary,) = summaries(stage)
    shown = str(render(summary, Scene(PHONE, "Europe/London", stage.clock.now())).blocks)

    assert summary.cases[0].case_id == 5
    assert "<!channel>" not in shown
    assert "&lt;!channel&gt;" in shown


def test_few_cases_at_once_need_no_summary(stage: Stage) -> None:
    members_write(stage, 3)

    sends_to_channel(stage)

    assert summaries(stage) == []


def test_next_crowd_gets_a_summary_of_its_own(stage: Stage) -> None:
    members_write(stage, 5)
    sends_to_channel(stage, 12)

    members_write(stage, 4, "NEXT")
    sends_to_channel(stage)

    assert [len(one.cases) for one in summaries(stage)] == [5, 4]


def test_urgent_card_overtakes_calmer_ones_that_wait(stage: Stage) -> None:
    for number in range(6):
        place = Place(f"D0CALM{number}", private=True)
        stage.receives(a_press(Deed.TALK_TO_A_PERSON, "", f"U0CALM{number}", place))
    stage.receives(a_message(LIVE, "U0LATE", Place("D0LATE", private=True)))

    sends_to_channel(stage)

    cards = [one for one in to_channel(stage) if isinstance(one, CaseCard)]
    assert cards[0].case_id == 7


def under_summary(stage: Stage, text: str, sender: str = ADVISER) -> Place:
    """Let somebody write in the thread of the first summary; return the thread."""
    with stage.database.read() as tx:
        standing = outbox.standing(tx, "summary:1")
    assert standing is not None
    thread = Place(QUEUE_CHANNEL, standing[1])
    stage.receives(a_message(text, sender, thread))
    return thread


def told_in(stage: Stage, thread: Place) -> list[Message]:
    at = ToPlace(thread.channel, thread.thread)
    return [message for where, message in stage.said() if where == at]


def test_words_under_a_summary_reach_no_member_and_their_writer_is_told_where_to_write(
    stage: Stage,
) -> None:
    members_write(stage, 5)
    sends_to_channel(stage, 8)

    thread = under_summary(stage, "case 3: tell her I am ringing now, not 88")

    assert told_in(stage, thread) == [ReachedNobody(named=(3,))]
    assert not [one for _, one in stage.said() if isinstance(one, AdviserWrote)]
    assert stage.person_id(ADVISER) not in {row.person_id for row in stage.rows("exchanges")}


def test_each_who_writes_under_a_summary_is_told_once(stage: Stage) -> None:
    members_write(stage, 4)
    sends_to_channel(stage, 8)

    under_summary(stage, "I take the first two")
    under_summary(stage, "and the third")
    thread = under_summary(stage, "mine is the last", COLLEAGUE)

    assert told_in(stage, thread) == [ReachedNobody(), ReachedNobody()]
