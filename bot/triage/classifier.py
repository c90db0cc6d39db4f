"""
The second stage of triage: what a trained classifier makes of a message within a second.

Logistic models over the encoder's vector and the features of `features.py`.  Pure: the same text,
vector and rules always give the same assessment.  numpy is all it needs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.triage.assessment import Assessment, Category
from bot.triage.decision import Likelihood, decide
from bot.triage.features import Features, read_features
from bot.triage.model_file import HEADS, LIKELIHOODS, Model, read_model

if TYPE_CHECKING:
    from knowledge.encoder import Encoder, EncoderDescription

MODEL_FILE = Path(__file__).parent / "model.json"
# So that the vector weighs about as much as the words, found by cross-validation.
VECTOR_WEIGHT = 3.0

_CATEGORIES = tuple(Category(head) for head in HEADS[len(LIKELIHOODS) :])

Vector = NDArray[np.float32]


class Classifier:
    """A trained model, ready to assess."""

    def __init__(self, model: Model) -> None:
        """Use a model that was read or trained."""
        self.model = model

    @classmethod
    def load(cls, path: Path, encoder_sha256: str) -> Classifier | None:
        """
        Read a model and tie it to the encoder in use.

        Args:
            path: The model file.
            encoder_sha256: `identity` of the encoder that the vectors will come from.

        Returns:
            None if the model was trained on another encoder: rules and `ask` carry on.

        Raises:
            ModelError: the file is missing or damaged; the sentence says how.
        """
        model = read_model(path)
        return cls(model) if model.encoder_sha256 == encoder_sha256 else None

    def assess(
        self, text: str, vector_or_encoder: Vector | Encoder, rules: Assessment
    ) -> Assessment:
        """
        Assess a message that the rules have assessed.

        Args:
            text: What the member wrote.
            vector_or_encoder: The text as a question of the encoder, float32 [d], or the encoder.
            rules: What `assess(text)` of the rules gave.

        Returns:
            The rules' assessment, raised or, where they only doubted, settled.
        """
        features = read_features(text, rules)
        if not features.words:
            return rules  # an empty message, a thumbs up: nothing to judge
        likely = self.likelihood(features, _vector(text, vector_or_encoder))
        return decide(rules, likely)

    def likelihood(self, features: Features, vector: Vector) -> Likelihood:
        """
        Say how likely each label is.

        Args:
            features: What the message shows.
            vector: float32 [d].

        Raises:
            ValueError: the vector has another dimension than the model's.
        """
        model = self.model
        if vector.shape != model.vector.shape[:1]:
            raise ValueError(
                f"a vector of {vector.shape} where the model takes {len(model.vector)}"
            )
        rows, values = model.vocabulary.place(features)
        from_vector = VECTOR_WEIGHT * (vector @ model.vector)
        return likelihood_of(model.bias + from_vector + values @ model.features[rows])


def likelihood_of(scores: NDArray[np.float32]) -> Likelihood:
    """
    Turn scores into probabilities: 1 / (1 + exp(-score)); the category is the highest score.

    Args:
        scores: [h], calibrated log odds for the first heads.
    """
    odds = np.clip(scores[: len(LIKELIHOODS)].astype(np.float64), -30, 30)
    needs, immediate, live, distress = (1 / (1 + np.exp(-odds))).tolist()
    category = _CATEGORIES[int(np.argmax(scores[len(LIKELIHOODS) :]))]
    return Likelihood(needs, immediate, live, distress, category)


def identity(description: EncoderDescription) -> str:
    """Name what an encoder's vectors depend on: its weights, and settings if it has its own."""
    parts = (description.source_sha256, description.settings_sha256)
    return "+".join(part for part in parts if part)


def _vector(text: str, vector_or_encoder: Vector | Encoder) -> Vector:
    if isinstance(vector_or_encoder, np.ndarray):
        return vector_or_encoder
    return vector_or_encoder.encode_question(text)
