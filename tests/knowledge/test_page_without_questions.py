"""A page that lists no questions, indexed beside pages that do."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.answer import Answer, Declined, compose
from knowledge.index_store import IndexStore
from knowledge.question import Question
from knowledge.retriever import Retriever
from tests.index_fixtures import build_pages, sample_pages
from tests.knowledge.records import TODAY

pytestmark = pytest.mark.encoder

MILEAGE = """\
---
id: mileage
title: "Claiming mileage"
nation: england
published: 2026-10-01
sample: true
---
# Claiming mileage
## How to claim
Send the mileage form to the business manager within thirty days.
"""


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory, exported_encoder: Path) -> Retriever:
    folder = tmp_path_factory.mktemp("mixed")
    page = folder / "mileage.md"
    page.write_text(MILEAGE, encoding="utf-8")
    store = IndexStore(folder / "index")
    built = build_pages(store, [*sample_pages(), page], exported_encoder)
    return Retriever(store.open(built.version_id))


def test_it_is_quoted_though_other_pages_list_questions(retriever: Retriever) -> None:
    question = Question("how do i claim my mileage", as_of=TODAY, nation="england")

    outcome = compose(question, retriever.retrieve(question))

    assert isinstance(outcome, Answer)
    assert outcome.quotes[0].passage.citation.document == "mileage"


def test_what_no_page_answers_is_declined_all_the_same(retriever: Retriever) -> None:
    question = Question("who won the cricket", as_of=TODAY, nation="england")

    assert isinstance(compose(question, retriever.retrieve(question)), Declined)
