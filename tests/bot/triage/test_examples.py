"""Claims about the examples that the classifier learns from."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.triage.assessment import Category
from bot.triage.examples import ExampleError, digest, read_examples

GOOD = {
    "text": "they are here",
    "urgency": "immediate",
    "live": True,
    "category": "conduct",
    "distress": False,
}


def _write(folder: Path, *lines: dict[str, Any] | str) -> Path:
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    (folder / "some.jsonl").write_text("\n".join(written), encoding="utf-8")
    return folder


def test_examples_that_ship_are_valid_many_and_of_every_category() -> None:
    examples = read_examples()

    n = Counter(one.category for one in examples)
    assert len(examples) >= 3000
    assert set(n) == set(Category)
    assert min(n.values()) >= 100


def test_examples_hold_hard_negatives_as_well_as_concerns() -> None:
    examples = read_examples()

    calm = [one for one in examples if not one.needs_a_person]

    assert len(calm) >= 1000
    assert sum(one.live for one in calm) >= 100  # calm questions while an inspection goes on


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param("{", "not JSON", id="no JSON"),
        pytest.param("[]", "exactly", id="no object"),
        pytest.param({**GOOD, "nation": "wales"}, "exactly", id="unknown key"),
        pytest.param({**GOOD, "text": " "}, "empty", id="empty text"),
        pytest.param({**GOOD, "urgency": "soon"}, "soon", id="unknown urgency"),
        pytest.param({**GOOD, "category": "other"}, "other", id="unknown category"),
        pytest.param({**GOOD, "live": 1}, "true or false", id="live is a number"),
        pytest.param(
            {**GOOD, "urgency": "none", "distress": True}, "needs a person", id="calm distress"
        ),
    ],
)
def test_faulty_example_is_refused_and_named(
    tmp_path: Path, line: dict[str, Any] | str, says: str
) -> None:
    folder = _write(tmp_path, {**GOOD, "text": "another"}, line)

    with pytest.raises(ExampleError, match=rf"some\.jsonl, line 2.*{says}"):
        read_examples(folder)


def test_text_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    folder = _write(tmp_path, GOOD, {**GOOD, "urgency": "today"})

    with pytest.raises(ExampleError, match=r"line 2 repeats the text of some\.jsonl, line 1"):
        read_examples(folder)


def test_folder_without_examples_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExampleError, match="holds no examples"):
        read_examples(tmp_path)


def test_digest_changes_with_a_label(tmp_path: Path) -> None:
    before = digest(read_examples(_write(tmp_path, GOOD)))

    after = digest(read_examples(_write(tmp_path, {**GOOD, "live": False})))

    assert before != after
