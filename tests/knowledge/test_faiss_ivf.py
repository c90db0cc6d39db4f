"""Searching cells instead of all rows loses next to nothing, whatever is allowed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import IndexDamagedError
from knowledge.vectors import BACKENDS, backend_for
from knowledge.vectors.faiss_ivf import SUFFIX, FaissIvfIndex
from knowledge.vectors.protocol import Vectors

N, D, K, QUESTIONS = 30_000, 32, 10, 40


def unit(rows: Vectors) -> Vectors:
    scaled: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return scaled


@pytest.fixture(scope="module")
def rows() -> Vectors:
    """Each row a blend of three among 200 topics, as passages are, and something of its own."""
    random = np.random.default_rng(1)
    topics = random.standard_normal((200, D))
    blend = topics[random.integers(0, 200, (N, 3))] * random.random((N, 3, 1))
    return unit(blend.sum(axis=1) + 0.5 * random.standard_normal((N, D)))


@pytest.fixture(scope="module")
def index(rows: Vectors) -> FaissIvfIndex:
    return FaissIvfIndex.build(rows)


@pytest.mark.parametrize("share", [1.0, 0.3, 0.05, 0.01])
def test_nearest_ten_are_found_whatever_share_is_allowed(
    rows: Vectors, index: FaissIvfIndex, share: float
) -> None:
    random = np.random.default_rng(2)
    allowed = random.random(N) < share
    asked = unit(rows[:QUESTIONS] + 0.1 * random.standard_normal((QUESTIONS, D)))
    exact = BACKENDS["numpy_exact"].build(rows)

    found = [{place for place, _ in index.search(q, K, allowed)} for q in asked]

    expected = [{place for place, _ in exact.search(q, K, allowed)} for q in asked]
    recall = np.mean([len(a & b) / K for a, b in zip(found, expected, strict=True)])
    assert recall >= 0.98
    assert all(allowed[list(places)].all() for places in found)


def test_cosines_are_exact_though_the_index_is_not(rows: Vectors, index: FaissIvfIndex) -> None:
    found = index.search(rows[7], K, np.ones(N, dtype=bool))

    assert found[0] == (7, pytest.approx(1.0, abs=1e-6))
    assert [c for _, c in found] == pytest.approx([float(rows[p] @ rows[7]) for p, _ in found])


def test_same_vectors_give_the_same_cells(rows: Vectors, tmp_path: Path) -> None:
    for name in ("one.npy", "two.npy"):
        FaissIvfIndex.build(rows[:2_000]).write(tmp_path / name)

    one, two = ((tmp_path / name).with_suffix(SUFFIX).read_bytes() for name in ("one", "two"))
    assert one == two


def test_missing_cells_are_reported(rows: Vectors, tmp_path: Path) -> None:
    path = tmp_path / FaissIvfIndex.FILE
    FaissIvfIndex.build(rows[:500]).write(path)
    path.with_suffix(SUFFIX).unlink()

    with pytest.raises(IndexDamagedError):
        FaissIvfIndex.read(path)


def test_nothing_is_indexed_and_nothing_is_found(tmp_path: Path) -> None:
    path = tmp_path / FaissIvfIndex.FILE
    FaissIvfIndex.build(np.empty((0, D), dtype=np.float32)).write(path)

    assert FaissIvfIndex.read(path).search(np.ones(D, np.float32), K, np.empty(0, bool)) == []


@pytest.mark.parametrize(("n", "name"), [(433, "faiss"), (49_999, "faiss"), (50_000, "faiss_ivf")])
def test_number_of_vectors_decides_how_they_are_searched(n: int, name: str) -> None:
    assert backend_for(n) == name
