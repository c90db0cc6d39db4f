"""An index version that is built with a reranker carries it, and the retriever uses it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from indexer.build import Order, build
from knowledge.index_store import IndexStore
from knowledge.index_version import IndexVersion
from knowledge.question import Question
from knowledge.retriever import Retriever
from tests.index_fixtures import NOW, sample_pages
from tests.knowledge.records import TODAY
from tests.tiny_models import tiny_reranker

pytestmark = pytest.mark.encoder

QUESTION = Question("when do inspectors have to leave", as_of=TODAY)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tiny_reranker(tmp_path_factory.mktemp("model")))


def built(store: IndexStore, exported: Path, reranker: str | None) -> IndexVersion:
    order = Order(tuple(sample_pages()[:2]), exported=exported, reranker=reranker)
    now = NOW + timedelta(minutes=len(store.all()))
    return store.open(build(order, store, now, on_progress=lambda *_: None).version_id)


@pytest.fixture
def store(tmp_path: Path) -> IndexStore:
    return IndexStore(tmp_path)


def test_first_hits_come_in_the_order_of_the_reranker(
    store: IndexStore, exported_encoder: Path, model: str
) -> None:
    plain = Retriever(built(store, exported_encoder, None)).retrieve(QUESTION)
    version = built(store, exported_encoder, model)

    hits = Retriever(version).retrieve(QUESTION).hits

    assert version.reranker is not None
    texts = [hit.passage.embedded_text for hit in hits]
    assert [h.score for h in hits] == pytest.approx(version.reranker.scores(QUESTION.text, texts))
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert {h.passage.id for h in hits} == {h.passage.id for h in plain.hits}


def test_index_version_has_no_reranker_unless_one_is_named(
    store: IndexStore, exported_encoder: Path
) -> None:
    version = built(store, exported_encoder, None)

    assert version.reranker is None
    assert version.manifest.reranker is None


def test_naming_a_reranker_makes_a_new_index_version_once(
    store: IndexStore, exported_encoder: Path, model: str
) -> None:
    plain = built(store, exported_encoder, None)

    first, second = (built(store, exported_encoder, model) for _ in range(2))

    assert plain.id != first.id == second.id
