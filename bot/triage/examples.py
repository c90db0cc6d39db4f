"""
Messages with the assessment that staff would give them: what the classifier learns from.

The files lie in `examples/`, one JSON object a line.  All are invented for this project; none is a
member's message and none names a real person.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.triage.assessment import Category, Urgency

FOLDER = Path(__file__).parent / "examples"
NEEDS_A_PERSON = (Urgency.IMMEDIATE, Urgency.TODAY)

_KEYS = {"text", "urgency", "live", "category", "distress"}


class ExampleError(ValueError):
    """An example cannot be learnt from."""


@dataclass(frozen=True, slots=True)
class Example:
    """One message and its labels."""

    text: str
    urgency: Urgency
    live: bool
    category: Category
    distress: bool
    real: bool = False  # a member's words, labelled: learnt from, but never kept in a model

    @property
    def needs_a_person(self) -> bool:
        """Whether a person is needed within minutes or the same day."""
        return self.urgency in NEEDS_A_PERSON


def read_examples(folder: Path = FOLDER) -> list[Example]:
    """
    Read and check every example of a folder.

    Args:
        folder: Holds `*.jsonl`, read in the order of their names.

    Returns:
        The examples, file by file, line by line.

    Raises:
        ExampleError: a line is malformed, or a text is there twice; file and line are named.
    """
    seen: dict[str, str] = {}
    examples = []
    for where, example in _lines(sorted(folder.glob("*.jsonl"))):
        first = seen.setdefault(example.text, where)
        if first != where:
            raise ExampleError(f"{where} repeats the text of {first}")
        examples.append(example)
    if not examples:
        raise ExampleError(f"{folder} holds no examples")
    return examples


def digest(examples: Iterable[Example]) -> str:
    """Return the SHA-256 of examples, so that a model can say what it was trained on."""
    written = (json.dumps(asdict(one), sort_keys=True) for one in examples)
    return hashlib.sha256("\n".join(written).encode()).hexdigest()


def _lines(paths: Iterable[Path]) -> Iterator[tuple[str, Example]]:
    for path in paths:
        for number, line in enumerate(path.read_bytes().splitlines(), start=1):
            if line.strip():
                where = f"{path.name}, line {number}"
                yield where, _example(line, where)


def _example(line: bytes, where: str) -> Example:
    try:
        written = json.loads(line)
    except ValueError as error:
        raise ExampleError(f"{where}: not JSON") from error
    if not isinstance(written, dict) or set(written) != _KEYS:
        raise ExampleError(f"{where}: not an object with exactly {', '.join(sorted(_KEYS))}")
    return _checked(written, where)


def _checked(written: dict[str, Any], where: str) -> Example:
    if not isinstance(written["text"], str) or not written["text"].strip():
        raise ExampleError(f"{where}: the text is empty")
    if not all(isinstance(written[key], bool) for key in ("live", "distress")):
        raise ExampleError(f"{where}: live and distress are true or false")
    try:
        example = Example(
            written["text"],
            Urgency(written["urgency"]),
            written["live"],
            Category(written["category"]),
            written["distress"],
        )
    except ValueError as error:
        raise ExampleError(f"{where}: {error}") from error
    if example.distress and not example.needs_a_person:
        raise ExampleError(f"{where}: distress needs a person, so urgency is immediate or today")
    return example
