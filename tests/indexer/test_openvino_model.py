"""Passages embedded on OpenVINO lie where those embedded by onnxruntime do."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.openvino_model import OpenVinoModel, fastest
from knowledge.encoder import Encoder
from knowledge.exported import ExportedModel
from tests.index_fixtures import sample_pages

pytestmark = pytest.mark.encoder


def test_vectors_are_those_of_onnxruntime(exported_encoder: Path) -> None:
    pytest.importorskip("openvino", reason="the extra `openvino` is not installed")
    texts = [line for line in sample_pages()[0].read_text("utf-8").splitlines() if line]

    vectors = Encoder(exported_encoder, 2, OpenVinoModel).encode(texts)

    expected = Encoder(exported_encoder).encode(texts)
    assert (vectors * expected).sum(axis=1).min() >= 0.999


def test_onnxruntime_embeds_where_nothing_faster_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda *_: None)

    assert fastest() is ExportedModel
