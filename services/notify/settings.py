"""What notify is told by its environment (``TONGXIN_*``)."""

from typing import Annotated

from pydantic import StringConstraints

from shared.web.settings import Settings as ServiceSettings


class Settings(ServiceSettings):
    """Addresses, port and key as for every service, and the mail server."""

    smtp_url: str | None = None
    """``smtp://user:password@host:587`` (STARTTLS is required) or ``smtps://host``; ``smtp://127.0.0.1?starttls=never``
    for a relay on the same machine alone. Unset or empty: no mail is sent."""
    mail_from: str = "Tongxin <tongxin@localhost>"
    """The sender of all mails."""
    public_url: str = "http://127.0.0.1:8080"
    """The gateway's address as staff type it. Mails link to ``<it>/go/<kind>/<id>``; it leads to the thing's page."""
    outside_amqp_url: Annotated[str, StringConstraints(pattern=r"^amqps?://")] | None = None
    """The virtual host that other systems subscribe in. Unset: ``outside``, at the broker of ``amqp_url``."""
