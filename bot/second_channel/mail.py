"""A second channel by e-mail: encrypted on the way, unless the server is this machine."""

from __future__ import annotations

import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from bot.conversation import queue_wording

TIMEOUT_S = 15
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class Mail:
    """Sends one message to everybody named, by SMTP with STARTTLS."""

    def __init__(
        self,
        host: str,
        port: int,
        sender: str,
        recipients: tuple[str, ...],
        *,
        user: str = "",
        password: str = "",
        context: ssl.SSLContext | None = None,
    ) -> None:
        """
        Name the server.

        Args:
            context: Decides whose certificates are trusted; by default the machine's own list.
        """
        self._host = host
        self._port = port
        self._sender = sender
        self._recipients = recipients
        self._login = (user, password) if user else None
        self._context = context or ssl.create_default_context()

    def call(self, case_id: int | None, now: datetime) -> None:
        """
        Send the message.

        Raises:
            OSError: the server cannot be reached, offers no encryption, or refuses somebody.
        """
        with smtplib.SMTP(self._host, self._port, timeout=TIMEOUT_S) as server:
            server.ehlo()
            if self._host not in THIS_MACHINE or server.has_extn("starttls"):
                server.starttls(context=self._context)
            if self._login:
                server.login(*self._login)
            refused = server.send_message(self._message(case_id, now))
        if refused:
            raise smtplib.SMTPRecipientsRefused(refused)

    def _message(self, case_id: int | None, now: datetime) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = ", ".join(self._recipients)
        message["Date"] = format_datetime(now)
        message["Auto-Submitted"] = "auto-generated"
        subject, text = queue_wording.second_channel(case_id)
        message["Subject"] = subject
        message.set_content(text)
        return message
