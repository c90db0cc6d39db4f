"""What can be read in one go: short functions, short files, each saying what it is for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.modules import ROOT, modules, tree

FUNCTION_LINES = 25  # of the body: its signature and its docstring are read as one
FILE_LINES, TEST_FILE_LINES = 300, 400
LISTS = ("bot/outbound.py", "bot/tables.py")  # one record after another, no code
FORBIDDEN = {"utils", "helpers", "common", "misc", "core", "base", "manager", "service"}
GENERATED = ROOT / "bot" / "migrations" / "versions"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def is_generated(module: Path) -> bool:
    return (ROOT / module).is_relative_to(GENERATED)


def written() -> Iterator[Path]:
    """Yield the modules and tests that people write."""
    yield from (module for module in modules() if not is_generated(module))
    yield from modules("tests")


def length_of(function: Function) -> int:
    """Count the lines of a function's body without its docstring."""
    first = function.body[0]
    before = first.end_lineno if ast.get_docstring(function) is not None else first.lineno - 1
    return (function.end_lineno or 0) - (before or 0)


def test_no_function_is_longer_than_can_be_read_at_once() -> None:
    too_long = [
        f"{module}:{node.lineno} {node.name} has {length_of(node)} lines"
        for module in written()
        for node in ast.walk(tree(module))
        if isinstance(node, Function) and length_of(node) > FUNCTION_LINES
    ]

    assert too_long == []


def test_no_file_is_longer_than_a_few_pages() -> None:
    too_long = []
    for module in written():
        most = TEST_FILE_LINES if module.parts[0] == "tests" else FILE_LINES
        n = len((ROOT / module).read_text("utf-8").splitlines())
        if n > most and str(module) not in LISTS:
            too_long.append(f"{module} has {n} lines")

    assert too_long == []


def test_no_file_is_named_for_nothing_in_particular() -> None:
    vague = [str(m) for m in written() if FORBIDDEN & set(m.with_suffix("").parts)]

    assert vague == []


@pytest.mark.parametrize("package", ["knowledge", "indexer", "bot"])
def test_every_module_says_what_it_is_for(package: str) -> None:
    silent = [str(module) for module in modules(package) if not ast.get_docstring(tree(module))]

    assert silent == []


def test_every_test_file_says_what_it_is_for() -> None:
    silent = [
        str(module)
        for module in modules("tests")
        if (ROOT / module).stat().st_size and not ast.get_docstring(tree(module))
    ]

    assert silent == []
