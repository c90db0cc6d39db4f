"""Fixtures of the indexer's tests."""

from tests.index_fixtures import data_dir, exported_encoder, store

__all__ = ["data_dir", "exported_encoder", "store"]
