"""The project's modules and what they import, read from their source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("knowledge", "indexer", "bot")


@cache
def modules(*packages: str) -> tuple[Path, ...]:
    """Return the Python files of packages, relative to the root; of all three by default."""
    folders = (ROOT / package for package in packages or PACKAGES)
    return tuple(
        sorted(path.relative_to(ROOT) for folder in folders for path in folder.rglob("*.py"))
    )


@cache
def tree(module: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse((ROOT / module).read_text("utf-8"))


def name_of(module: Path) -> str:
    """Return a module's dotted name."""
    return ".".join(module.with_suffix("").parts).removesuffix(".__init__")


def imports(module: Path) -> set[str]:
    """Return the dotted names of all that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            found |= {_resolved(node.module or "", alias.name) for alias in node.names}
    return found


def attributes(module: Path) -> Iterator[str]:
    """Yield every dotted name that a module reads, such as `os.environ`."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Attribute):
            yield ast.unparse(node)


def _resolved(package: str, name: str) -> str:
    """Return `package.name` where that is a module of ours, else the package."""
    path = ROOT.joinpath(*package.split("."), name)
    ours = path.is_dir() or path.with_suffix(".py").is_file()
    return f"{package}.{name}" if ours and package.split(".")[0] in PACKAGES else package
