"""One loader for each format of guidance, by the suffix of the file."""

from __future__ import annotations

from collections.abc import Callable

from indexer.document import Document, SourceFile
from indexer.loaders.html import load_html
from indexer.loaders.markdown import load_markdown
from indexer.loaders.text import load_text

Loader = Callable[[SourceFile], Document]

LOADERS: dict[str, Loader] = {
    ".md": load_markdown,
    ".markdown": load_markdown,
    ".html": load_html,
    ".htm": load_html,
    ".txt": load_text,
}

__all__ = ["LOADERS", "Loader"]
