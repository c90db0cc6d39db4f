"""What docs/privacy.md says is stored is what is stored."""

from __future__ import annotations

import re
from pathlib import Path

from bot.tables import metadata

PAGE = Path(__file__).parents[2] / "docs" / "privacy.md"


def test_privacy_page_names_every_table_that_is_kept_once() -> None:
    text = PAGE.read_text("utf-8")
    rows = re.findall(r"^\| (`.*?`) \| .* \| .* \|$", text, flags=re.MULTILINE)

    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]

    tables = [name for name in named if name in metadata.tables]
    assert sorted(tables) == sorted(metadata.tables)
