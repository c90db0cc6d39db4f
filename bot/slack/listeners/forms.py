"""Open a form.  It only ever adds detail: whatever matters was kept before it opened."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot import outbox
from bot.clock import Clock
from bot.conversation import as_seen, notices, old_buttons, on_duty
from bot.conversation.policy import Policy
from bot.db import Database, Tx
from bot.errors import CaseNotFound
from bot.helpline import duty, people, register, rota
from bot.helpline.case import CaseId
from bot.helpline.people import Person
from bot.inbound import ButtonPressed, Deed, number_in
from bot.outbound import Guidepost, ToPerson
from bot.outbox import Lane
from bot.slack.parse import parse
from bot.slack.views import Scene, modals, render

log = logging.getLogger(__name__)

View = dict[str, Any]


# Which form a button opens; the button's value is the row it is about.
MEMBER_FORMS: dict[Deed, Callable[[int], View]] = {
    Deed.NOT_HELPFUL: modals.not_helpful_reason,
    Deed.ADD_DETAIL: modals.detail,
}
ADVISER_FORMS: dict[Deed, Callable[[int], View]] = {
    Deed.REPLY: modals.reply,
    Deed.NOTE: modals.note,
}
OF_THE_MOMENT = (Deed.RESOLVE, Deed.HAND_OVER, Deed.ROTA, Deed.SWAP, Deed.OPEN_CASE)
OPENS_A_FORM = (*MEMBER_FORMS, *ADVISER_FORMS, *OF_THE_MOMENT)


class FormOpener:
    """The listener of every button that opens a form."""

    def __init__(self, database: Database, clock: Clock, policy: Policy) -> None:
        self._database = database
        self._clock = clock
        self._policy = policy
        self._timezone = policy.hours.timezone

    def __call__(self, ack: Callable[[], None], body: dict[str, Any], client: WebClient) -> None:
        """Open the form that belongs to the button; if Slack will not, say so in words."""
        ack()
        action = body["actions"][0]
        with self._database.read() as tx:
            presser = people.find(tx, body["user"]["id"])
            view = self._view(tx, Deed(action["action_id"]), str(action["value"]), presser)
            if _is_old(tx, body):
                view = None  # they are told why: it is a gesture like any other
        if view is None:
            return
        try:
            client.views_open(trigger_id=body["trigger_id"], view=view)
        except (SlackClientError, OSError) as error:
            log.warning("a form could not be opened: %s", type(error).__name__)
            self._say_so(body["user"]["id"], f"form:{body['trigger_id']}")

    def _view(self, tx: Tx, deed: Deed, value: str, presser: Person | None) -> View | None:
        """Return the form; None where the presser may not, which they were told already."""
        number = number_in(value)
        if presser is None or number is None:
            return None
        if deed in MEMBER_FORMS:
            return MEMBER_FORMS[deed](number)
        if not presser.is_adviser:
            return None
        if deed in ADVISER_FORMS:
            return ADVISER_FORMS[deed](number)
        return self._of_the_moment(tx, deed, number, presser)

    def _of_the_moment(self, tx: Tx, deed: Deed, row_id: int, presser: Person) -> View | None:
        """Return a form that shows a case, who is on duty, or the presser's own duty."""
        now = self._clock.now()
        if deed in (Deed.OPEN_CASE, Deed.RESOLVE):
            return self._of_case(tx, deed, row_id, now)
        if deed is Deed.HAND_OVER:
            called = duty.on_duty(tx, now, self._timezone)
            return modals.hand_over(row_id, _others(called, presser))
        if deed is Deed.ROTA:
            return modals.rota(presser.id, rota.in_words(duty.week_of(tx, presser.id)))
        days = on_duty.days_to_choose(tx, presser, now, self._timezone)
        return modals.swap(presser.id, days, _others(people.advisers(tx), presser))

    def _of_case(self, tx: Tx, deed: Deed, row_id: int, now: datetime) -> View | None:
        try:
            case = register.get(tx, CaseId(row_id))
        except CaseNotFound:
            return None
        if deed is Deed.RESOLVE:
            return modals.resolve(as_seen.stamp(case))
        scene = Scene(phone="", timezone=str(self._timezone), now=now)  # a card names no number
        shown = render(notices.card(tx, case, self._policy, now), scene)
        return modals.case_shown(row_id, shown.blocks)

    def _say_so(self, address: str, key: str) -> None:
        with self._database.write() as tx:
            presser = people.find_or_add(tx, address)
            message = Guidepost("trouble")
            outbox.add(tx, key, ToPerson(presser.id), message, self._clock.now(), Lane.LIVE)


def _others(advisers: Sequence[Person], presser: Person) -> list[tuple[int, str]]:
    return [(one.id, one.called) for one in advisers if one.id != presser.id]


def _is_old(tx: Tx, body: dict[str, Any]) -> bool:
    press = parse(body, bot_user_id="")
    return isinstance(press, ButtonPressed) and old_buttons.is_old(tx, press)
