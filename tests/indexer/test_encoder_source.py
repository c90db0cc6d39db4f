"""The weights an encoder is exported from are checked first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.encoder_source import (
    DEFAULT_ENCODER,
    ENCODERS,
    describe,
    export_encoder,
    packaged_folder,
)
from indexer.errors import ModelSourceError

SOURCE = ENCODERS[DEFAULT_ENCODER]


def test_weights_of_the_package_are_the_expected_ones() -> None:
    assert (packaged_folder(SOURCE) / SOURCE.weights).is_file()


def test_other_weights_are_refused() -> None:
    with pytest.raises(ModelSourceError, match="expected 0000"):
        packaged_folder(replace(SOURCE, sha256="0" * 64))


def test_missing_package_is_named() -> None:
    with pytest.raises(ModelSourceError, match="no_such_package is not installed"):
        packaged_folder(replace(SOURCE, package="no_such_package"))


def test_unknown_encoder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelSourceError, match="is no folder"):
        export_encoder(str(tmp_path / "no" / "such"), tmp_path)


def test_description_names_the_weights() -> None:
    assert describe(DEFAULT_ENCODER).source_sha256 == SOURCE.sha256
