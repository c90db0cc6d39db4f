"""
Fetch the local Slack with npm, once, at one exact version.

The package for the platform is asked for by its own name: it holds nothing
but the program and runs no script when it is installed.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from pathlib import Path

from bot.local_slack.errors import InstallFailed, NoPackageForPlatform, NpmMissing

VERSION = "0.1.8"
INSTALL_WITHIN_S = 300  # 35 MB to fetch; a slow line takes a minute

# (sys.platform, platform.machine()) → npm package
PACKAGES = {
    ("linux", "x86_64"): "local-slack-linux-x64",
    ("linux", "aarch64"): "local-slack-linux-arm64",
    ("darwin", "x86_64"): "local-slack-darwin-x64",
    ("darwin", "arm64"): "local-slack-darwin-arm64",
}


def binary_for_this_platform(folder: Path) -> Path | None:
    """
    Find the program that `install` put into a folder.

    Args:
        folder: The folder given to `install`.

    Returns:
        The program, or None when it is not there.
    """
    package = PACKAGES.get((sys.platform, platform.machine()))
    if package is None:
        return None
    binary = _binary(folder, package)
    return binary if binary.is_file() else None


def install(folder: Path) -> Path:
    """
    Fetch the local Slack into a folder, unless it is there already.

    Args:
        folder: Made when missing; holds the program and nothing of npm's home.

    Returns:
        The program.

    Raises:
        NoPackageForPlatform: nobody built it for this machine.
        NpmMissing: npm is not installed.
        InstallFailed: npm could not fetch it; the message ends with npm's own words.
    """
    present = binary_for_this_platform(folder)
    if present is not None:
        return present
    package = _package_name()
    npm = shutil.which("npm")
    if npm is None:
        raise NpmMissing
    folder.mkdir(parents=True, exist_ok=True)
    _run_npm(npm, folder, package)
    return _installed(folder, package)


def _package_name() -> str:
    machine = (sys.platform, platform.machine())
    if machine not in PACKAGES:
        raise NoPackageForPlatform(
            f"There is no local Slack for {' '.join(machine)}.  `helpline chat` works without one."
        )
    return PACKAGES[machine]


def _run_npm(npm: str, folder: Path, package: str) -> None:
    quiet = ("--no-save", "--no-audit", "--no-fund", "--omit-lockfile-registry-resolved")
    command = [npm, "install", "--prefix", str(folder), *quiet, f"{package}@{VERSION}"]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, no word of anybody's
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=INSTALL_WITHIN_S,
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise InstallFailed(
            f"npm did not fetch {package} {VERSION} within {INSTALL_WITHIN_S} s."
        ) from expired
    if done.returncode != 0:
        raise InstallFailed(f"npm could not fetch {package} {VERSION}: {_reason(done.stderr)}")


def _reason(stderr: str) -> str:
    """Keep the line of npm's complaint that says what was wrong."""
    lines = [line.removeprefix("npm error ").strip() for line in stderr.splitlines()]
    told = [
        line for line in lines if line and not line.startswith(("npm warn", "code ", "A complete"))
    ]
    return told[0] if told else "it gave no reason."


def _installed(folder: Path, package: str) -> Path:
    binary = _binary(folder, package)
    if not binary.is_file():
        raise InstallFailed(f"npm fetched {package} {VERSION}, but the program is not in it.")
    return binary


def _binary(folder: Path, package: str) -> Path:
    return folder / "node_modules" / package / "bin" / "local-slack"
