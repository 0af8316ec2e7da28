"""Notify put together: the only file that knows concrete technology."""

from datetime import timedelta

from services.notify.adapters.contact_book import MongoContactBook
from services.notify.adapters.indexes import INDEXES
from services.notify.adapters.mail_texts import MailTexts
from services.notify.adapters.reminders import MongoReminders
from services.notify.adapters.smtp_mailer import NoMailer, Server, SmtpMailer
from services.notify.app import COMMANDS, App
from services.notify.domain.contact import Contact
from services.notify.domain.delivery import Delivery
from services.notify.domain.item import InboxItem
from services.notify.domain.ledger import ReminderLedger
from services.notify.domain.older_shapes import upcast
from services.notify.entrypoints import clock, http_queries
from services.notify.outbound import outbound
from services.notify.ports import Mailer, Ports
from services.notify.settings import Settings
from shared.clock.loop import PassTimeLoop
from shared.host import Part, ServiceHost, ServiceSpec, run_service
from shared.subscribers.forwarder import Forwarder
from shared.subscribers.names import outside_url


def build(host: ServiceHost) -> App:
    """Notify on a host's stores and reader. Raises ValueError for a mail server's address that cannot be read."""
    settings = _own(host)
    ports = Ports(
        items=host.store("items", InboxItem, outbound, upcast=upcast),
        contacts=host.store("contacts", Contact, outbound),
        deliveries=host.store("deliveries", Delivery, outbound),
        ledgers=host.store("ledgers", ReminderLedger, outbound),
        book=MongoContactBook(host.reader),
        reminders=MongoReminders(host.reader),
        mailer=_mailer(host, settings),
    )
    return App(ports, host.reader)


def parts(host: ServiceHost, app: App) -> list[Part]:
    """The loop that tries mails when they are due, and what brings events to other systems."""
    settings = _own(host)
    due, agrees = host.stores["deliveries"].due, host.server_clock.is_right
    outside = settings.outside_amqp_url or outside_url(settings.amqp_url)
    return [
        PassTimeLoop(due, clock.sending(app), host.clock, timedelta(seconds=1), agrees),
        Forwarder(host.database, settings.amqp_url, outside, host.clock),
    ]


def _own(host: ServiceHost) -> Settings:
    if not isinstance(host.settings, Settings):
        raise TypeError("notify is built with its own settings")
    return host.settings


def _mailer(host: ServiceHost, settings: Settings) -> Mailer:
    if not settings.smtp_url:
        return NoMailer()
    return SmtpMailer(Server.at(settings.smtp_url), settings.mail_from, MailTexts(settings.public_url), host.clock)


SERVICE = ServiceSpec(
    name="notify",
    settings=Settings,
    build=build,
    commands=COMMANDS,
    routers=(http_queries.router,),
    indexes=INDEXES,
    parts=parts,
)

if __name__ == "__main__":
    run_service(SERVICE)
