"""
A local Slack, the assistant connected to it, and a browser, for each journey.

Where npm or Chromium is missing the journeys are skipped, and the summary
says so in capitals; where CI or HELPLINE_REQUIRE_JOURNEYS is set they fail.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

from bot import local_slack as local_slacks
from bot.local_slack import LocalSlack, LocalSlackError
from tests.journeys.assistant import ROOT, Assistant, start_assistant
from tests.journeys.browser import find_chromium, launch
from tests.journeys.local_slack import ControlClient
from tests.journeys.page import SlackPage

PROGRAM_FOLDER = ROOT / "var" / "local-slack"  # the one that `make run` uses
GUIDANCE = Path(sys.executable).with_name("guidance")
INDEX_WITHIN_S = 420  # 40 s on two cores of its own; other tests may be busy beside it
JOURNEY_WITHIN_S = 180
LOG_SHOWN = 4000  # characters
_skipped: set[str] = set()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)
            if "browser" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.browser)
            if "published_index" in getattr(item, "fixturenames", ()):  # the first one waits for it
                item.add_marker(pytest.mark.timeout(INDEX_WITHIN_S + JOURNEY_WITHIN_S))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reason in sorted(_skipped):
        terminalreporter.write_line(f"JOURNEYS WERE SKIPPED: {reason}", red=True, bold=True)


@pytest.fixture(scope="session")
def local_slack_program() -> Path:
    """The local Slack's program, fetched once into the project's own data folder."""
    try:
        return local_slacks.install(PROGRAM_FOLDER)
    except LocalSlackError as error:
        _do_without(str(error))


@pytest.fixture(scope="session")
def published_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of index versions in which the sample guidance is published."""
    data = tmp_path_factory.mktemp("guidance")
    _guidance(data, "build", str(ROOT / "knowledge" / "guidance"))
    _guidance(data, "publish")
    return data / "index"


@pytest.fixture
def slack(local_slack_program: Path, tmp_path: Path) -> Iterator[LocalSlack]:
    """A local Slack of one's own, with everybody's direct message open."""
    with local_slacks.start(tmp_path / "local-slack", binary=local_slack_program) as running:
        local_slacks.open_direct_messages(running)
        yield running


@pytest.fixture
def control(slack: LocalSlack) -> ControlClient:
    """Acts as anybody in the local Slack."""
    return ControlClient(slack)


@pytest.fixture
def data_folder(tmp_path: Path, published_index: Path) -> Path:
    """A fresh data folder for an assistant, with the sample guidance current."""
    folder = tmp_path / "var"
    folder.mkdir()
    (folder / "index").symlink_to(published_index, target_is_directory=True)
    return folder


@pytest.fixture
def start(slack: LocalSlack, data_folder: Path) -> Iterator[Callable[..., Assistant]]:
    """Start an assistant with `start(**settings)`; all of them end with the journey."""
    started: list[Assistant] = []

    def start_one(**settings: str) -> Assistant:
        started.append(start_assistant(slack, data_folder, settings))
        return started[-1]

    yield start_one
    for assistant in started:
        assistant.kill()  # at once; how it ends when asked to is a journey of its own
        print(assistant.said()[-LOG_SHOWN:])  # pytest shows it under a journey that failed


@pytest.fixture
def assistant(start: Callable[..., Assistant]) -> Assistant:
    """The assistant, connected to the local Slack."""
    return start()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    chromium = find_chromium()
    if chromium is None:
        _do_without("there is no Chromium on this machine")
    with sync_playwright() as playwright, launch(playwright, chromium) as running:
        yield running


@pytest.fixture
def page(browser: Browser, slack: LocalSlack) -> Iterator[SlackPage]:
    """The local Slack's page."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield SlackPage(context.new_page(), slack.url)


def _do_without(reason: str) -> NoReturn:
    if os.environ.get("CI") or os.environ.get("HELPLINE_REQUIRE_JOURNEYS"):
        pytest.fail(f"journeys are required here: {reason}")
    _skipped.add(reason)
    pytest.skip(reason)


def _guidance(data: Path, *words: str) -> None:
    command = [str(GUIDANCE), *words]
    environment = os.environ | {"HELPLINE_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        timeout=INDEX_WITHIN_S,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}"
