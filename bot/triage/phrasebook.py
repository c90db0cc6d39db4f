"""
The words and rules that staff review, read from `phrases.toml` and `distress.toml` and checked.

A mistake there must stop the start with a sentence that names it: a rule that can never fire is
worse than none, because everybody believes it is there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.triage.assessment import Action, Category, Urgency
from bot.triage.conditions import SCOPES, Condition, Rule, Sign
from bot.triage.phrase_tree import PhraseError, PhraseTree
from bot.triage.words import Spellings, fold

FILES = ("phrases.toml", "distress.toml")
STRONG = "happening_now"  # the group that says surely: an inspection is going on

_TABLES = {"spellings", "words", "groups", "unions", "sign", "rule"}
_SAID_KEYS = {"all", "any", "none", "scope"}
_SIGN_KEYS = {"name", *_SAID_KEYS}
_RULE_KEYS = {
    "action", "urgency", "category", "live", "distress", "safeguarding_pupil",
    "certain_with", "doubt_with", "unless", "doubted_by", "cancelled_by", *_SIGN_KEYS,
}  # fmt: skip
_USUAL = {
    "unless": ["not_live"],
    "doubted_by": ["elsewhere"],
    "cancelled_by": ["hypothetical"],
}

Table = Mapping[str, Any]


class PhrasebookError(ValueError):
    """The triage phrases cannot be used."""


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Everything triage knows, ready to be looked up."""

    spellings: Spellings
    tree: PhraseTree
    signs: tuple[Sign, ...]
    rules: tuple[Rule, ...]
    strong: int  # bits that say surely: an inspection is going on
    groups: Mapping[str, int]  # name of a group, sign or union → its own bit


