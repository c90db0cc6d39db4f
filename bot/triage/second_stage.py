"""
Both stages of triage over the published index version, for whoever has no vector yet.

Without an index version, or with a model that was trained on another encoder, there is only the
first stage: rules and `ask` carry on.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from bot.triage.assessment import Assessment
from bot.triage.rules import assess

if TYPE_CHECKING:
    from bot.triage.classifier import Classifier
    from knowledge.encoder import Encoder

log = logging.getLogger(__name__)


class SecondStage:
    """A classifier with the encoder it was trained on."""

    def __init__(self, classifier: Classifier, encoder: Encoder) -> None:
        """Use a classifier that `Classifier.load` has tied to this encoder."""
        self._classifier = classifier
        self._encoder = encoder

    def assess(self, text: str) -> Assessment:
        """Assess a message with the rules and then the classifier."""
        return self._classifier.assess(text, self._encoder, assess(text))


def second_stage(encoder: Encoder, model: Path | None = None) -> SecondStage | None:
    """
    Put the classifier behind an encoder.

    Args:
        encoder: Of the index version in use.
        model: The model file; the one that ships with the assistant by default.

    Returns:
        None when the model is missing, damaged, or for another encoder; the log says which.
    """
    # Here, so that the rules are at work before numpy is even imported.
    from bot.triage.classifier import MODEL_FILE, Classifier, identity
    from bot.triage.model_file import ModelError

    try:
        classifier = Classifier.load(model or MODEL_FILE, identity(encoder.description))
    except ModelError as error:
        log.error("triage goes on with the rules alone: %s", error)
        return None
    if classifier is None:
        log.warning("triage goes on with the rules alone: its model is for another encoder")
        return None
    return SecondStage(classifier, encoder)


def published_triage(index_folder: Path) -> SecondStage | None:
    """
    Put the classifier behind the encoder of the published index version.

    Returns:
        None when nothing is published or it cannot be read, or as `second_stage` says.
    """
    from knowledge.errors import KnowledgeError
    from knowledge.index_store import IndexStore

    try:
        version = IndexStore(index_folder).current()
        return None if version is None else second_stage(version.encoder)
    except KnowledgeError as error:
        log.error("triage goes on with the rules alone: %s", type(error).__name__)
        return None
