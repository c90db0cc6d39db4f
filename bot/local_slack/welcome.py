"""
What is printed when the local Slack is ready: its address and three things to try.
"""

from __future__ import annotations

from bot.local_slack.server import LocalSlack
from bot.local_slack.workspace import Person, Role

_WELCOME = """
  The helpline assistant is running on a local Slack:

      {url}

  Everybody in it is invented.  Choose whom to act as at the top right of the page.
  Anybody on your network who knows the address can open it: use sample words only.

  Three things to try
  1. Act as {member}, open the direct message with that name, and ask
         What time should inspectors finish in school?
  2. Then write
         The inspectors are here now and want to see staff files
  3. Act as {adviser}, open {queue}, press Claim and reply in the
     card's thread.  Open {member} again: your reply is there.

  Ctrl-C ends both.
"""


def three_things_to_try(slack: LocalSlack) -> str:
    """
    Say where the page is and what to do in it.

    Args:
        slack: A local Slack that runs.

    Returns:
        A text for the terminal.
    """
    return _WELCOME.format(
        url=slack.url,
        member=_first(slack, "member").name,
        adviser=_first(slack, "adviser").name,
        queue=next(channel.name for channel in slack.channels if channel.is_private),
    )


def _first(slack: LocalSlack, role: Role) -> Person:
    return next(person for person in slack.people if person.role == role)