def load_phrasebook(folder: Path = Path(__file__).parent) -> Phrasebook:
    """
    Read and check the phrases and rules.

    Args:
        folder: Where the files named in `FILES` lie.

    Raises:
        PhrasebookError: a file is not TOML, or a rule, group or phrase is wrong; it is named.
    """
    tables: dict[str, Any] = {}
    for name in FILES:
        try:
            read = tomllib.loads((folder / name).read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise PhrasebookError(f"{name} cannot be read: {error}") from error
        _merge(tables, read)
    return build_phrasebook(tables)


def build_phrasebook(tables: Table) -> Phrasebook:
    """
    Check tables and put them together.

    Args:
        tables: spellings, words, groups, unions, sign and rule, as in `phrases.toml`.

    Raises:
        PhrasebookError: a rule, group or phrase is wrong; it is named.
    """
    _refuse_unknown("the phrases", tables, _TABLES)
    spellings = _spellings(tables.get("spellings", {}))
    names = _Names(tables)
    tree = _tree(tables, names, spellings)
    signs = tuple(_sign(sign, names) for sign in tables.get("sign", []))
    rules = tuple(_rule(rule, names) for rule in tables.get("rule", []))
    strong = names.bits("triage", [STRONG])
    return Phrasebook(spellings, tree, signs, rules, strong, names.own)


class _Names:
    """Each group and sign as one bit; a union is the bits of its members, and has one too."""

    def __init__(self, tables: Table) -> None:
        signs = [sign.get("name", "") for sign in tables.get("sign", [])]
        leaves = list(dict.fromkeys([*tables.get("groups", {}), *signs]))
        unions: Table = tables.get("unions", {})
        self.own = {name: 1 << at for at, name in enumerate([*leaves, *unions])}
        self.mask = dict(self.own)
        for union, members in unions.items():
            for leaf in self._leaves(union, members, unions, ()):
                self.mask[leaf] |= self.own[union]

    def bits(self, where: str, groups: Sequence[str]) -> int:
        """Return the bits of groups, or say where an unknown one is named."""
        found = 0
        for group in groups:
            if group not in self.own:
                raise PhrasebookError(f"{where} names an unknown group {group!r}")
            found |= self.own[group]
        return found

    def _leaves(
        self, union: str, members: Sequence[str], unions: Table, above: tuple[str, ...]
    ) -> list[str]:
        if union in above:
            raise PhrasebookError(f"union {union!r} contains itself")
        self.bits(f"union {union!r}", members)
        leaves: list[str] = []
        for member in members:
            if member in unions:
                leaves += [member, *self._leaves(member, unions[member], unions, (*above, union))]
            else:
                leaves.append(member)
        return leaves


def _merge(tables: dict[str, Any], read: Table) -> None:
    for table, content in read.items():
        if isinstance(content, list):
            tables[table] = [*content, *tables.get(table, [])]  # distress is judged first
            continue
        twice = set(content) & set(tables.get(table, {}))
        if twice:
            raise PhrasebookError(f"[{table}] {min(twice)} is written in two files")
        tables[table] = {**tables.get(table, {}), **content}


def _spellings(table: Table) -> Spellings:
    return {
        written: tuple(meant.split()) for meant, writings in table.items() for written in writings
    }


def _tree(tables: Table, names: _Names, spellings: Spellings) -> PhraseTree:
    words: Mapping[str, list[str]] = tables.get("words", {})
    try:
        for word in (word for members in words.values() for word in members):
            _refuse_several(word)
            _refuse_unreadable(word, spellings)
        tree = PhraseTree(words)
    except PhraseError as error:
        raise PhrasebookError(f"[words]: {error}") from error
    for group, phrases in tables.get("groups", {}).items():
        for phrase in phrases:
            try:
                _refuse_unreadable(phrase, spellings)
                tree.add(phrase, names.mask[group])
            except PhraseError as error:
                raise PhrasebookError(f"group {group!r}: {error}") from error
    return tree


def _refuse_several(word: str) -> None:
    if len(word.split()) != 1 or "/" in word:
        raise PhraseError(f"{word!r} is not one word")


def _refuse_unreadable(phrase: str, spellings: Spellings) -> None:
    """Refuse a word that no message can hold once its words are folded."""
    for slot in phrase.split():
        for word in slot.strip("?!").split("/"):
            if word != fold(word) or "'" in word or "-" in word:
                raise PhraseError(f"in {phrase!r}, write {word!r} in plain small letters")
            if word in spellings:
                raise PhraseError(f"in {phrase!r}, {word!r} is read as {spellings[word]}")


def _sign(sign: Table, names: _Names) -> Sign:
    where = f"sign {sign.get('name', '?')!r}"
    _refuse_unknown(where, sign, _SIGN_KEYS)
    return Sign(names.mask[sign["name"]], _condition(where, sign, names))


def _rule(rule: Table, names: _Names) -> Rule:
    where = f"rule {rule.get('name', '?')!r}"
    _refuse_unknown(where, rule, _RULE_KEYS)
    groups = {
        key: names.bits(where, rule.get(key, _USUAL.get(key, [])))
        for key in ("certain_with", "doubt_with", "unless", "doubted_by", "cancelled_by")
    }
    try:
        return Rule(
            name=rule["name"],
            action=Action(rule["action"]),
            urgency=Urgency(rule["urgency"]),
            category=Category(rule["category"]),
            said=_condition(where, rule, names),
            live=rule.get("live", False),
            distress=rule.get("distress", False),
            safeguarding_pupil=rule.get("safeguarding_pupil", False),
            **groups,
        )
    except KeyError as error:
        raise PhrasebookError(f"{where} lacks {error}") from error
    except ValueError as error:
        raise PhrasebookError(f"{where}: {error}") from error


def _condition(where: str, table: Table, names: _Names) -> Condition:
    scope = table.get("scope", "sentence")
    if scope not in SCOPES:
        raise PhrasebookError(f"{where} has an unknown scope {scope!r}")
    every, some, none = (names.bits(where, table.get(key, [])) for key in ("all", "any", "none"))
    if not every and not some:
        raise PhrasebookError(f"{where} asks for no group, so it would always fire")
    return Condition(all=every, any=some, none=none, scope=scope)


def _refuse_unknown(where: str, table: Table, known: set[str]) -> None:
    unknown = set(table) - known
    if unknown:
        raise PhrasebookError(f"{where} has an unknown entry {min(unknown)!r}")
