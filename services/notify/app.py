"""Table of contents of notify: every command, query and reaction, wired to its ports."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial

from services.notify.commands.archive_item import ArchiveItem, archive_item
from services.notify.commands.read_item import ReadItem, read_item
from services.notify.commands.send_mail import SendMail, send_mail
from services.notify.commands.set_contact import SetContact, set_contact
from services.notify.commands.set_preferences import SetPreferences, set_preferences
from services.notify.commands.snooze_item import SnoozeItem, snooze_item
from services.notify.domain.permissions import WHO_MAY
from services.notify.ports import Ports
from services.notify.queries.deliveries import Deliveries, deliveries
from services.notify.queries.inbox import Inbox, inbox
from services.notify.queries.preferences import Preferences, preferences
from services.notify.reactions.when_deadline_due_soon import when_deadline_due_soon
from services.notify.reactions.when_deadline_missed import when_deadline_missed
from services.notify.reactions.when_deadlines_ended import when_deadlines_ended
from services.notify.reactions.when_dna_requested import when_dna_requested
from services.notify.reactions.when_interpreter_proposed import when_interpreter_proposed
from services.notify.reactions.when_item_created import when_item_created
from services.notify.reactions.when_notice_published import when_notice_published
from services.notify.reactions.when_project_frozen import when_project_frozen
from services.notify.reactions.when_project_unfrozen import when_project_unfrozen
from shared.contracts.contract import Contract
from shared.contracts.grants import ProjectFrozen, ProjectUnfrozen
from shared.contracts.notify import ItemCreated
from shared.contracts.registry import InterpreterProposed
from shared.contracts.rescue import DeadlineDueSoon, DeadlineMissed, DeadlinesEnded, DnaRequested, NoticePublished
from shared.kernel.handling import Handler, Reaction, guarded, reacting
from shared.storage.reading import Reader


@dataclass(frozen=True)
class App:
    """Everything notify can do."""

    read_item: Handler[ReadItem]
    archive_item: Handler[ArchiveItem]
    snooze_item: Handler[SnoozeItem]
    set_contact: Handler[SetContact]
    set_preferences: Handler[SetPreferences]
    send_mail: Handler[SendMail]

    inbox: Callable[..., Awaitable[Inbox]]
    preferences: Callable[..., Awaitable[Preferences]]
    deliveries: Callable[..., Awaitable[Deliveries]]

    reactions: Mapping[type[Contract], Reaction]


def build_app(ports: Ports, reader: Reader) -> App:
    """Wire everything."""
    return App(
        read_item=guarded(read_item, ports, WHO_MAY["read_item"]),
        archive_item=guarded(archive_item, ports, WHO_MAY["archive_item"]),
        snooze_item=guarded(snooze_item, ports, WHO_MAY["snooze_item"]),
        set_contact=guarded(set_contact, ports, WHO_MAY["set_contact"]),
        set_preferences=guarded(set_preferences, ports, WHO_MAY["set_preferences"]),
        send_mail=guarded(send_mail, ports, WHO_MAY["send_mail"]),
        inbox=partial(inbox, reader),
        preferences=partial(preferences, reader),
        deliveries=partial(deliveries, reader),
        reactions={
            InterpreterProposed: reacting(when_interpreter_proposed, ports),
            DeadlineDueSoon: reacting(when_deadline_due_soon, ports),
            DeadlineMissed: reacting(when_deadline_missed, ports),
            NoticePublished: reacting(when_notice_published, ports),
            DnaRequested: reacting(when_dna_requested, ports),
            DeadlinesEnded: reacting(when_deadlines_ended, ports),
            ProjectFrozen: reacting(when_project_frozen, ports),
            ProjectUnfrozen: reacting(when_project_unfrozen, ports),
            ItemCreated: reacting(when_item_created, ports),
        },
    )
