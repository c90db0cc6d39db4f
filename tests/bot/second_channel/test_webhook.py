"""The second channel by webhook, against a real server that checks the signature."""

from __future__ import annotations

from urllib.error import HTTPError

import pytest

from bot.second_channel.webhook import Webhook
from tests.bot.factories import NOW
from tests.bot.second_channel.servers import SECRET, Receiver


def test_webhook_posts_the_number_of_the_case_signed(receiver: Receiver) -> None:
    Webhook(receiver.url, SECRET).call(12, NOW)

    assert receiver.taken == [b'{"case": 12}']


def test_call_signed_with_another_secret_is_refused(receiver: Receiver) -> None:
    with pytest.raises(HTTPError, match="401"):
        Webhook(receiver.url, "another secret altogether").call(12, NOW)

    assert (receiver.taken, receiver.refused) == ([], 1)


@pytest.mark.parametrize("status", [302, 404, 500])
def test_anything_but_2xx_is_an_error_and_no_redirect_is_followed(
    receiver: Receiver, status: int
) -> None:
    receiver.status = status

    with pytest.raises(HTTPError, match=str(status)):
        Webhook(receiver.url, SECRET).call(12, NOW)

    assert receiver.paths == ["/call"]
