"""The exported reranker against the library it was exported from, and how it orders hits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import CrossEncoder

from indexer.errors import ModelSourceError
from indexer.reranker_source import describe_reranker, export_reranker
from knowledge.errors import IndexDamagedError
from knowledge.reranker import Reranker
from tests.tiny_models import MAX_TOKENS, tiny_encoder, tiny_reranker

pytestmark = pytest.mark.encoder

QUESTION = "When does the inspector leave the school?"
TEXTS = ["Inspectors stop by 6pm.", "", "the notice " * 99, "Ysgol", "A draft is confidential."]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_reranker(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def reranker(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Reranker:
    target = tmp_path_factory.mktemp("exported")
    export_reranker(str(model), target)
    return Reranker(target)


def test_scores_are_those_of_the_original(model: Path, reranker: Reranker) -> None:
    original = CrossEncoder(str(model), device="cpu")
    expected = original.predict([(QUESTION, text) for text in TEXTS])

    scores = reranker.scores(QUESTION, TEXTS)

    np.testing.assert_allclose(scores, expected, atol=1e-4)
    assert np.ptp(expected) > 0.01


def test_places_come_back_best_first_with_the_scores_they_were_given(reranker: Reranker) -> None:
    found = [(70 + n, 1.0 - n / 10) for n in range(len(TEXTS))]

    reordered = reranker.reorder(QUESTION, found, TEXTS)

    scores = dict(zip((place for place, _ in found), reranker.scores(QUESTION, TEXTS), strict=True))
    assert {place for place, _ in reordered} == set(scores)
    assert [s for _, s in reordered] == sorted((s for _, s in reordered), reverse=True)
    assert dict(reordered) == pytest.approx(scores)


def test_nothing_found_stays_nothing(reranker: Reranker) -> None:
    assert reranker.reorder(QUESTION, [], []) == []


def test_description_says_what_the_reranker_is(model: Path, reranker: Reranker) -> None:
    assert reranker.description == describe_reranker(str(model))
    assert reranker.description.name == "tiny-reranker"
    assert reranker.description.max_tokens == MAX_TOKENS


def test_encoder_is_refused_as_a_reranker(tmp_path: Path) -> None:
    model = tiny_encoder(tmp_path, {})

    with pytest.raises(ModelSourceError, match="is no reranker"):
        describe_reranker(str(model))


def test_folder_without_a_reranker_is_reported(tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError, match=r"reranker\.json"):
        Reranker(tmp_path)
