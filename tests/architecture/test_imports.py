"""Imports point down, and each foreign library comes in by the doors it was given."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.modules import attributes, imports, modules, name_of

# Inside the assistant, lowest first; a module may import from its own layer and those below.
# The longest prefix decides; modules of the package itself stand by their own name.
LAYERS: tuple[tuple[str, ...], ...] = (
    (
        "bot.clock",
        "bot.errors",
        "bot.inbound",
        "bot.outbound",
        "bot.tables",
        "bot.logs",
        "bot.nowhere",
        "bot.rate",
        "bot.turn",
    ),
    ("bot.db",),
    ("bot.migrations", "bot.inbox", "bot.outbox", "bot.triage", "bot.guidance", "bot.heartbeats"),
    ("bot.withheld", "bot.joining", "bot.burst", "bot.set_back", "bot.keeping"),
    ("bot.helpline",),
    (
        "bot.settings",
        "bot.second_channel_settings",
        "bot.keeping_settings",
        "bot.pace_settings",
        "bot.local_slack",
    ),
    ("bot.conversation",),
    ("bot.sending",),
    ("bot.worker", "bot.audit"),
    ("bot.slack", "bot.second_channel"),
    ("bot.terminal",),
    ("bot.wiring",),
    ("bot.commands",),
    ("bot.__main__",),
)
RANKS = {name: rank for rank, names in enumerate(LAYERS) for name in names}

# Which of our modules may import a library; a folder stands for all in it.
DOORS = {
    "slack_bolt": ("bot.slack", "bot.wiring"),
    "slack_sdk": ("bot.slack", "bot.local_slack", "bot.wiring", "bot.commands.doctor"),
    "sqlalchemy": (
        "bot.db",
        "bot.tables",
        "bot.migrations",
        "bot.inbox",
        "bot.outbox",
        "bot.heartbeats",
        "bot.audit",
        "bot.turn",
        "bot.withheld",
        "bot.joining",
        "bot.burst",
        "bot.set_back",
        "bot.keeping",
        "bot.helpline",
        "bot.conversation.doubts",
        "bot.conversation.exchanges",
        "bot.conversation.second_looks",
        "bot.conversation.intake",
    ),
    "alembic": ("bot.migrations",),
    "pydantic_settings": ("bot.settings",),
    "faiss": ("knowledge.vectors.faiss", "knowledge.vectors.faiss_ivf"),
    "onnxruntime": ("knowledge.exported",),
    "openvino": ("indexer.openvino_model",),
    "torch": ("indexer.encoder_source", "indexer.onnx_export", "indexer.reranker_source"),
    "sentence_transformers": ("indexer.encoder_source", "indexer.reranker_source"),
}
READS_THE_ENVIRONMENT = ("bot.settings", "indexer.settings", "bot.local_slack")
ASKS_THE_TIME = ("bot.clock", "indexer.__main__")
THE_TIME = ("datetime.now", "datetime.utcnow", "date.today", "datetime.today", "time.time")


def rank_of(name: str) -> int | None:
    """Return how high a module of the assistant stands."""
    parts = name.split(".")
    prefixes = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((RANKS[prefix] for prefix in prefixes if prefix in RANKS), None)


def is_in(name: str, places: tuple[str, ...]) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def test_every_module_of_the_assistant_has_its_layer() -> None:
    names = (name_of(module) for module in modules("bot"))

    without = [
        name for name in names if rank_of(name) is None and name not in ("bot", "bot.commands")
    ]

    assert without == []


def test_imports_inside_the_assistant_point_down() -> None:
    upward = [
        f"{name_of(module)} → {imported}"
        for module in modules("bot")
        for imported in imports(module)
        if imported.startswith("bot.")
        and (rank_of(imported) or 0) > (rank_of(name_of(module)) or 0)
    ]

    assert upward == []


@pytest.mark.parametrize(
    ("package", "never"),
    [
        pytest.param("knowledge", ("bot", "indexer", "slack_sdk", "slack_bolt", "sqlalchemy")),
        pytest.param("indexer", ("bot", "slack_sdk", "slack_bolt", "sqlalchemy")),
        pytest.param("bot", ("indexer", "torch", "sentence_transformers")),
    ],
)
def test_packages_meet_only_in_the_index_version(package: str, never: tuple[str, ...]) -> None:
    found = [
        f"{module} → {imported}"
        for module in modules(package)
        for imported in imports(module)
        if is_in(imported, never)
    ]

    assert found == []


@pytest.mark.parametrize("library", DOORS)
def test_library_comes_in_by_its_own_doors_only(library: str) -> None:
    importers = [name_of(m) for m in modules() if any(is_in(i, (library,)) for i in imports(m))]

    assert [name for name in importers if not is_in(name, DOORS[library])] == []


def test_only_settings_read_the_environment() -> None:
    readers = {name_of(m) for m in modules() if _reads(m, ("os.environ", "os.getenv"))}

    assert {name for name in readers if not is_in(name, READS_THE_ENVIRONMENT)} == set()


def test_only_the_clock_asks_what_time_it_is() -> None:
    askers = {name_of(m) for m in modules() if _reads(m, THE_TIME)}

    assert {name for name in askers if not is_in(name, ASKS_THE_TIME)} == set()


def test_knowledge_takes_the_time_and_the_environment_as_arguments() -> None:
    found = [str(m) for m in modules("knowledge") if _reads(m, (*THE_TIME, "os.environ"))]

    assert found == []


def _reads(module: Path, names: tuple[str, ...]) -> bool:
    return any(
        read == name or read.endswith(f".{name}") for read in attributes(module) for name in names
    )
