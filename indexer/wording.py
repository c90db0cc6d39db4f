"""What `guidance` prints: sentences and tables for the person at the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from indexer.build import Built
from indexer.document import Refused
from knowledge.index_version import IndexVersion
from knowledge.manifest import Manifest
from knowledge.passage import Passage


def print_built(console: Console, built: Built) -> None:
    """Say what a build made of each document."""
    d = built.difference
    counts = f"{len(d.new)} new, {len(d.changed)} changed, {len(d.unchanged)} unchanged, "
    counts += f"{len(d.removed)} removed, {len(built.refused)} refused"
    console.print(counts, highlight=False)
    print_refused(console, built.refused)
    if not built.is_new:
        console.print(f"Nothing has changed since {built.version_id}.", highlight=False)
        return
    console.print(
        f"Built {built.version_id}: {built.passages} passages, {built.sentences} sentences.\n"
        "It is not published yet: run `guidance publish`.",
        highlight=False,
    )


def print_refused(console: Console, refused: tuple[Refused, ...]) -> None:
    """Name each refused file with its reason."""
    for item in refused:
        console.print(Text(f"refused {item.name}: {item.reason}", style="yellow"))


def print_versions(
    console: Console, versions: dict[str, Manifest | str], current: str | None
) -> None:
    """List index versions, oldest first; a damaged one with what is wrong."""
    for version_id, manifest in versions.items():
        mark = "  (current)" if version_id == current else ""
        if isinstance(manifest, str):
            console.print(Text(f"{version_id}{mark}  {manifest}", style="red"))
            continue
        counts = f"{len(manifest.documents)} documents, {manifest.passages} passages"
        line = f"{version_id}{mark}  {counts}, {manifest.encoder.name}, built {manifest.built_at}"
        console.print(Text(line))


def print_passages(console: Console, version: IndexVersion, passages: list[Passage]) -> None:
    """Show passages as they are indexed, each with its citation."""
    for passage in passages:
        c = passage.citation
        head = f"{passage.id}  {c.document} · {' > '.join((c.title, *passage.path))}"
        validity = f"{c.valid_from or 'always'} to {c.valid_to or 'open'}"
        dates = f"published {c.published or '-'}, revised {c.revised or '-'}, in force {validity}"
        kind = ", sample guidance" if c.sample else ""
        console.print(Text(head, style="bold"))
        console.print(Text(f"{c.nation}, {dates}, {c.url or 'no address'}{kind}", style="dim"))
        console.print(Text(f"{passage.text}\n"))
    console.print(Text(f"{len(passages)} passages of {version.id}", style="dim"))
