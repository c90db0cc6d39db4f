"""Whatever people do in whatever order: nothing fails, and what is said is true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import adviser_buttons
from bot.helpline.case import CaseState
from bot.inbound import Deed, Form, Inbound, MessageWritten, Place
from bot.outbound import CaseCard, CaseStatus, HappeningNowAsked
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    DISTRESS,
    DOUBTFUL,
    LIVE,
    MEMBER,
    OTHER_MEMBER,
    QUESTION,
    FrozenClock,
    a_command,
    a_deletion,
    a_follow_up,
    a_form,
    a_home_opening,
    a_mention,
    a_message,
    a_press,
    a_shortcut,
    an_edit,
)
from tests.bot.guidance import a_clarification, a_decline, an_answer
from tests.bot.stage import Stage
from tests.databases import an_empty_database

WORDS = st.sampled_from((LIVE, DISTRESS, DOUBTFUL, QUESTION, "it happened again", "", "🙂", "ok"))
PEOPLE = st.sampled_from((MEMBER, OTHER_MEMBER, ADVISER, COLLEAGUE))
VALUES = st.sampled_from(("1", "2", "3", "404", "", "x"))
VERBS = st.sampled_from(("ask", "urgent", "status", "help", "", "when"))
SPANS = st.sampled_from((1, 60, 5 * 60, 11 * 60, 47 * 3600, 49 * 3600))
ANSWERS = st.sampled_from((None, an_answer("More."), a_decline(), a_clarification()))

# What a question says of its case, where that is not open and unclaimed.
STANDS = {"none": None, "held": CaseState.CLAIMED, "closed": CaseState.RESOLVED}


@dataclass
class People:
    """Draws what somebody does next."""

    data: st.DataObject
    stage: Stage
    written: list[MessageWritten] = field(default_factory=list)

    def draw(self, strategy: st.SearchStrategy[Any]) -> Any:
        return self.data.draw(strategy)

    def do_something(self) -> None:
        """Do one thing, then let the assistant work."""
        self.stage.clock.go_on(seconds=self.draw(SPANS))
        gesture = self.draw(st.sampled_from(DOES))(self)
        if gesture is not None:
            self.stage.receives(gesture)
        self.stage.guidance.says = self.draw(ANSWERS)
        self.stage.worker.answer_waiting()
        self.stage.worker.sweep()
        self.stage.sends()

    def writes(self) -> Inbound:
        sender = self.draw(PEOPLE)
        files = self.draw(st.sampled_from(((), ("letter.pdf",))))
        direct = Place(sender.replace("U", "D", 1), private=True)
        self.written.append(a_message(self.draw(WORDS), sender, direct, files=files))
        return self.written[-1]

    def mentions(self) -> Inbound:
        self.written.append(a_mention(self.draw(WORDS), self.draw(PEOPLE)))
        return self.written[-1]

    def follows_up(self) -> Inbound | None:
        before = self.earlier()
        return a_follow_up(before, self.draw(WORDS), self.draw(PEOPLE)) if before else None

    def edits(self) -> Inbound | None:
        before = self.earlier()
        return an_edit(before, self.draw(WORDS)) if before else None

    def deletes(self) -> Inbound | None:
        before = self.earlier()
        return a_deletion(before) if before else None

    def writes_under_the_card(self) -> Inbound | None:
        if not self.stage.n("cases"):
            return None
        words = self.draw(st.sampled_from(("", "// a note", "I am ringing you.")))
        return self.stage.in_card_thread(words, self.draw(PEOPLE))

    def presses(self) -> Inbound | None:
        deed = self.draw(st.sampled_from(Deed))
        value = self.value(on_a_card=deed in adviser_buttons.DEEDS)
        return a_press(deed, value, self.draw(PEOPLE)) if value is not None else None

    def submits(self) -> Inbound | None:
        form, sender = self.draw(st.sampled_from(Form)), self.draw(PEOPLE)
        value = self.value(on_a_card=form in adviser_buttons.FORMS)
        if value is None:
            return None
        adviser = str(self.stage.person_id(self.draw(st.sampled_from((ADVISER, COLLEAGUE)))))
        return a_form(form, value, sender, text=self.draw(WORDS), adviser=adviser)

    def value(self, *, on_a_card: bool) -> str | None:
        """Draw the row a button stands for; one on a card stands for a case there is."""
        cases = [str(row.id) for row in self.stage.rows("cases")]
        if on_a_card:
            return str(self.draw(st.sampled_from(cases))) if cases else None
        return str(self.draw(VALUES))

    def commands(self) -> Inbound:
        return a_command(self.draw(VERBS), self.draw(WORDS), self.draw(PEOPLE))

    def uses_the_shortcut(self) -> Inbound:
        return a_shortcut(self.draw(WORDS), self.draw(PEOPLE))

    def opens_home(self) -> Inbound:
        return a_home_opening(self.draw(PEOPLE))

    def earlier(self) -> MessageWritten | None:
        return self.draw(st.sampled_from(self.written)) if self.written else None


DOES: tuple[Callable[[People], Inbound | None], ...] = (
    People.writes,
    People.mentions,
    People.follows_up,
    People.edits,
    People.deletes,
    People.writes_under_the_card,
    People.presses,
    People.presses,
    People.submits,
    People.commands,
    People.uses_the_shortcut,
    People.opens_home,
)


def assert_told_the_truth(stage: Stage) -> None:
    """Compare what the cards and the latest status messages say with the cases."""
    latest = {m.case_id: m for _, m in stage.said() if isinstance(m, CaseStatus)}
    cards = {m.case_id: m for _, m in stage.said() if isinstance(m, CaseCard)}
    for row in stage.rows("cases"):
        for told in (latest[row.id], cards[row.id]):
            assert told.state == row.state
            assert (told.holder is None) == (row.holder_id is None)
            assert row.state != CaseState.OPEN or told.holder is None
    assert_questions_say_how_they_stand(stage)


def assert_questions_say_how_they_stand(stage: Stage) -> None:
    """Compare what *Is this happening now?* reads as with its doubt and its case."""
    doubts = {row.exchange_id: row for row in stage.rows("doubts")}
    states = {row.id: row.state for row in stage.rows("cases")}
    for question in (m for _, m in stage.said() if isinstance(m, HappeningNowAsked)):
        doubt = doubts[question.exchange_id]
        assert question.answered == doubt.settled
        stands = STANDS.get(question.case, CaseState.OPEN)
        assert stands == states.get(doubt.case_id)
        assert doubt.settled not in ("yes", "silence", "passed_on") or doubt.case_id is not None


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_people_do_nothing_fails_and_what_stands_is_true(data: st.DataObject) -> None:
    stage = Stage(an_empty_database(), FrozenClock())
    people = People(data, stage)

    for _ in range(data.draw(st.integers(1, 12))):
        people.do_something()

        dealt_with = ("done", "forgotten")  # the latter a week after the former
        gestures = stage.rows("inbox")
        assert [(row.kind, row.error) for row in gestures if row.state not in dealt_with] == []
        assert {row.state for row in stage.rows("outbox")} <= {"sent"}
        assert_told_the_truth(stage)
    stage.database.close()
