"""What notify is told by its environment (``TONGXIN_*``)."""

from shared.web.settings import Settings as ServiceSettings


class Settings(ServiceSettings):
    """Addresses, port and key as for every service, and the mail server."""

    smtp_url: str | None = None
    """``smtp://user:password@host:587?starttls=required`` or ``smtps://host``. Unset or empty: no mail is sent."""
    mail_from: str = "Tongxin <tongxin@localhost>"
    """The sender of all mails."""
    public_url: str = "http://127.0.0.1:8080"
    """The gateway's address as staff type it. Mails link to ``<it>/go/<kind>/<id>``; it leads to the thing's page."""
