"""
Where benchmarks work: a folder of their own, on the disk that holds the project.

On that disk and not in the system's temporary folder, because how long a commit takes
is a property of the disk.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot import local_slack as local_slacks
from bot.local_slack import LocalSlack, LocalSlackError
from tests.bench.figures import CannotMeasure
from tests.journeys.assistant import ROOT

FOLDER = ROOT / ".bench"
DATA = ROOT / "var"
SAMPLE_GUIDANCE = ROOT / "knowledge" / "guidance"
GUIDANCE = Path(sys.executable).with_name("guidance")
FIRST_BUILD_WITHIN_S = 300


@dataclass(frozen=True)
class Workplace:
    """A folder that is thrown away afterwards, with the sample guidance published in it."""

    folder: Path

    @property
    def index(self) -> Path:
        """The folder of index versions."""
        return self.folder / "index"

    def new_data_folder(self) -> Path:
        """Make a data folder as after `guidance publish`, without a database."""
        data = Path(tempfile.mkdtemp(dir=self.folder))
        (data / "index").symlink_to(self.index, target_is_directory=True)
        return data

    def guidance(self, *words: str) -> float:
        """Run `guidance`; returns how long it took, in seconds."""
        started = time.perf_counter()
        done = subprocess.run(
            [str(GUIDANCE), "--data-dir", str(self.folder), *words],
            capture_output=True,
            text=True,
            timeout=FIRST_BUILD_WITHIN_S,
            check=False,
        )
        took_s = time.perf_counter() - started
        if done.returncode:
            raise CannotMeasure(f"guidance {words[0]} failed: {done.stdout}{done.stderr}")
        return took_s


@contextmanager
def workplace() -> Iterator[Workplace]:
    """
    Make the folder and publish the sample guidance in it.

    An index version of the project's own data folder lends its encoder, so that nothing
    is exported again; what the guidance says is read afresh.
    """
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as name:
        place = Workplace(Path(name))
        if (DATA / "index").is_dir():
            shutil.copytree(DATA / "index", place.index, copy_function=_link)
            (place.index / "current").unlink(missing_ok=True)
        place.guidance("build", str(SAMPLE_GUIDANCE))
        place.guidance("publish")
        yield place


@contextmanager
def local_slack(place: Workplace) -> Iterator[LocalSlack]:
    """
    Start a local Slack of one's own.

    Raises:
        CannotMeasure: there is none for this machine.
    """
    folder = Path(tempfile.mkdtemp(dir=place.folder))
    try:
        program = local_slacks.install(DATA / "local-slack")
        slack = local_slacks.start(folder, binary=program)
    except LocalSlackError as error:
        raise CannotMeasure(str(error)) from error
    with slack:
        yield slack


def _link(source: str, target: str) -> None:
    # An index version is never written to again, so a second name for a file will do.
    os.link(source, target)
