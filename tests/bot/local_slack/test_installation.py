"""Fetching the local Slack: what is there is kept, what goes wrong is said."""

from __future__ import annotations

import platform
import shutil
from pathlib import Path

import pytest

from bot.local_slack.errors import InstallFailed, NoPackageForPlatform, NpmMissing
from bot.local_slack.installation import PACKAGES, binary_for_this_platform, install

KNOWN_MACHINE = ("linux", "x86_64")


@pytest.fixture(autouse=True)
def _known_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", KNOWN_MACHINE[0])
    monkeypatch.setattr(platform, "machine", lambda: KNOWN_MACHINE[1])


def npm_that(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    """Put a program named npm before all others."""
    program = folder / "programs" / "npm"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")


def test_program_that_is_there_is_not_fetched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm_that(tmp_path, monkeypatch, "exit 1")
    there = tmp_path / "node_modules" / PACKAGES[KNOWN_MACHINE] / "bin" / "local-slack"
    there.parent.mkdir(parents=True)
    there.touch()

    found = install(tmp_path)

    assert found == there


def test_program_is_not_found_in_an_empty_folder(tmp_path: Path) -> None:
    assert binary_for_this_platform(tmp_path) is None


def test_install_says_what_is_missing_when_there_is_no_npm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    with pytest.raises(NpmMissing, match="install Node"):
        install(tmp_path)


def test_install_names_the_machine_nobody_built_it_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")

    with pytest.raises(NoPackageForPlatform, match=r"linux riscv64.*helpline chat"):
        install(tmp_path)


def test_install_passes_on_why_npm_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm_that(
        tmp_path,
        monkeypatch,
        "echo 'npm warn old' >&2; echo 'npm error code E404' >&2;"
        " echo 'npm error 404 Not Found' >&2; exit 1",
    )

    with pytest.raises(InstallFailed, match=r"local-slack-linux-x64 0\.1\.8: 404 Not Found"):
        install(tmp_path)


def test_install_is_not_believed_when_the_program_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm_that(tmp_path, monkeypatch, "exit 0")

    with pytest.raises(InstallFailed, match="the program is not in it"):
        install(tmp_path)
