"""
Take the pictures in docs/img from a local Slack with the assistant connected to it.

Run by `make screenshots`, which sees to it that the sample guidance is published.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bot import local_slack as local_slacks
from bot.local_slack import LocalSlack
from tests.journeys.assistant import ROOT, start_assistant
from tests.journeys.browser import find_chromium, launch
from tests.journeys.local_slack import ControlClient
from tests.journeys.page import SlackPage

FOLDER = ROOT / "docs" / "img"
DATA = ROOT / "var"
LARGEST_B = 200_000  # a README that loads at once on a telephone

ROBIN, SKY, ASH = "U0MEMBER1", "U0MEMBER2", "U0ADVISER1"
ROBIN_NAME, SKY_NAME, ASH_NAME = (
    "Robin Sample (head)",
    "Sky Sample (head)",
    "Ash Sample (adviser)",
)


@dataclass(frozen=True)
class Size:
    """What somebody looks at, in CSS pixels."""

    width: int
    height: int


PHONE = Size(430, 900)
DESK = Size(1180, 720)
TALLEST = 1500  # CSS pixels of a picture that shows a whole conversation


def main() -> int:
    """Take all pictures; return 1 when one is too large."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    chromium = find_chromium()
    if chromium is None:
        print("There is no Chromium on this machine.", file=sys.stderr)
        return 1
    with ExitStack() as stack:
        slack = stack.enter_context(_assisted_slack())
        browser = stack.enter_context(launch(stack.enter_context(sync_playwright()), chromium))
        _member_asks(slack, browser)
        _live_concern(slack, browser)
        _home(slack, browser)
        _staff_home(slack, browser)
    return _report()


@contextmanager
def _assisted_slack() -> Iterator[LocalSlack]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        (data / "index").symlink_to(DATA / "index", target_is_directory=True)
        program = local_slacks.install(DATA / "local-slack")
        with local_slacks.start(data / "local-slack", binary=program) as slack:
            local_slacks.open_direct_messages(slack)
            assistant = start_assistant(slack, data)
            try:
                yield slack
            finally:
                assistant.stop()


def _member_asks(slack: LocalSlack, browser: Browser) -> None:
    control = ControlClient(slack)
    control.say(ROBIN, "What time should inspectors finish in school?")
    control.reply(ROBIN, "6pm")
    with _page(slack, browser, PHONE) as page:
        page.act_as(ROBIN_NAME)
        page.open(ROBIN_NAME)
        page.message("6pm")
        _take_phone(page, "member-asks")


def _live_concern(slack: LocalSlack, browser: Browser) -> None:
    control = ControlClient(slack)
    control.say(SKY, "its 6.25 and they're still here")
    control.reply(SKY, "Seen by nobody yet")
    card = control.card("The guidance says")
    with _page(slack, browser, DESK) as page:
        page.act_as(ASH_NAME)
        page.open("helpline-queue")
        page.message("Seen by nobody yet")
        _take(page, "helpline-card")
    control.press(ASH, card, "Claim")
    control.reply(SKY, "has your concern")
    control.write(ASH, card.channel, "I am with you. Is the lead inspector in the room?", card.ts)
    control.reply(SKY, "I am with you")
    control.say(SKY, "Yes, with my deputy")
    control.thread_reply(card, "with my deputy")
    with _page(slack, browser, PHONE) as page:
        page.act_as(SKY_NAME)
        page.open(SKY_NAME)
        page.message("with my deputy")
        _take_phone(page, "live-concern")
    with _page(slack, browser, DESK) as page:
        page.act_as(ASH_NAME)
        page.open("helpline-queue")
        page.open_thread("still here")
        _take(page, "helpline-thread")


def _home(slack: LocalSlack, browser: Browser) -> None:
    with _page(slack, browser, DESK) as page:
        page.act_as(SKY_NAME)
        page.open("Helpline")
        page.home()
        _take(page, "home")


def _staff_home(slack: LocalSlack, browser: Browser) -> None:
    control = ControlClient(slack)
    control.say(ROBIN, "they've taken my new teacher into a room on her own")
    control.card("Case 2")
    with _page(slack, browser, DESK) as page:
        page.act_as(ASH_NAME)
        page.open("Helpline")
        page.home()
        _take(page, "staff-home")


@contextmanager
def _page(slack: LocalSlack, browser: Browser, size: Size) -> Iterator[SlackPage]:
    viewport = {"width": size.width, "height": size.height}
    here = {"locale": "en-GB", "timezone_id": "Europe/London"}
    with browser.new_context(viewport=viewport, **here) as context:  # type: ignore[arg-type]
        yield SlackPage(context.new_page(), slack.url)


def _take_phone(page: SlackPage, name: str) -> None:
    """Show the whole conversation and nothing else, as tall as it is."""
    page.page.add_style_tag(content=".topbar, .sidebar, .composer { display: none }")
    whole = page.page.locator(".messages").evaluate(
        "list => document.body.clientHeight - list.clientHeight"
        " + [...list.children].reduce((sum, one) => sum + one.offsetHeight, 40)"
    )
    page.page.set_viewport_size({"width": PHONE.width, "height": min(int(whole), TALLEST)})
    _take(page, name)


def _take(page: SlackPage, name: str) -> None:
    page.page.mouse.move(0, 0)  # what the mouse rests on is drawn otherwise
    page.page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")


def _report() -> int:
    sizes = {path.name: path.stat().st_size for path in sorted(FOLDER.glob("*.png"))}
    for name, size in sizes.items():
        print(f"  {name:<24} {size / 1000:5.0f} kB")
    return 1 if max(sizes.values()) > LARGEST_B else 0


if __name__ == "__main__":
    sys.exit(main())
