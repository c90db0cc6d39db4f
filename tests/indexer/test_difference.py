"""What a build changes."""

from __future__ import annotations

from indexer.difference import Difference, difference
from knowledge.manifest import DocumentEntry


def entries(**sums: str) -> dict[str, DocumentEntry]:
    return {name: DocumentEntry(name, f"{name}.md", value) for name, value in sums.items()}


def test_every_document_is_counted_once() -> None:
    before, after = entries(a="1", b="1", c="1"), entries(b="1", c="2", d="1")

    found = difference(before, after)

    assert found == Difference(new=("d",), changed=("c",), unchanged=("b",), removed=("a",))
    assert not found.is_nothing


def test_same_documents_are_no_change() -> None:
    assert difference(entries(a="1"), entries(a="1")).is_nothing
