"""
Start and stop the local Slack, and open the conversations its page shows.
"""

from __future__ import annotations

import json
import re
import subprocess
import time
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.local_slack import workspace
from bot.local_slack.errors import StartFailed
from bot.local_slack.installation import install
from bot.local_slack.leash import let_go, start_on_leash
from bot.local_slack.workspace import Channel, Person

START_WITHIN_S = 15.0  # it answers after 0.4 s
ASK_AGAIN_AFTER_S = 0.05
ANSWER_WITHIN_S = 10.0  # an open-home waits 5 s for an assistant that does not answer

_ADDRESS = re.compile(r"Web UI:\s+(http://\S+)")
# A proxy of the machine has no business between two programs on it.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class LocalSlack:
    """A local Slack that runs; ends with `stop`, with its block, or with this process."""

    url: str
    api_url: str
    bot_token: str
    app_token: str
    signing_secret: str
    bot_user_id: str
    queue_channel_id: str
    people: tuple[Person, ...]
    channels: tuple[Channel, ...]
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """End it; harmless when it has ended."""
        let_go(self.process)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def start(
    folder: Path, port: int = 0, binary: Path | None = None, further: Sequence[Person] = ()
) -> LocalSlack:
    """
    Start a local Slack with the sample workspace, and wait until it answers.

    Args:
        folder: Takes its configuration, its log and, unless `binary` is given, the program.
        port: The port of its page; 0 takes a free one.
        binary: The program, when another folder holds it.
        further: People beside those of the sample workspace.

    Returns:
        The local Slack, ready for the assistant to connect.

    Raises:
        LocalSlackError: it cannot be fetched, or did not answer in time.
    """
    program = binary or install(folder)
    folder.mkdir(parents=True, exist_ok=True)
    configuration = folder / "workspace.json"
    described = json.dumps(workspace.configuration(further), indent=2)
    configuration.write_text(described, encoding="utf-8")
    log = folder / "local-slack.log"
    process = start_on_leash(
        [str(program), "--config", str(configuration), "--port", str(port)], log
    )
    try:
        return _described(process, _wait_for_address(process, log))
    except BaseException:
        let_go(process)
        raise


def open_direct_messages(slack: LocalSlack) -> None:
    """
    Open everybody's conversation with the assistant, so that the page shows it.

    Args:
        slack: A local Slack that runs.

    Raises:
        StartFailed: it does not answer any more.
    """
    for person in slack.people:
        _call(slack, "conversations.open", {"users": person.id})


def _described(process: subprocess.Popen[bytes], url: str) -> LocalSlack:
    return LocalSlack(
        url=url,
        api_url=f"{url}/api/",
        bot_token=workspace.BOT_TOKEN,
        app_token=workspace.APP_TOKEN,
        signing_secret=workspace.SIGNING_SECRET,
        bot_user_id=workspace.BOT_USER_ID,
        queue_channel_id=workspace.QUEUE_CHANNEL.id,
        people=workspace.PEOPLE,
        channels=workspace.CHANNELS,
        process=process,
    )


def _wait_for_address(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + START_WITHIN_S
    while time.monotonic() < deadline:
        address = _address_if_ready(log)
        if address is not None:
            return address
        _refuse_if_ended(process, log)
        time.sleep(ASK_AGAIN_AFTER_S)
    raise StartFailed


def _address_if_ready(log: Path) -> str | None:
    """Read the page's address from the log: port 0 lets the program choose a free one."""
    match = _ADDRESS.search(log.read_text(encoding="utf-8", errors="replace"))
    if match is None:
        return None
    try:
        with _direct.open(f"{match[1]}/_control/state", timeout=ANSWER_WITHIN_S):
            return match[1]
    except OSError:
        return None  # the port is announced a moment before it answers


def _refuse_if_ended(process: subprocess.Popen[bytes], log: Path) -> None:
    if process.poll() is None:
        return
    words = " ".join(log.read_text(encoding="utf-8", errors="replace").split())
    raise StartFailed(f"The local Slack ended at once: {words[:300] or 'it gave no reason.'}")


def _call(slack: LocalSlack, method: str, arguments: Mapping[str, Any]) -> None:
    request = urllib.request.Request(  # noqa: S310 - an http address of this machine
        slack.api_url + method,
        json.dumps(arguments).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {slack.bot_token}"},
    )
    try:
        with _direct.open(request, timeout=ANSWER_WITHIN_S):
            return
    except OSError as error:
        raise StartFailed("The local Slack does not answer any more.") from error
