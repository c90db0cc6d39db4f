"""
The guidance as it is published now: read, switched when a new version appears, asked.

A version that cannot be read is left alone and the last good one stays in use;
with none at all, questions are answered by saying so.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.triage.assessment import Assessment
from bot.triage.rules import assess
from bot.triage.second_stage import second_stage
from knowledge.answer import Answer, Clarify, Declined, Quote, compose, further_quotes
from knowledge.errors import KnowledgeError
from knowledge.passage import Nation
from knowledge.question import Question

if TYPE_CHECKING:
    from bot.triage.second_stage import SecondStage
    from knowledge.retriever import Retriever

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LookedUp:
    """An outcome, the quotes that would follow, and the index version it came from."""

    outcome: Answer | Declined | Clarify
    further: tuple[Quote, ...]
    nation: Nation | None  # the nation whose guidance this is; None: it holds in all
    index_version: str


class PublishedGuidance:
    """Holds the retriever of the current index version."""

    def __init__(self, index_folder: Path) -> None:
        self._folder = index_folder
        self._retriever: Retriever | None = None
        self._second_stage: SecondStage | None = None
        self._tried: str | None = None

    @property
    def version_id(self) -> str | None:
        """The id of the index version in use; None when there is none."""
        return None if self._retriever is None else self._retriever.version.id

    def refresh(self) -> bool:
        """
        Switch to the current index version if it is another than the one in use.

        Returns:
            True when it switched.
        """
        # Here, so that concerns are taken before the model's libraries are even imported.
        from knowledge.index_store import IndexStore
        from knowledge.retriever import Retriever

        store = IndexStore(self._folder)
        current = store.current_id()
        if current is None or current in (self._tried, self.version_id):
            return False
        self._tried = current
        try:
            version = store.open(current)
            self._retriever = Retriever(version)
            self._second_stage = second_stage(version.encoder)
        except KnowledgeError as error:
            log.error("index version %s cannot be read: %s", current, type(error).__name__)
            return False
        log.info("index version %s is in use", current)
        return True

    def assess(self, text: str) -> Assessment:
        """
        Assess a message with both stages of triage.

        Without an index version, or with one whose encoder the classifier does not know, there
        are the phrase rules alone.
        """
        second = self._second_stage
        return assess(text) if second is None else second.assess(text)

    def look_up(self, question: Question) -> LookedUp | None:
        """Return what the guidance says; None when no index version can be read."""
        retriever = self._retriever
        if retriever is None:
            return None
        retrieval = retriever.retrieve(question)
        outcome = compose(question, retrieval)
        further: tuple[Quote, ...] = ()
        nation = retrieval.nation
        if isinstance(outcome, Answer):
            further = further_quotes(outcome, retrieval)
            nation = outcome.quotes[0].passage.citation.nation
        shown = None if nation == "uk" else nation
        return LookedUp(outcome, further, shown, retriever.version.id)
