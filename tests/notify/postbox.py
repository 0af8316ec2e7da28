"""A real SMTP server for tests: it takes mails, or answers what it is told to answer."""

import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Postbox:
    """``answers`` are given to the next mails, ``to_recipients`` to the next addresses; then everything is taken."""

    def __init__(self) -> None:
        self.url = ""
        self.answers: list[str] = []
        self.to_recipients: list[str] = []
        self.mails: list[EmailMessage] = []

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        """Take the address, or not."""
        if self.to_recipients:
            return self.to_recipients.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Take the mail, or not."""
        if self.answers:
            return self.answers.pop(0)
        self.mails.append(email.message_from_bytes(envelope.content, EmailMessage, policy=email.policy.default))
        return "250 OK"


class _OnFreePort(Controller):
    """Asked for port 0, it is on the one that the system gave as soon as it serves."""

    @property
    def port(self) -> int:
        """Where it serves."""
        port: int = self.server.sockets[0].getsockname()[1] if self.server else 0
        return port

    @port.setter
    def port(self, asked: int) -> None:
        assert asked == 0


@contextmanager
def open_postbox(**options: Any) -> Iterator[Postbox]:
    """A postbox on a free port, closed on leaving; ``options`` are aiosmtpd's."""
    box = Postbox()
    controller = _OnFreePort(box, hostname="127.0.0.1", port=0, **options)
    controller.start()
    box.url = f"smtp://127.0.0.1:{controller.port}?starttls=never"
    try:
        yield box
    finally:
        controller.stop()
