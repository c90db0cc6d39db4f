"""
Phrases of many groups in one tree of words, found in one pass over a message.

A phrase is a line of slots:

    told/asked me      either word, then *me*
    {inspector}        any word of a named list
    humiliat*          any word that begins so
    ?the room          *the* may be missing
    refuses .. look    up to four words between
    no point !in/of    not when the next word is one of these

At every word the walk is bounded by the tree, so the whole is linear in the message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

GAP = ".."
MOST_WORDS_BETWEEN = 4
MOST_GAPS = 2  # each one multiplies the work at a word by five
MOST_WAYS = 2500  # to say one phrase; more is a list of words that wants a name
STEM_HEAD = 3  # letters; stems are filed under these

Symbols = Sequence[tuple[str, ...]]


@dataclass(slots=True)
class Branch:
    """One place in the tree: where the next word leads, and the groups whose phrase ends here."""

    next: dict[str, Branch] = field(default_factory=dict)
    after_gap: dict[str, Branch] = field(default_factory=dict)
    groups: int = 0
    groups_unless: list[tuple[frozenset[str], int]] = field(default_factory=list)


class PhraseError(ValueError):
    """A phrase is not written as phrases are."""


class PhraseTree:
    """All phrases, and the words that occur in them."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        """
        Begin a tree.

        Args:
            words: Name of a word list → its words; `stem*` is allowed.
        """
        self.root = Branch()
        self._lists = {f"{{{name}}}" for name in words} | {"{clock}", "{evening}"}
        self._exact: dict[str, tuple[str, ...]] = {}
        self._stems: dict[str, tuple[tuple[str, str], ...]] = {}
        self._learnt: set[tuple[str, str]] = set()
        for name, members in words.items():
            for member in members:
                self._learn(member, f"{{{name}}}")

    def add(self, phrase: str, group: int) -> None:
        """
        Add a phrase to a group.

        Args:
            phrase: Slots as described on top, in folded spelling.
            group: Bits of the group and of the unions it belongs to.

        Raises:
            PhraseError: the phrase names an unknown word list, or has too many gaps.
        """
        slots, unless = _slots(phrase)
        ends = [(self.root, False)]  # where the slots so far lead, and whether a gap follows
        for choices in slots:
            known = [self._known(choice, phrase) for choice in choices]
            ends = [_step(branch, gap, one) for branch, gap in ends for one in known]
            if any(gap and branch is self.root for branch, gap in ends):
                raise PhraseError(f"phrase {phrase!r} may begin with a gap")
        for branch, _ in ends:
            self._end(branch, group, unless)

    def symbols(self, tokens: Sequence[str], clock: Mapping[int, tuple[str, ...]]) -> Symbols:
        """
        Name everything each word may count as, with empty places after the last word.

        Args:
            tokens: n words.
            clock: Position → symbols of the times of day.

        Returns:
            n + gap + 1 tuples, so that a walk needs no look at the end.
        """
        found = [self._symbols_of(token) for token in tokens]
        for at, extra in clock.items():
            found[at] = found[at] + extra
        return [*found, *[()] * (MOST_WORDS_BETWEEN + 1)]

    def groups_at(self, symbols: Symbols, at: int) -> int:
        """Return the bits of all groups that have a phrase beginning at one word."""
        found = 0
        for symbol in symbols[at]:
            branch = self.root.next.get(symbol)
            if branch is not None:
                found |= _walk(branch, symbols, at + 1)
        return found

    def _symbols_of(self, token: str) -> tuple[str, ...]:
        exact = self._exact.get(token, ())
        stems = self._stems.get(token[:STEM_HEAD])
        if stems is None:
            return exact
        return exact + tuple(symbol for stem, symbol in stems if token.startswith(stem))

    def _learn(self, word: str, symbol: str) -> None:
        if (word, symbol) in self._learnt:
            return  # most words stand in hundreds of phrases
        self._learnt.add((word, symbol))
        if word.endswith("*"):
            stem = word[:-1]
            if len(stem) < STEM_HEAD:
                raise PhraseError(f"the stem {word!r} is shorter than {STEM_HEAD} letters")
            filed = self._stems.get(stem[:STEM_HEAD], ())
            self._stems[stem[:STEM_HEAD]] = (*dict.fromkeys((*filed, (stem, symbol))),)
        else:
            self._exact[word] = (*dict.fromkeys((*self._exact.get(word, ()), symbol)),)

    def _known(self, symbol: str, phrase: str) -> str:
        if symbol in ("", GAP):
            return symbol
        if symbol.startswith("{"):
            if symbol not in self._lists:
                raise PhraseError(f"phrase {phrase!r} names an unknown word list {symbol}")
        else:
            self._learn(symbol, symbol)
        return symbol

    def _end(self, branch: Branch, group: int, unless: frozenset[str]) -> None:
        if not unless:
            branch.groups |= group
            return
        for word in unless:
            self._learn(word, word)
        branch.groups_unless.append((unless, group))


def _step(branch: Branch, gap: bool, symbol: str) -> tuple[Branch, bool]:
    """Go on by one word or gap; the empty choice leaves a slot out."""
    if symbol in ("", GAP):
        return branch, gap or symbol == GAP
    edges = branch.after_gap if gap else branch.next
    following = edges.get(symbol)
    if following is None:
        following = edges[symbol] = Branch()
    return following, False


def _walk(branch: Branch, symbols: Symbols, at: int) -> int:
    found = branch.groups
    here = symbols[at] if at < len(symbols) else ()
    for unless, groups in branch.groups_unless:
        if unless.isdisjoint(here):
            found |= groups
    for symbol in here:
        following = branch.next.get(symbol)
        if following is not None:
            found |= _walk(following, symbols, at + 1)
    if branch.after_gap:
        found |= _walk_gap(branch.after_gap, symbols, at)
    return found


def _walk_gap(edges: Mapping[str, Branch], symbols: Symbols, at: int) -> int:
    found = 0
    for later in range(at, min(at + MOST_WORDS_BETWEEN + 1, len(symbols))):
        for symbol in symbols[later]:
            following = edges.get(symbol)
            if following is not None:
                found |= _walk(following, symbols, later + 1)
    return found


def _slots(phrase: str) -> tuple[list[list[str]], frozenset[str]]:
    slots: list[list[str]] = []
    unless: frozenset[str] = frozenset()
    for written in phrase.split():
        if unless:
            raise PhraseError(f"phrase {phrase!r} goes on after its '!'")
        if written.startswith("!"):
            unless = frozenset(written[1:].split("/"))
        else:
            slots.append(_choices(written))
    gaps = sum(slot == [GAP] for slot in slots)
    if not slots or gaps > MOST_GAPS or [GAP] in (slots[0], slots[-1]):
        raise PhraseError(f"phrase {phrase!r} is empty, ends in a gap or has too many gaps")
    if prod(len(slot) for slot in slots) > MOST_WAYS:
        raise PhraseError(f"phrase {phrase!r} can be said in more than {MOST_WAYS} ways")
    return slots, unless


def _choices(slot: str) -> list[str]:
    choices = slot.removeprefix("?").split("/")
    return [*choices, ""] if slot.startswith("?") else choices
