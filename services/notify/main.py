"""Notify put together: the only file that knows concrete technology."""

from datetime import timedelta

from services.notify.adapters.contact_book import MongoContactBook
from services.notify.adapters.indexes import INDEXES
from services.notify.adapters.mail_texts import MailTexts
from services.notify.adapters.reminders import MongoReminders
from services.notify.adapters.smtp_mailer import NoMailer, Server, SmtpMailer
from services.notify.app import App, build_app
from services.notify.domain.contact import Contact
from services.notify.domain.delivery import Delivery
from services.notify.domain.item import InboxItem
from services.notify.entrypoints import clock, http_contacts, http_deliveries, http_inbox, http_preferences
from services.notify.outbound import outbound
from services.notify.ports import Mailer, Ports
from services.notify.settings import Settings
from shared.clock.loop import PassTimeLoop
from shared.house import House, HouseSpec, run_house


def build(house: House) -> App:
    """Notify on a house's stores and reader. Raises ValueError for a mail server's address that cannot be read."""
    settings = house.settings
    if not isinstance(settings, Settings):
        raise TypeError("notify is built with its own settings")
    ports = Ports(
        items=house.store("items", InboxItem, outbound),
        contacts=house.store("contacts", Contact, outbound),
        deliveries=house.store("deliveries", Delivery, outbound),
        book=MongoContactBook(house.reader),
        reminders=MongoReminders(house.reader),
        mailer=_mailer(house, settings),
    )
    return build_app(ports, house.reader)


def mails_go_out(house: House, app: App) -> list[PassTimeLoop]:
    """The loop that tries mails when they are due."""
    return [PassTimeLoop(house.stores["deliveries"].due, clock.sending(app), house.clock, every=timedelta(seconds=1))]


def _mailer(house: House, settings: Settings) -> Mailer:
    if not settings.smtp_url:
        return NoMailer()
    return SmtpMailer(Server.at(settings.smtp_url), settings.mail_from, MailTexts(settings.public_url), house.clock)


HOUSE = HouseSpec(
    name="notify",
    settings=Settings,
    build=build,
    routers=(http_inbox.router, http_preferences.router, http_contacts.router, http_deliveries.router),
    indexes=INDEXES,
    parts=mails_go_out,
)

if __name__ == "__main__":
    run_house(HOUSE)
