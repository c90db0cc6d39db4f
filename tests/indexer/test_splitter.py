"""Passages end where sentences end and say nothing new."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.document import Document, Section
from indexer.splitter import WHOLE_WORDS, passages_of, sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def a_document(*texts: str) -> Document:
    sections = tuple(Section(f"Part {n}", (f"Part {n}",), text) for n, text in enumerate(texts))
    return Document(id="lunch", title="Lunch", nation="uk", sections=sections)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It ends. It begins.", ["It ends.", "It begins."], id="full stops"),
        pytest.param("At 9.30am we eat.", ["At 9.30am we eat."], id="a time of day"),
        pytest.param("Ask e.g. Mr. Cook. Now.", ["Ask e.g. Mr. Cook.", "Now."], id="abbreviations"),
        pytest.param("He said “No.” She left.", ["He said “No.”", "She left."], id="quotation"),
        pytest.param("- one\n- two. Three.", ["- one", "- two.", "Three."], id="list"),
        pytest.param("1. Knock.\n2. Wait.", ["1. Knock.", "2. Wait."], id="numbered list"),
        pytest.param("one line\nnext line", ["one line\nnext line"], id="wrapped line"),
        pytest.param("A line\n\nanother", ["A line", "another"], id="paragraphs"),
        pytest.param("| Day | Soup |\n|---|---|\n| Mon | pea |", ["Mon | pea"], id="table"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_sentences_are_found(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_short_section_stays_whole() -> None:
    passages = passages_of(a_document("One. Two. Three."))

    assert [passage.text for passage in passages] == ["One. Two. Three."]


def test_long_section_is_split_where_sentences_end() -> None:
    text = " ".join(f"This is sentence number {n} of many." for n in range(100))

    passages = passages_of(a_document(text))

    assert len(passages) > 1
    assert all(passage.text.endswith(".") for passage in passages)
    assert all(len(passage.text.split()) <= WHOLE_WORDS + 10 for passage in passages)
    assert " ".join(passage.text for passage in passages) == text


def test_passages_are_embedded_with_title_and_heading_path() -> None:
    section = Section("On Fridays", ("Soup", "On Fridays"), "Fish soup.")
    document = Document(id="lunch", title="Lunch", nation="uk", sections=(section,))

    passage = passages_of(document)[0]

    assert passage.embedded_text == "Lunch > Soup > On Fridays\nFish soup."


def test_same_source_and_text_give_the_same_ids() -> None:
    first, second = (passages_of(a_document("One.", "Two.")) for _ in range(2))

    assert [p.id for p in first] == [p.id for p in second]
    assert len({p.id for p in first}) == 2


@given(st.text(alphabet="ab .?!\n-|1", max_size=400))
def test_every_word_lies_in_a_sentence_or_a_table_head(text: str) -> None:
    spans = sentence_spans(text)

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    if "|" not in text:
        outside = set(range(len(text))) - {n for start, end in spans for n in range(start, end)}
        assert not any(text[n].isalpha() for n in outside)
