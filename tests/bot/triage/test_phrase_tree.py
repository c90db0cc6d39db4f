"""Claims about how phrases are written and found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.triage.phrase_tree import MOST_WORDS_BETWEEN, PhraseError, PhraseTree

GROUP = 1


def _is_found(phrase: str, text: str) -> bool:
    tree = PhraseTree({"inspector": ["hmi", "inspect*"]})
    tree.add(phrase, GROUP)
    tokens = text.split()
    symbols = tree.symbols(tokens, {})
    return any(tree.groups_at(symbols, at) == GROUP for at in range(len(tokens)))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("wait outside", "please wait outside now"),
        ("told/asked me", "she asked me"),
        ("leave ?the room", "leave room"),
        ("{inspector} is here", "our inspectors is here"),
        ("humiliat*", "so humiliating"),
        ("refuses .. look", "refuses look"),
        ("refuses .. look", "refuses " + "even " * MOST_WORDS_BETWEEN + "look"),
        ("no point !of", "no point"),
        ("no point !of", "no point at all"),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str) -> None:
    assert _is_found(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("wait outside", "outside wait"),
        ("told/asked me", "told asked"),
        ("{inspector} is here", "inspector here"),
        ("refuses .. look", "refuses " + "even " * (MOST_WORDS_BETWEEN + 1) + "look"),
        ("no point !of", "no point of"),
    ],
)
def test_another_phrase_is_not_found(phrase: str, text: str) -> None:
    assert not _is_found(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("", "empty"),
        ("refuses ..", "ends in a gap"),
        ("?so .. look", "begin with a gap"),
        ("a .. b .. c .. d", "too many gaps"),
        ("{teapot} here", "unknown word list {teapot}"),
        ("no !of point", "goes on after"),
        ("ab* here", "shorter than 3 letters"),
        (" ".join(["a/b/c/d"] * 6), "more than 2500 ways"),
    ],
)
def test_a_phrase_that_cannot_work_is_refused_with_its_reason(phrase: str, complaint: str) -> None:
    tree = PhraseTree({})

    with pytest.raises(PhraseError, match=complaint.replace("{", r"\{")):
        tree.add(phrase, GROUP)


class _Counted(list[tuple[str, ...]]):
    """Symbols that count how often they are looked at."""

    looks = 0

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        self.looks += 1
        return super().__getitem__(at)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        raise AssertionError("symbols are looked at one by one")


def test_twice_the_words_cost_at_most_twice_the_looks() -> None:
    tree = PhraseTree({})
    tree.add("go .. go .. go", GROUP)

    def looks_at(n_words: int) -> int:
        symbols = _Counted(tree.symbols(["go"] * n_words, {}))
        for at in range(n_words):
            tree.groups_at(symbols, at)
        return symbols.looks

    assert looks_at(2_000) <= 2 * looks_at(1_000) + 1_000  # the end of a message costs less
