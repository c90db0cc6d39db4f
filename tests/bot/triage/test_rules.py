"""Claims about what triage makes of a member's words."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.triage import Action, Assessment, Category, Urgency, assess
from bot.triage.assessment import NOTHING_FOUND
from bot.triage.clock_words import clock_symbols
from bot.triage.rules import PHRASEBOOK, groups_in
from bot.triage.words import read_words

GOLDEN: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "golden.toml").read_text(encoding="utf-8")
)["message"]
NEEDING = [message for message in GOLDEN if message["action"] != "none"]
CALM = [message for message in GOLDEN if message["action"] == "none"]
DISTRESS = [message["text"] for message in GOLDEN if message.get("distress")]
UNRELATED = ["table", "banana", "geography", "purple", "timetabling", "lunch", "sports", "library"]


def _text_of(message: dict[str, Any]) -> str:
    return str(message["text"])


def test_no_message_of_the_golden_file_that_needs_a_person_is_missed() -> None:
    missed = [message["text"] for message in NEEDING if assess(message["text"]).action == "none"]

    assert missed == []


@pytest.mark.parametrize("message", NEEDING, ids=_text_of)
def test_a_concern_is_assessed_as_the_golden_file_says(message: dict[str, Any]) -> None:
    found = assess(message["text"])

    assert found == Assessment(
        action=Action(message["action"]),
        urgency=Urgency(message["urgency"]),
        live=message["live"],
        category=Category(message["category"]),
        distress=message.get("distress", False),
        safeguarding_pupil=message.get("safeguarding_pupil", False),
        reasons=found.reasons,
    )
    assert found.reasons


@pytest.mark.parametrize("message", CALM, ids=_text_of)
def test_a_calm_message_opens_no_case_and_asks_nothing(message: dict[str, Any]) -> None:
    found = assess(message["text"])

    assert (found.action, found.live, found.distress) == (Action.NONE, message["live"], False)


def test_golden_file_says_each_of_the_24_situations_in_three_ways() -> None:
    counts = Counter(message["situation"] for message in NEEDING if message["action"] == "escalate")

    often = {situation for situation, n in counts.items() if n >= 3}

    assert len(often - {"as members put it"}) >= 24


@pytest.mark.parametrize("text", ["", "  ", "😀", "\x00", "\ud83d", "…", "<!channel>", "\u202e"])
def test_a_message_without_words_asks_nothing_of_us(text: str) -> None:
    assert assess(text) == NOTHING_FOUND


def test_reasons_name_rules_and_never_the_words_of_a_member() -> None:
    rules = {rule.name for rule in PHRASEBOOK.rules}

    reasons = {reason for message in GOLDEN for reason in assess(message["text"]).reasons}

    assert reasons <= rules


def test_distress_inside_a_long_calm_question_is_found() -> None:
    calm = "How is the inspection of history usually planned, and who meets the inspector? " * 50

    found = assess(calm + "I can't go on. " + calm)

    assert (found.action, found.category, found.distress) == ("escalate", "wellbeing", True)


@given(st.text(st.characters(), max_size=400))
def test_any_text_is_assessed_without_failing(text: str) -> None:
    assess(text)


@given(
    st.sampled_from(DISTRESS),
    st.text(st.characters(), max_size=80),
    st.lists(st.sampled_from(UNRELATED), max_size=12),
)
def test_words_around_it_never_lower_distress(text: str, before: str, after: list[str]) -> None:
    found = assess(f"{before}\n{text} {' '.join(after)}")

    assert (found.action, found.urgency, found.distress) == ("escalate", "immediate", True)


class _Looks(list[tuple[str, ...]]):
    """Symbols that count how often they are looked at."""

    n = 0

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        self.n += 1
        return super().__getitem__(at)


@pytest.mark.parametrize(
    "text",
    ["i can not go on ", "told not tell refuses to let ", "a", "they are still in our ", "He is. "],
)
def test_work_grows_no_faster_than_the_message(text: str) -> None:
    def looks_at(n_times: int) -> int:
        words = read_words(text * n_times, PHRASEBOOK.spellings)
        tree = PHRASEBOOK.tree
        symbols = _Looks(tree.symbols(words.tokens, clock_symbols(words.tokens)))
        groups_in(symbols, words.sentences, tree)
        return symbols.n

    assert looks_at(800) <= 2 * looks_at(400) + 200
