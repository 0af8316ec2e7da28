"""Table of contents of notify: every command, query and reaction, wired to its ports."""

from collections.abc import Mapping
from functools import partial
from operator import attrgetter

from services.notify.commands.archive_item import archive_item
from services.notify.commands.read_item import read_item
from services.notify.commands.send_mail import send_mail
from services.notify.commands.set_contact import set_contact
from services.notify.commands.set_preferences import set_preferences
from services.notify.commands.snooze_item import snooze_item
from services.notify.following import following
from services.notify.ports import Ports
from services.notify.queries.deliveries import deliveries
from services.notify.queries.inbox import inbox
from services.notify.queries.preferences import preferences
from services.notify.reactions.when_ability_improved import when_ability_improved
from services.notify.reactions.when_case_handed_over import when_case_handed_over
from services.notify.reactions.when_deadline_due_soon import when_deadline_due_soon
from services.notify.reactions.when_deadline_missed import when_deadline_missed
from services.notify.reactions.when_deadline_settled import when_deadline_settled
from services.notify.reactions.when_deadlines_ended import when_deadlines_ended
from services.notify.reactions.when_decision_awaited import when_decision_awaited
from services.notify.reactions.when_decision_settled import when_decision_settled
from services.notify.reactions.when_departure_corrected import when_departure_corrected
from services.notify.reactions.when_departure_correction_declined import when_departure_correction_declined
from services.notify.reactions.when_departure_correction_proposed import when_departure_correction_proposed
from services.notify.reactions.when_dna_requested import when_dna_requested
from services.notify.reactions.when_entry_correction_decided import when_entry_correction_decided
from services.notify.reactions.when_entry_correction_proposed import when_entry_correction_proposed
from services.notify.reactions.when_erasure_decided import when_erasure_decided
from services.notify.reactions.when_erasure_proposed import when_erasure_proposed
from services.notify.reactions.when_interpreter_proposed import when_interpreter_proposed
from services.notify.reactions.when_interview_task_settled import when_interview_task_settled
from services.notify.reactions.when_item_created import when_item_created
from services.notify.reactions.when_job_ended import when_job_ended
from services.notify.reactions.when_notice_approved import when_notice_approved
from services.notify.reactions.when_notice_proposed import when_notice_proposed
from services.notify.reactions.when_notice_published import when_notice_published
from services.notify.reactions.when_notice_returned import when_notice_returned
from services.notify.reactions.when_notice_withdrawn import when_notice_withdrawn
from services.notify.reactions.when_project_frozen import when_project_frozen
from services.notify.reactions.when_project_unfrozen import when_project_unfrozen
from services.notify.reactions.when_retraction_decided import when_retraction_decided
from services.notify.reactions.when_retraction_proposed import when_retraction_proposed
from services.notify.reactions.when_ward_report_settled import when_ward_report_settled
from services.notify.reactions.when_ward_reported import when_ward_reported
from shared.command.declaration import Commands
from shared.contracts.contract import Contract
from shared.contracts.grants import DecisionAwaited, DecisionSettled, ProjectFrozen, ProjectUnfrozen
from shared.contracts.notify import ItemCreated
from shared.contracts.registry import InterpreterProposed, RetractionDecided, RetractionProposed
from shared.contracts.registry_jobs import JobEnded
from shared.contracts.rescue import (
    AbilityImproved,
    CaseHandedOver,
    DeadlineDueSoon,
    DeadlineMissed,
    DeadlinesEnded,
    DeadlineSettled,
    DepartureCorrected,
    DepartureCorrectionDeclined,
    DepartureCorrectionProposed,
    DnaRequested,
    EntryCorrectionDecided,
    EntryCorrectionProposed,
    ErasureDecided,
    ErasureProposed,
    InterviewTaskSettled,
)
from shared.contracts.rescue_notices import (
    NoticeApproved,
    NoticeProposed,
    NoticePublished,
    NoticeReturned,
    NoticeWithdrawn,
)
from shared.contracts.rescue_wards import WardReported, WardReportSettled
from shared.kernel.actions import Offers
from shared.kernel.handling import Reaction, reacting
from shared.storage.reading import Reader

COMMANDS = (
    read_item,
    archive_item,
    snooze_item,
    set_contact,
    set_preferences,
    send_mail,
)


CASE, DECIDED = attrgetter("case_id"), attrgetter("about_id")
REPORT, ORGANISATION = attrgetter("report_id"), attrgetter("organisation_id")
"""Whose reminders an event is about: the thing that tells of it."""


class App(Commands[Ports]):
    """Everything notify can do."""

    def __init__(self, ports: Ports, reader: Reader) -> None:
        super().__init__(COMMANDS, ports)
        offers = Offers(COMMANDS)

        self.inbox = partial(inbox, reader, offers)
        self.preferences = partial(preferences, reader, offers)
        self.deliveries = partial(deliveries, reader)

        self.reactions: Mapping[type[Contract], Reaction] = {
            InterpreterProposed: reacting(when_interpreter_proposed, ports),
            AbilityImproved: following(when_ability_improved, CASE, ports),
            InterviewTaskSettled: following(when_interview_task_settled, CASE, ports),
            CaseHandedOver: following(when_case_handed_over, CASE, ports),
            DeadlineDueSoon: following(when_deadline_due_soon, CASE, ports),
            DeadlineMissed: following(when_deadline_missed, CASE, ports),
            DeadlineSettled: following(when_deadline_settled, CASE, ports),
            NoticeProposed: following(when_notice_proposed, CASE, ports),
            NoticeApproved: following(when_notice_approved, CASE, ports),
            NoticeReturned: following(when_notice_returned, CASE, ports),
            NoticePublished: following(when_notice_published, CASE, ports),
            NoticeWithdrawn: following(when_notice_withdrawn, CASE, ports),
            DnaRequested: following(when_dna_requested, CASE, ports),
            DeadlinesEnded: following(when_deadlines_ended, CASE, ports),
            DepartureCorrectionProposed: following(when_departure_correction_proposed, CASE, ports),
            DepartureCorrectionDeclined: following(when_departure_correction_declined, CASE, ports),
            DepartureCorrected: following(when_departure_corrected, CASE, ports),
            EntryCorrectionProposed: following(when_entry_correction_proposed, CASE, ports),
            EntryCorrectionDecided: following(when_entry_correction_decided, CASE, ports),
            ErasureProposed: following(when_erasure_proposed, CASE, ports),
            ErasureDecided: following(when_erasure_decided, CASE, ports),
            ProjectFrozen: reacting(when_project_frozen, ports),
            ProjectUnfrozen: reacting(when_project_unfrozen, ports),
            DecisionAwaited: following(when_decision_awaited, DECIDED, ports),
            DecisionSettled: following(when_decision_settled, DECIDED, ports),
            WardReported: following(when_ward_reported, REPORT, ports),
            WardReportSettled: following(when_ward_report_settled, REPORT, ports),
            RetractionProposed: following(when_retraction_proposed, ORGANISATION, ports),
            RetractionDecided: following(when_retraction_decided, ORGANISATION, ports),
            JobEnded: reacting(when_job_ended, ports),
            ItemCreated: reacting(when_item_created, ports),
        }
