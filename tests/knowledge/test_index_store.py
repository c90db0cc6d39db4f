"""Index versions on disk: which is current, and what happens to damaged ones."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from knowledge.errors import IndexDamagedError, IndexVersionMissingError
from knowledge.index_store import POINTER_FILE, IndexStore
from knowledge.manifest import MANIFEST_FILE


def an_empty_version(store: IndexStore, name: str) -> str:
    (store.folder / name).mkdir(parents=True)
    (store.folder / name / MANIFEST_FILE).write_text("{}")
    return name


@pytest.fixture
def own_store(store: IndexStore, tmp_path: Path) -> IndexStore:
    """A copy of the published index that a test may damage."""
    shutil.copytree(store.folder, tmp_path / "index")
    return IndexStore(tmp_path / "index")


def test_nothing_is_current_before_something_is_published(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")

    assert (store.current(), store.all(), store.previous) == (None, [], None)


def test_pointer_names_the_version_that_was_published_last(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    first, second = an_empty_version(store, "1"), an_empty_version(store, "2")

    store.point_to(first)
    store.point_to(second)

    assert (store.current_id(), store.previous, store.all()) == (second, first, [first, second])


def test_roll_back_reaches_further_back_each_time(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    for name in ("1", "2", "3"):
        store.point_to(an_empty_version(store, name))

    reached = [store.roll_back(), store.roll_back(), store.roll_back()]

    assert reached == ["2", "1", None]
    assert store.current_id() == "1"


def test_pointer_is_whole_when_the_rename_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = IndexStore(tmp_path)
    store.point_to(an_empty_version(store, "1"))
    an_empty_version(store, "2")

    def full_disk(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="no space"):
        store.point_to("2")

    assert (tmp_path / POINTER_FILE).read_text() == "1\n"


@pytest.mark.parametrize("name", ["absent", "../index", ".building-1", ""])
def test_only_index_versions_can_become_current(tmp_path: Path, name: str) -> None:
    with pytest.raises(IndexVersionMissingError):
        IndexStore(tmp_path).point_to(name)


@pytest.mark.parametrize(
    "file",
    ["passages.jsonl", "vectors.faiss", "sentences.npy", "encoder/tokenizer.json"],
)
def test_one_flipped_bit_is_found_before_the_file_is_read(own_store: IndexStore, file: str) -> None:
    version_id = own_store.current_id() or ""
    path = own_store.folder / version_id / file
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()  # the encoder's files may be shared with other versions
    path.write_bytes(data)

    with pytest.raises(IndexDamagedError, match=f"{file} differs from its sum"):
        own_store.current()


def test_file_that_the_manifest_does_not_name_is_a_fault(own_store: IndexStore) -> None:
    (own_store.folder / (own_store.current_id() or "") / "extra.npy").write_bytes(b"?")

    with pytest.raises(IndexDamagedError, match=r"extra\.npy is not in the manifest"):
        own_store.current()


def test_published_version_that_is_gone_is_reported(own_store: IndexStore) -> None:
    shutil.rmtree(own_store.folder / (own_store.current_id() or ""))

    with pytest.raises(IndexDamagedError, match="is gone"):
        own_store.current()
