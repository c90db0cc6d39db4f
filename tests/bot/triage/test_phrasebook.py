"""Claims about the files that staff review."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.triage.phrasebook import FILES, PhrasebookError, build_phrasebook, load_phrasebook


def _tables(**changed: Any) -> dict[str, Any]:
    tables: dict[str, Any] = {
        "spellings": {"they are": ["theyre"]},
        "words": {"inspector": ["inspector*"]},
        "groups": {"shouting": ["shout*"], "here": ["{inspector} here"], "past": ["last year"]},
        "unions": {"not_live": ["past"], "elsewhere": ["past"], "hypothetical": ["past"]},
        "sign": [{"name": "happening_now", "any": ["here"]}],
        "rule": [_rule()],
    }
    return tables | changed


def _rule(**changed: Any) -> dict[str, Any]:
    rule = {"name": "loud", "action": "escalate", "urgency": "immediate", "category": "conduct"}
    return rule | {"any": ["shouting"]} | changed


def test_phrases_as_published_can_be_read() -> None:
    book = load_phrasebook()

    names = [rule.name for rule in book.rules]
    assert len(names) == len(set(names))
    assert names[:2] == ["pupil-in-crisis", "crisis-words"]


def test_danger_to_life_is_lowered_by_nothing() -> None:
    book = load_phrasebook()

    lowered = [
        rule.name
        for rule in book.rules
        if rule.distress
        and rule.name != "breakdown-words"  # tears of long ago are no crisis
        and (rule.unless | rule.doubted_by | rule.cancelled_by | rule.certain_with | rule.said.none)
    ]

    assert lowered == []


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        (_rule(any=["teapot"]), "rule 'loud' names an unknown group 'teapot'"),
        (_rule(unless=["teapot"]), "rule 'loud' names an unknown group 'teapot'"),
        (_rule(action="shout"), "rule 'loud': 'shout' is not a valid Action"),
        (_rule(urgency="soonish"), "rule 'loud': 'soonish' is not a valid Urgency"),
        (_rule(category="weather"), "rule 'loud': 'weather' is not a valid Category"),
        (_rule(scope="page"), "rule 'loud' has an unknown scope 'page'"),
        (_rule(any=[]), "rule 'loud' asks for no group"),
        (_rule(colour="red"), "rule 'loud' has an unknown entry 'colour'"),
        ({"name": "loud", "any": ["shouting"]}, "rule 'loud' lacks 'action'"),
    ],
)
def test_a_faulty_rule_is_refused_by_name(rule: dict[str, Any], complaint: str) -> None:
    with pytest.raises(PhrasebookError, match=complaint):
        build_phrasebook(_tables(rule=[rule]))


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        (
            {"groups": {"shouting": ["Shouted"]}, "unions": {}},
            "group 'shouting'.*plain small letters",
        ),
        (
            {"groups": {"shouting": ["can't"]}, "unions": {}},
            "group 'shouting'.*plain small letters",
        ),
        (
            {"groups": {"shouting": ["theyre loud"]}, "unions": {}},
            "group 'shouting'.*'theyre' is read as",
        ),
        (
            {"groups": {"shouting": ["{teapot}"]}, "unions": {}},
            "group 'shouting'.*unknown word list",
        ),
        ({"words": {"inspector": ["in*"]}}, r"\[words\].*shorter than 3"),
        ({"unions": {"loop": ["loop"]}}, "union 'loop' contains itself"),
        ({"unions": {"not_live": ["teapot"]}}, "union 'not_live' names an unknown group"),
        ({"sign": [{"name": "sun", "any": ["teapot"]}]}, "sign 'sun' names an unknown group"),
        ({"phrase": {}}, "unknown entry 'phrase'"),
    ],
)
def test_a_faulty_phrase_is_refused_by_its_group(changed: dict[str, Any], complaint: str) -> None:
    with pytest.raises(PhrasebookError, match=complaint):
        build_phrasebook(_tables(**changed))


def test_a_file_that_is_not_toml_is_refused_by_name(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_text("[groups\n", encoding="utf-8")

    with pytest.raises(PhrasebookError, match=r"phrases\.toml cannot be read"):
        load_phrasebook(tmp_path)


def test_a_group_written_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_text('[groups]\nshouting = ["shout*"]\n', encoding="utf-8")

    with pytest.raises(PhrasebookError, match="shouting is written in two files"):
        load_phrasebook(tmp_path)
