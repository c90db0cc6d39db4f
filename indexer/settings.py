"""What the indexer takes from its environment; the only place that reads it."""

from __future__ import annotations

import os
from pathlib import Path

DATA_DIR_VARIABLE = "HELPLINE_DATA_DIR"
DEFAULT_DATA_DIR = "var"
INDEX_FOLDER = "index"


def index_folder(data_dir: Path | None = None) -> Path:
    """
    Return the folder of index versions.

    Args:
        data_dir: The data folder; None takes HELPLINE_DATA_DIR, else `var`.
    """
    chosen = data_dir or Path(os.environ.get(DATA_DIR_VARIABLE) or DEFAULT_DATA_DIR)
    return chosen / INDEX_FOLDER
