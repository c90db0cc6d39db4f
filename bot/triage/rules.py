"""
Assess one message: escalate what is certain, ask in doubt, else leave it to the guidance.

Pure: no model, no clock, no network.  The phrases are read once, when the module is imported, so
that a faulty phrase stops the start and not a member's message.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.triage.assessment import NOTHING_FOUND, URGENT_FIRST, Action, Assessment
from bot.triage.clock_words import clock_symbols
from bot.triage.conditions import Rule, Spoken, spoken, with_groups
from bot.triage.phrase_tree import PhraseTree, Symbols
from bot.triage.phrasebook import Phrasebook, load_phrasebook
from bot.triage.words import Words, read_words

PHRASEBOOK = load_phrasebook()

_ACTIONS = tuple(Action)  # most telling first

Fired = tuple[Rule, Action]


def assess(text: str, book: Phrasebook = PHRASEBOOK) -> Assessment:
    """
    Decide what a message asks of us.

    Args:
        text: What the member wrote; any characters, of any length.

    Returns:
        The assessment; the same text always gives the same one.
    """
    words = read_words(text, book.spellings)
    if not words.tokens:
        return NOTHING_FOUND
    said = said_in(words, symbols_of(words, book), book)
    fired = [
        (rule, action)
        for rule in book.rules
        if (action := rule.judge(said, book.strong)) is not None
    ]
    return _conclude(fired)


def symbols_of(words: Words, book: Phrasebook = PHRASEBOOK) -> Symbols:
    """Name what each word of a message may count as: itself, a word list, a time of day."""
    return book.tree.symbols(words.tokens, clock_symbols(words.tokens))


def said_in(words: Words, symbols: Symbols, book: Phrasebook = PHRASEBOOK) -> Spoken:
    """Gather the groups and signs that are said in each place of a message with a word in it."""
    return _with_signs(spoken(groups_in(symbols, words.sentences, book.tree)), book)


def groups_in(symbols: Symbols, sentences: Sequence[int], tree: PhraseTree) -> list[int]:
    """
    Look up the phrases of a message.

    Args:
        symbols: What each of n words may count as.
        sentences: Sentence number of each of n words.

    Returns:
        Bits of the groups said in each sentence, in order.
    """
    found = [0] * (sentences[-1] + 1)
    for at, sentence in enumerate(sentences):
        found[sentence] |= tree.groups_at(symbols, at)
    return found


def _with_signs(said: Spoken, book: Phrasebook) -> Spoken:
    for sign in book.signs:
        if sign.said.places(said):
            said = with_groups(said, sign.groups)
    return said


def _conclude(fired: Sequence[Fired]) -> Assessment:
    if not fired:
        return NOTHING_FOUND
    ranked = sorted(fired, key=_rank)
    rule, action = ranked[0]
    return Assessment(
        action=action,
        urgency=rule.urgency,
        live=any(each.live and does is each.action for each, does in fired),
        category=rule.category,
        distress=any(each.distress for each, _ in fired),
        safeguarding_pupil=any(each.safeguarding_pupil for each, _ in fired),
        reasons=tuple(each.name for each, _ in ranked),
    )


def _rank(fired: Fired) -> tuple[int, int]:
    """Order by action, then urgency; the order of the rules in the file decides the rest."""
    rule, action = fired
    return (_ACTIONS.index(action), URGENT_FIRST.index(rule.urgency))
