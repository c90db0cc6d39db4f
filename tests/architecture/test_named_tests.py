"""A page that names tests names tests that are there."""

from __future__ import annotations

import ast
import re

from tests.architecture.modules import ROOT, modules, tree

NAMED = re.compile(r"`(test_\w+)`")


def test_every_test_named_in_the_documents_exists() -> None:
    written = {
        node.name
        for module in modules("tests")
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef)
    }

    named = {
        name
        for page in (ROOT / "docs").rglob("*.md")
        for name in NAMED.findall(page.read_text("utf-8"))
    }

    assert len(named) > 50
    assert named - written == set()
