"""The exported encoder against the library it was exported from."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder import Encoder
from knowledge.errors import IndexDamagedError
from knowledge.exported import ExportedModel, OnBatch, Text
from knowledge.vectors.protocol import Vectors

pytestmark = pytest.mark.encoder

TEXTS = ["Inspectors stop by 6pm.", "Ysgol", "", "notice " * 400, "Who may see the draft report?"]
REFERENCE = """
import json, sys
from sentence_transformers import SentenceTransformer
from indexer.encoder_source import ENCODERS
from indexer.model_source import packaged_folder
folder = packaged_folder(ENCODERS["all-minilm-l6-v2"])
model = SentenceTransformer(str(folder), device="cpu")
json.dump(model.encode(json.load(sys.stdin), normalize_embeddings=True).tolist(), sys.stdout)
"""


def test_exported_encoder_agrees_with_sentence_transformers(exported_encoder: Path) -> None:
    reference = subprocess.run(
        [sys.executable, "-c", REFERENCE],
        input=json.dumps(TEXTS),
        capture_output=True,
        text=True,
        check=True,
    )
    expected = np.array(json.loads(reference.stdout), dtype=np.float32)

    vectors = Encoder(exported_encoder).encode(TEXTS)

    np.testing.assert_allclose((vectors * expected).sum(axis=1), 1.0, atol=1e-4)


def test_vectors_have_unit_length_and_keep_the_order_of_texts(exported_encoder: Path) -> None:
    encoder = Encoder(exported_encoder)

    together = encoder.encode(TEXTS)
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])

    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_no_texts_give_no_vectors(exported_encoder: Path) -> None:
    assert Encoder(exported_encoder).encode([]).shape == (0, 384)


def test_question_that_is_judged_and_then_looked_up_is_encoded_once(
    exported_encoder: Path,
) -> None:
    runs: list[str] = []

    class Counting(ExportedModel):
        def run(self, texts: Sequence[Text], on_batch: OnBatch | None = None) -> Vectors:
            runs.extend(str(text) for text in texts)
            return super().run(texts, on_batch)

    encoder = Encoder(exported_encoder, load=Counting)

    first, again = (encoder.encode_question("Who may see the draft report?") for _ in range(2))

    assert runs == ["Who may see the draft report?"]
    np.testing.assert_array_equal(first, again)
    np.testing.assert_allclose(encoder.encode(["Who may see the draft report?"])[0], first)
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 1.0  # whoever asks next would get it


def test_questions_are_encoded_without_a_training_library() -> None:
    code = "import sys, knowledge.retriever, knowledge.answer; print('torch' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


def test_folder_without_an_encoder_is_reported(tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError, match=r"encoder\.json"):
        Encoder(tmp_path)
