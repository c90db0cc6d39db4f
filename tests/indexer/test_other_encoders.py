"""Any sentence-transformers encoder is exported with its pooling, and read with its prompts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from indexer.build import Order, build
from indexer.encoder_source import describe, export_encoder
from indexer.errors import ModelSourceError
from indexer.model_source import weights_sum
from knowledge.encoder import Encoder, Kind
from knowledge.index_store import IndexStore
from knowledge.manifest import sum_file
from knowledge.question import Question
from knowledge.retriever import Retriever
from tests.index_fixtures import NOW, sample_pages
from tests.knowledge.records import TODAY
from tests.tiny_models import DIMENSION, MAX_TOKENS, tiny_encoder

pytestmark = pytest.mark.encoder

TEXTS = ["Inspectors stop by 6pm.", "ysgol", "notice " * 99, "Who may see the draft report?"]
PROMPTS = {"query": "query: ", "passage": "passage: "}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an encoder that has prompts for questions and passages."""
    return tiny_encoder(tmp_path_factory.mktemp("model"), PROMPTS)


@pytest.fixture(scope="module")
def exported(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    target = tmp_path_factory.mktemp("exported")
    export_encoder(str(model), target)
    return Encoder(target)


@pytest.mark.parametrize(("kind", "prompt"), [("question", "query: "), ("passage", "passage: ")])
def test_exported_encoder_gives_the_vectors_of_the_original(
    model: Path, exported: Encoder, kind: Kind, prompt: str
) -> None:
    original = SentenceTransformer(str(model), device="cpu")
    expected = original.encode(TEXTS, prompt=prompt, normalize_embeddings=True)

    vectors = exported.encode(TEXTS, kind)

    assert vectors.shape == (len(TEXTS), DIMENSION)
    assert (vectors * expected).sum(axis=1).min() >= 0.9999
    assert not np.allclose(expected[0], expected[1], atol=1e-3)


@pytest.mark.parametrize("pooling", ["mean", "max"])
def test_pooling_is_exported_with_the_encoder(tmp_path: Path, pooling: str) -> None:
    model = tiny_encoder(tmp_path, {}, pooling)
    expected = SentenceTransformer(str(model), device="cpu").encode(
        TEXTS, normalize_embeddings=True
    )

    export_encoder(str(model), tmp_path)

    vectors = Encoder(tmp_path).encode(TEXTS, "passage")
    np.testing.assert_allclose(vectors, expected, atol=1e-4)


def test_description_says_what_the_encoder_is(model: Path) -> None:
    description = describe(str(model))

    assert (description.name, description.dimension) == ("tiny", DIMENSION)
    assert description.max_tokens == MAX_TOKENS
    assert (description.question_prompt, description.passage_prompt) == ("query: ", "passage: ")
    assert description.source_sha256 == sum_file(model / "model.safetensors").sha256


def test_index_is_built_and_asked_with_another_encoder(model: Path, tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    order = Order(tuple(sample_pages()[:2]), encoder=str(model))
    built = build(order, store, NOW, on_progress=lambda *_: None)
    version = store.open(built.version_id)
    passage = version.passages[3]

    retrieval = Retriever(version).retrieve(Question(passage.text, as_of=TODAY))

    assert version.manifest.encoder == describe(str(model))
    assert version.vectors.rows().shape == (len(version.passages), DIMENSION)
    assert passage in [hit.passage for hit in retrieval.hits]  # weights are random: somewhere


def test_second_build_with_the_same_encoder_embeds_nothing(model: Path, tmp_path: Path) -> None:
    store, embedded = IndexStore(tmp_path), []
    pages = sample_pages()
    build(Order(tuple(pages[:2]), encoder=str(model)), store, NOW, lambda *_: None)

    again = build(
        Order(tuple(pages[:1]), encoder=str(model)),
        store,
        NOW,
        lambda done, total: embedded.append((done, total)),
    )

    assert again.is_new
    assert embedded == []


def test_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelSourceError, match="holds no weights"):
        weights_sum(tmp_path)


def test_folder_that_holds_no_encoder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")

    with pytest.raises(ModelSourceError, match="cannot be read as an encoder"):
        describe(str(tmp_path))
