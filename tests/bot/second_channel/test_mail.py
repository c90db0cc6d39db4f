"""The second channel by e-mail, against a real mail server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable

import pytest

from bot.second_channel.mail import Mail
from tests.bot.factories import NOW
from tests.bot.second_channel.servers import PASSWORD, USER, MailServer

FROM, TO = "helpline@example.org", ("duty@example.org", "second@example.org")


def test_mail_holds_the_number_of_the_case_and_goes_to_everybody(
    mail_server: MailServer, trusting: ssl.SSLContext
) -> None:
    mail = Mail(
        "localhost", mail_server.port, FROM, TO, user=USER, password=PASSWORD, context=trusting
    )

    mail.call(12, NOW)

    (received,) = mail_server.received.mails
    assert received["Subject"] == "Helpline: case 12 waits"
    assert received["X-RcptTo"] == "duty@example.org, second@example.org"
    assert str(received.get_payload()).split("\r\n") == [
        "Nobody is answering case 12 in the helpline's queue.",
        "Please look into Slack now.",
        "",
    ]


def test_wrong_password_is_an_error(mail_server: MailServer, trusting: ssl.SSLContext) -> None:
    mail = Mail(
        "localhost", mail_server.port, FROM, TO, user=USER, password="other", context=trusting
    )

    with pytest.raises(smtplib.SMTPAuthenticationError):
        mail.call(12, NOW)


def test_server_that_nobody_vouches_for_gets_nothing(mail_server: MailServer) -> None:
    mail = Mail("localhost", mail_server.port, FROM, TO, user=USER, password=PASSWORD)

    with pytest.raises(ssl.SSLCertVerificationError):
        mail.call(12, NOW)

    assert mail_server.received.mails == []


def test_nothing_goes_unencrypted_to_another_machine(
    plain_mail_server: Callable[[str], MailServer],
) -> None:
    server = plain_mail_server("127.0.0.2")
    mail = Mail("127.0.0.2", server.port, FROM, TO)

    with pytest.raises(smtplib.SMTPNotSupportedError):
        mail.call(12, NOW)

    assert server.received.mails == []


def test_server_on_this_machine_may_do_without_encryption(
    plain_mail_server: Callable[[str], MailServer],
) -> None:
    server = plain_mail_server("127.0.0.1")

    Mail("127.0.0.1", server.port, FROM, TO).call(None, NOW)

    assert [mail["Subject"] for mail in server.received.mails] == ["Helpline: a test"]
