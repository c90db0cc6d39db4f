"""
The local Slack's page, as somebody looks at it and works in it.
"""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

PATIENCE_MS = 20_000


class SlackPage:
    """One open page; `act_as` chooses who sits in front of it."""

    def __init__(self, page: Page, url: str) -> None:
        """Open the page and wait until it shows the workspace."""
        self.page = page
        page.set_default_timeout(PATIENCE_MS)
        page.goto(url)
        page.wait_for_selector(".sidebar-item")

    def act_as(self, name: str) -> None:
        """Sit down as somebody, by the name shown."""
        self.page.locator(".actas select").select_option(label=name)

    def open(self, name: str) -> None:
        """Open a channel, a person's direct message or the assistant's Home, by its name."""
        whole = re.compile(rf"^\W*{re.escape(name)}\s*$")  # a lock or a house stands before it
        self.page.locator(".sidebar-item", has_text=whole).click()

    def write(self, text: str) -> None:
        """Write in the conversation that is open; a slash command works too."""
        box = self.page.locator(".main textarea.composer-input")
        box.fill(text)
        box.press("Enter")

    def message(self, holding: str) -> Locator:
        """The latest message in the conversation that holds some words, once it is there."""
        found = self.page.locator(".main .msg", has_text=holding).last
        expect(found).to_be_visible(timeout=PATIENCE_MS)
        return found

    def press(self, holding: str, label: str) -> None:
        """Press a button under the latest message that holds some words."""
        self.message(holding).get_by_role("button", name=label, exact=True).click()

    def write_in_thread(self, holding: str, text: str) -> None:
        """Reply in the thread of a message that holds some words."""
        self.open_thread(holding)
        box = self.page.locator(".thread-pane textarea.composer-input")
        box.fill(text)
        box.press("Enter")

    def open_thread(self, holding: str) -> None:
        """Open the thread of a message that holds some words."""
        message = self.message(holding)
        message.hover()
        message.locator("button[title='Reply in thread']").click()
        expect(self.page.locator(".thread-pane")).to_be_visible(timeout=PATIENCE_MS)

    def home(self) -> Locator:
        """The Home tab, once it shows something."""
        home = self.page.locator(".home")
        expect(home.locator(".blocks")).to_be_visible(timeout=PATIENCE_MS)
        return home

    def press_home(self, label: str) -> None:
        """Press a button in the Home tab."""
        self.home().get_by_role("button", name=label, exact=True).click()

    def modal(self) -> Locator:
        """The modal, once it is open."""
        modal = self.page.locator(".modal")
        expect(modal).to_be_visible(timeout=PATIENCE_MS)
        return modal

    def submit_modal(self, *texts: str) -> None:
        """Fill the modal's text fields from the top and submit it."""
        fields = self.modal().locator(".bk-plain-input")
        for place, text in enumerate(texts):
            fields.nth(place).fill(text)
        self.page.locator(".modal-btn.primary").click()
        expect(self.page.locator(".modal")).to_be_hidden(timeout=PATIENCE_MS)
