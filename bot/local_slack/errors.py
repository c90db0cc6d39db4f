"""
Why there is no local Slack.

    LocalSlackError
    ├── NoPackageForPlatform   nobody built it for this machine
    ├── NpmMissing             npm is what fetches it
    ├── InstallFailed          npm could not fetch it
    └── StartFailed            it was started and did not answer

Whoever meets one can still talk to the assistant with `helpline chat`.
"""

from __future__ import annotations

from bot.errors import HelplineError


class LocalSlackError(HelplineError):
    """There is no local Slack on this machine.  `helpline chat` works without one."""


class NoPackageForPlatform(LocalSlackError):  # noqa: N818 - reads as the state it names
    """There is no local Slack for this kind of machine.  `helpline chat` works without one."""


class NpmMissing(LocalSlackError):  # noqa: N818
    """The local Slack is fetched with npm, which is not installed: install Node.js 18 or newer."""


class InstallFailed(LocalSlackError):  # noqa: N818
    """npm could not fetch the local Slack.  `helpline chat` works without one."""


class StartFailed(LocalSlackError):  # noqa: N818
    """The local Slack was started and did not answer in time."""
