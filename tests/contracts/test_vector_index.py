"""Every vector backend finds what the exact one finds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import IndexDamagedError
from knowledge.vectors import BACKENDS, VectorIndex
from knowledge.vectors.protocol import Mask, Vectors

N, D = 500, 24


def unit_vectors(n: int, seed: int) -> Vectors:
    rows = np.random.default_rng(seed).standard_normal((n, D)).astype(np.float32)
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def everything() -> Mask:
    return np.ones(N, dtype=bool)


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> type[VectorIndex]:
    return BACKENDS[request.param]


@pytest.mark.parametrize("k", [1, 10, N, N + 7])
@pytest.mark.parametrize("share", [1.0, 0.3, 0.0])
def test_backend_finds_what_the_exact_one_finds(
    backend: type[VectorIndex], k: int, share: float
) -> None:
    rows = unit_vectors(N, seed=1)
    allowed = np.random.default_rng(2).random(N) < share
    question = unit_vectors(1, seed=3)[0]

    found = backend.build(rows).search(question, k, allowed)
    expected = BACKENDS["numpy_exact"].build(rows).search(question, k, allowed)

    assert [place for place, _ in found] == [place for place, _ in expected]
    assert [cosine for _, cosine in found] == pytest.approx([c for _, c in expected], abs=1e-5)


def test_rows_that_are_not_allowed_are_never_found(backend: type[VectorIndex]) -> None:
    rows = unit_vectors(N, seed=1)
    allowed = everything()
    allowed[7] = False

    found = backend.build(rows).search(rows[7], N, allowed)

    assert 7 not in {place for place, _ in found}


def test_equal_cosines_come_in_order_of_place(backend: type[VectorIndex]) -> None:
    rows = np.repeat(unit_vectors(1, seed=1), N, axis=0)

    found = backend.build(rows).search(rows[0], N, everything())

    assert [place for place, _ in found] == list(range(N))


def test_index_is_the_same_after_writing_and_reading(
    backend: type[VectorIndex], tmp_path: Path
) -> None:
    rows = unit_vectors(N, seed=1)
    path = tmp_path / backend.FILE

    backend.build(rows).write(path)

    np.testing.assert_array_equal(backend.read(path).rows(), rows)


def test_truncated_file_is_reported(backend: type[VectorIndex], tmp_path: Path) -> None:
    path = tmp_path / backend.FILE
    backend.build(unit_vectors(N, seed=1)).write(path)
    path.write_bytes(path.read_bytes()[:100])

    with pytest.raises(IndexDamagedError, match=backend.FILE):
        backend.read(path)


def test_file_of_pickled_objects_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vectors.npy"
    np.save(path, np.array([{"a": 1}], dtype=object), allow_pickle=True)

    with pytest.raises(IndexDamagedError):
        BACKENDS["numpy_exact"].read(path)
