"""Questions as they come: shouted, misspelt, endless, in Welsh, of one word, of abbreviations."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.document import SourceFile
from indexer.loaders.markdown import load_markdown
from indexer.splitter import passages_of
from knowledge.answer import Answer, Clarify, Declined, compose
from knowledge.index_store import IndexStore
from knowledge.question import Question
from knowledge.retriever import Retriever

pytestmark = pytest.mark.encoder

TODAY = date(2026, 11, 22)
SAID = "what time should inspectors finish in school"


@pytest.fixture(scope="module")
def retriever(store: IndexStore) -> Retriever:
    version = store.current()
    assert version is not None
    return Retriever(version)


def first_section(retriever: Retriever, text: str) -> tuple[str, str]:
    citation = retriever.retrieve(Question(text, as_of=TODAY)).hits[0].passage.citation
    return citation.document, citation.heading


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SAID.upper(), id="capitals"),
        pytest.param("what time shoud inspectors finsh in scool", id="typos"),
        pytest.param(f"{SAID}???!!!", id="marks"),
    ],
)
def test_right_page_is_found_however_it_is_written(retriever: Retriever, text: str) -> None:
    document, _ = first_section(retriever, text)

    assert document == "onsite-hours"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" ".join([SAID] * 250), id="two thousand words"),
        pytest.param("Pa bryd mae'n rhaid i arolygwyr orffen yn yr ysgol?", id="Welsh"),
        pytest.param("hours", id="one word"),
        pytest.param("HT DHT SLT HMI LI DSL", id="abbreviations"),
        pytest.param("a" * 40_000, id="one endless word"),
        pytest.param("\ud800 \x00 \u202e", id="no readable character"),
    ],
)
def test_any_question_comes_to_an_outcome(retriever: Retriever, text: str) -> None:
    question = Question(text, as_of=TODAY)

    outcome = compose(question, retriever.retrieve(question))

    assert isinstance(outcome, Answer | Declined | Clarify)
    assert 0.0 <= outcome.confidence <= 1.0


def test_section_of_twenty_tables_is_split_where_rows_end() -> None:
    table = (
        "| When | Hours |\n| --- | --- |\n| Monday in term | 8am to 6pm |\n| Weekends | closed |\n"
    )
    page = "# Hours\n\n## Tables\n\n" + "\n".join(table for _ in range(20))

    passages = passages_of(load_markdown(SourceFile("hours.md", page)))

    assert passages
    assert all(p.text in page for p in passages)
    assert all(s.endswith(("6pm", "closed")) for p in passages for s in p.sentences)
