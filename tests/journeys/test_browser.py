"""The whole way in the page: a member types, an adviser claims, the member reads the reply."""

from __future__ import annotations

import pytest

from tests.journeys.page import SlackPage

ROBIN, ASH = "Robin Sample (head)", "Ash Sample (adviser)"

pytestmark = pytest.mark.usefixtures("assistant")


def test_member_types_adviser_claims_and_the_member_reads_the_reply(page: SlackPage) -> None:
    page.act_as(ROBIN)
    page.open(ROBIN)
    page.write("its 6.25 and they're still here")
    page.message("Seen by nobody yet")

    page.act_as(ASH)
    page.open("helpline-queue")
    page.press("still here", "Claim")
    page.message("Ash Sample (adviser) has it")
    page.write_in_thread("still here", "I am with you. Is the lead inspector in the room?")

    page.act_as(ROBIN)
    page.open(ROBIN)
    page.message("I am with you. Is the lead inspector in the room?")


def test_member_asks_in_the_page_and_reads_the_quote(page: SlackPage) -> None:
    page.act_as(ROBIN)
    page.open(ROBIN)

    page.write("What time should inspectors finish in school?")

    page.message("Inspectors should finish their work in school by 6pm")
    page.press("Inspectors should finish", "Helpful")
    page.message("Thank you")


def test_member_presses_an_inspector_is_here_in_the_home_tab(page: SlackPage) -> None:
    page.act_as(ROBIN)
    page.open("Helpline")

    page.press_home("An inspector is here")

    page.open(ROBIN)
    page.message("Seen by nobody yet")
