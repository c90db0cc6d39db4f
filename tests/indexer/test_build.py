"""Builds with the real encoder: what is new is embedded, what failed leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from indexer.errors import NothingToBuildError
from indexer.publish import Published, Withheld, publish, roll_back
from knowledge.index_store import IndexStore
from knowledge.index_version import seal
from tests.index_fixtures import NOW, build_pages
from tests.indexer.pages import SAVED_2020, SAVED_2022, front_matter

pytestmark = pytest.mark.encoder


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "000.txt").write_text(SAVED_2020)
    (folder / "001.txt").write_text(SAVED_2022)
    return folder


@pytest.fixture
def own_store(tmp_path: Path) -> IndexStore:
    return IndexStore(tmp_path / "index")


def test_build_is_named_by_time_and_sum_and_is_not_published(
    pages: Path, own_store: IndexStore, exported_encoder: Path
) -> None:
    built = build_pages(own_store, [pages], exported_encoder)

    assert built.version_id.startswith("20261122T090000Z-")
    assert (own_store.all(), own_store.current()) == ([built.version_id], None)


def test_repeated_policy_is_indexed_once(
    pages: Path, own_store: IndexStore, exported_encoder: Path
) -> None:
    version = own_store.open(build_pages(own_store, [pages], exported_encoder).version_id)

    texts = [passage.text for passage in version.passages]
    assert len(texts) == len(set(texts)) == 5  # three of policy, two of news


def test_nothing_changed_builds_nothing(
    pages: Path, own_store: IndexStore, exported_encoder: Path
) -> None:
    first = build_pages(own_store, [pages], exported_encoder)

    again = build_pages(own_store, [pages], exported_encoder, NOW + timedelta(hours=1))

    assert (again.is_new, again.version_id) == (False, first.version_id)
    assert again.difference.unchanged == ("000", "001")


def test_changed_document_is_built_with_the_vectors_and_encoder_there_are(
    pages: Path, own_store: IndexStore, exported_encoder: Path
) -> None:
    first = own_store.open(build_pages(own_store, [pages], exported_encoder).version_id)
    (pages / "lunch.md").write_text(front_matter())

    again = build_pages(own_store, [pages], Path("absent"), NOW + timedelta(hours=1))

    version = own_store.open(again.version_id)
    place = [p.id for p in version.passages].index(first.passages[0].id)
    assert again.difference.new == ("lunch",)
    assert (version.vectors.rows()[place] == first.vectors.rows()[0]).all()


def test_failed_build_leaves_nothing_behind(pages: Path, own_store: IndexStore) -> None:
    with pytest.raises(FileNotFoundError):
        build_pages(own_store, [pages], Path("absent"))

    assert list(own_store.folder.iterdir()) == []


def test_sources_without_guidance_are_reported(tmp_path: Path, own_store: IndexStore) -> None:
    (tmp_path / "broken.md").write_text("---\n")

    with pytest.raises(NothingToBuildError, match=r"broken\.md"):
        build_pages(own_store, [tmp_path / "broken.md"], Path("absent"))


def test_checked_version_is_published_and_rolled_back(
    pages: Path, own_store: IndexStore, exported_encoder: Path
) -> None:
    first = build_pages(own_store, [pages], exported_encoder).version_id
    (pages / "lunch.md").write_text(front_matter())
    later = NOW + timedelta(hours=1)
    second = build_pages(own_store, [pages], exported_encoder, later).version_id

    outcomes = [publish(own_store, first), publish(own_store, second), roll_back(own_store)]

    assert outcomes == [Published(first), Published(second), Published(first)]
    assert own_store.current_id() == first


def test_version_with_a_stretched_vector_is_withheld(
    pages: Path, own_store: IndexStore, exported_encoder: Path
) -> None:
    version = own_store.open(build_pages(own_store, [pages], exported_encoder).version_id)
    backend = type(version.vectors)
    backend.build(version.vectors.rows() * 2).write(version.folder / backend.FILE)
    seal(version.folder, version.manifest)

    outcome = publish(own_store, version.id)

    assert outcome == Withheld(version.id, ("a passage vector is not of unit length",))
    assert own_store.current_id() is None


def test_second_build_imports_no_training_library(
    pages: Path, own_store: IndexStore, exported_encoder: Path
) -> None:
    build_pages(own_store, [pages], exported_encoder)
    (pages / "lunch.md").write_text(front_matter())
    code = (
        "import sys; from indexer.__main__ import main; "
        f"code = main(['--data-dir', {str(own_store.folder.parent)!r}, 'build', {str(pages)!r}]); "
        "sys.exit(code or 'torch' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
    assert "1 new, 0 changed, 2 unchanged, 0 removed, 0 refused" in done.stdout
