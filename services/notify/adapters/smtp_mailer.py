"""Sends mails by SMTP with aiosmtplib; what goes wrong becomes an outcome with the server's code, never its words."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import aiosmtplib

from services.notify.adapters.mail_texts import MailTexts
from services.notify.domain.delivery import Outcome, Result
from services.notify.ports import Mail
from shared.kernel.clock import Clock
from shared.kernel.mail_address import in_ascii

TIMEOUT_S = 20.0
NO_TLS = "starttls not offered"
"""What is told of a server that would have mails in the clear only; nothing was sent to it."""


@dataclass(frozen=True)
class Server:
    """A mail server as one address: ``smtp://user:password@host:587`` or ``smtps://host``.

    ``smtp://`` insists on STARTTLS (RFC 3207), so that nobody on the way reads mails or the password by leaving the
    offer out; ``?starttls=never`` is for a relay on this very machine.
    """

    host: str
    port: int
    use_tls: bool
    start_tls: bool
    username: str | None
    password: str | None

    @classmethod
    def at(cls, url: str) -> "Server":
        """Read the address. Raises ValueError, without the password in it, for one that cannot be read or that would
        send mails in the clear to another machine.
        """
        parts, port = _parts(url)
        choice = parse_qs(parts.query).get("starttls", ["required"])[0]
        choices = {"required": True, "never": False}
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname or choice not in choices:
            raise ValueError("TONGXIN_SMTP_URL must look like smtp://user:password@host:587 or smtps://host")
        if choice == "never" and parts.scheme == "smtp" and not _is_this_machine(parts.hostname):
            raise ValueError("TONGXIN_SMTP_URL: starttls=never is for a relay on this machine (127.0.0.1, ::1) alone")
        secure = parts.scheme == "smtps"
        return cls(
            host=parts.hostname,
            port=port or (465 if secure else 25),
            use_tls=secure,
            start_tls=False if secure else choices[choice],
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
        )


def _is_this_machine(host: str) -> bool:
    """Whether what is sent there stays on this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _parts(url: str) -> tuple[SplitResult, int | None]:
    """The address taken apart, and its port; nothing where it cannot be."""
    try:
        parts = urlsplit(url)
        return parts, parts.port
    except ValueError:
        return urlsplit(""), None


class SmtpMailer:
    """Hands one mail at a time to the server."""

    def __init__(self, server: Server, sender: str, texts: MailTexts, clock: Clock) -> None:
        self._server = server
        self._sender = sender
        self._texts = texts
        self._clock = clock

    async def send(self, mail: Mail) -> Result:
        """Try once."""
        if mail.address is None:
            return Result(Outcome.NO_ADDRESS)
        try:
            address = in_ascii(mail.address)
        except ValueError:
            return Result(Outcome.REFUSED, "address")
        message = compose(mail, address, self._sender, self._texts, self._clock.now())
        try:
            await aiosmtplib.send(
                message,
                hostname=self._server.host,
                port=self._server.port,
                use_tls=self._server.use_tls,
                start_tls=self._server.start_tls,
                username=self._server.username,
                password=self._server.password,
                timeout=TIMEOUT_S,
            )
        except (aiosmtplib.SMTPException, OSError) as error:
            return result_of(error)
        return Result(Outcome.SENT)


class NoMailer:
    """Stands where no mail server is configured: the record says so, and the inbox works all the same."""

    async def send(self, mail: Mail) -> Result:
        """Nothing is sent."""
        return Result(Outcome.NOT_CONFIGURED if mail.address else Outcome.NO_ADDRESS)


def compose(mail: Mail, address: str, sender: str, texts: MailTexts, at: datetime) -> EmailMessage:
    """The mail as it goes out. Its Message-ID is made of the delivery's id, the same on every attempt."""
    subject, body = texts.write(mail.announcement, mail.language)
    message = EmailMessage()
    message["From"] = sender
    message["To"] = address
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{mail.delivery_id}@{sender.rpartition('@')[2].rstrip('>')}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "zh-CN" if mail.language == "zh" else "en"
    message.set_content(body, charset="utf-8")
    return message


def result_of(error: Exception) -> Result:
    """A recipient or mail that the server refuses for good (5xx) is refused; everything else may pass later."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        error = error.recipients[0]
    if isinstance(error, aiosmtplib.SMTPResponseException):
        final = error.code >= 500 and not isinstance(error, aiosmtplib.SMTPAuthenticationError)
        return Result(Outcome.REFUSED if final else Outcome.AWAY, f"smtp {error.code}")
    if type(error) is aiosmtplib.SMTPException and "STARTTLS" in str(error):
        return Result(Outcome.AWAY, NO_TLS)
    return Result(Outcome.AWAY, type(error).__name__)
