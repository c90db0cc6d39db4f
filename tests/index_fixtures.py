"""
Index versions for tests: the real encoder, exported once and kept, and a published sample index.

Import the fixtures from a conftest.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.build import Built, Order, build
from indexer.encoder_source import DEFAULT_ENCODER, describe, export_encoder
from indexer.sources import SAMPLE_GUIDANCE
from knowledge.encoder import read_description
from knowledge.errors import KnowledgeError
from knowledge.index_store import IndexStore

KEPT = Path(__file__).parent.parent / "var" / "test-encoder"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
#: Few pages, so that embedding takes a second: every nation, a superseded pair, a past news item.
PAGES = (
    "onsite-hours",
    "leaders-alongside",
    "attendance-2022",
    "attendance",
    "notice-2019",
    "notice-2025",
    "estyn",
    "eti",
    "support-lines",
    "helpline-contact",
)


@pytest.fixture(scope="session")
def exported_encoder() -> Path:
    """The real encoder, exported by the first test run on this machine."""
    try:
        if read_description(KEPT) == describe(DEFAULT_ENCODER):
            return KEPT
    except KnowledgeError:
        shutil.rmtree(KEPT, ignore_errors=True)
    aside = KEPT.with_name(f"{KEPT.name}-aside")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    export_encoder(DEFAULT_ENCODER, aside)
    aside.rename(KEPT)
    return KEPT


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory, exported_encoder: Path) -> Path:
    """A data folder in which an index of ten sample pages is published; do not write to it."""
    folder = tmp_path_factory.mktemp("data")
    store = IndexStore(folder / "index")
    store.point_to(build_pages(store, sample_pages(), exported_encoder).version_id)
    return folder


@pytest.fixture(scope="session")
def store(data_dir: Path) -> IndexStore:
    """The store of the published index; do not write to it."""
    return IndexStore(data_dir / "index")


def sample_pages() -> list[Path]:
    """The ten sample pages."""
    return [SAMPLE_GUIDANCE / f"{name}.md" for name in PAGES]


def build_pages(
    store: IndexStore, sources: list[Path], encoder: Path, now: datetime = NOW
) -> Built:
    """Build an index version of some pages with the encoder that was exported before."""
    order = Order(tuple(sources), exported=encoder)
    return build(order, store, now, on_progress=lambda *_: None)
