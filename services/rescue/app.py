"""Table of contents of rescue: every command, query and reaction, wired to its ports."""

from collections.abc import Callable, Mapping
from functools import partial

from services.rescue.case_files import CaseFiles
from services.rescue.commands.add_photo import add_photo
from services.rescue.commands.approve_departure_correction import approve_departure_correction
from services.rescue.commands.approve_entry_correction import approve_entry_correction
from services.rescue.commands.approve_notice import approve_notice
from services.rescue.commands.begin_search import begin_search
from services.rescue.commands.check_clue import check_clue
from services.rescue.commands.check_identity import check_identity
from services.rescue.commands.contact_interpreter import contact_interpreter
from services.rescue.commands.correct_entry import correct_entry
from services.rescue.commands.decline_departure_correction import decline_departure_correction
from services.rescue.commands.decline_entry_correction import decline_entry_correction
from services.rescue.commands.decline_erasure import decline_erasure
from services.rescue.commands.describe_person import describe_person
from services.rescue.commands.enter_working_calendar import enter_working_calendar
from services.rescue.commands.erase_case import erase_case
from services.rescue.commands.escort_home import escort_home
from services.rescue.commands.hand_over_case import hand_over_case
from services.rescue.commands.hand_to_relatives import hand_to_relatives
from services.rescue.commands.leave_alone import leave_alone
from services.rescue.commands.open_case import open_case
from services.rescue.commands.pass_time import pass_time
from services.rescue.commands.place_person import place_person
from services.rescue.commands.propose_departure_correction import propose_departure_correction
from services.rescue.commands.propose_erasure import propose_erasure
from services.rescue.commands.propose_notice import propose_notice
from services.rescue.commands.publish_notice import publish_notice
from services.rescue.commands.receive_person import receive_person
from services.rescue.commands.record_death import record_death
from services.rescue.commands.record_duty import record_duty
from services.rescue.commands.record_interview import record_interview
from services.rescue.commands.record_never_came import record_never_came
from services.rescue.commands.record_reply import record_reply
from services.rescue.commands.record_stated_identity import record_stated_identity
from services.rescue.commands.record_walking_out import record_walking_out
from services.rescue.commands.refute_clue import refute_clue
from services.rescue.commands.remove_photo import remove_photo
from services.rescue.commands.report_ability import report_ability
from services.rescue.commands.report_better_speech import report_better_speech
from services.rescue.commands.request_interpreter import request_interpreter
from services.rescue.commands.return_notice import return_notice
from services.rescue.commands.send_inquiry import send_inquiry
from services.rescue.commands.settle_person import settle_person
from services.rescue.commands.settle_ward_report import settle_ward_report
from services.rescue.commands.supplement_intake import supplement_intake
from services.rescue.commands.take_back_working_calendar import take_back_working_calendar
from services.rescue.commands.transfer_person import transfer_person
from services.rescue.commands.withdraw_notice import withdraw_notice
from services.rescue.ports import Ports
from services.rescue.queries.case_file import case_file
from services.rescue.queries.case_list import case_list
from services.rescue.queries.due_list import DUE, due_list
from services.rescue.queries.find_cases import find_cases
from services.rescue.queries.moved_limits import moved_limits
from services.rescue.queries.own_figures import own_figures
from services.rescue.queries.place_choices import place_choices
from services.rescue.queries.rule_list import rule_list
from services.rescue.queries.search_cases import SOUGHT, search_cases
from services.rescue.queries.ward_reports import own_ward_reports, ward_report, ward_reports
from services.rescue.reactions.when_interpreter_proposed import when_interpreter_proposed
from services.rescue.reactions.when_notice_taken_down import when_notice_taken_down
from services.rescue.reactions.when_ward_reported import when_ward_reported
from shared.command.declaration import Commands
from shared.contracts.contract import Contract
from shared.contracts.registry import InterpreterProposed
from shared.contracts.rescue_public import NoticeTakenDown
from shared.contracts.rescue_wards import WardReported
from shared.kernel.actions import Offers
from shared.kernel.handling import Reaction, reacting
from shared.projection.projection import Projection
from shared.projection.rows import Rows
from shared.storage.journal_reading import JournalReader
from shared.storage.reading import Reader

COMMANDS = (
    open_case,
    hand_over_case,
    receive_person,
    supplement_intake,
    correct_entry,
    approve_entry_correction,
    decline_entry_correction,
    place_person,
    leave_alone,
    hand_to_relatives,
    escort_home,
    settle_person,
    transfer_person,
    record_walking_out,
    record_death,
    record_never_came,
    propose_departure_correction,
    approve_departure_correction,
    decline_departure_correction,
    describe_person,
    add_photo,
    remove_photo,
    record_stated_identity,
    check_identity,
    record_interview,
    report_ability,
    report_better_speech,
    settle_ward_report,
    check_clue,
    refute_clue,
    request_interpreter,
    contact_interpreter,
    propose_notice,
    approve_notice,
    return_notice,
    publish_notice,
    withdraw_notice,
    send_inquiry,
    record_reply,
    record_duty,
    propose_erasure,
    decline_erasure,
    erase_case,
    enter_working_calendar,
    take_back_working_calendar,
    pass_time,
    begin_search,
)


PROJECTIONS = (DUE, SOUGHT)


class App(Commands[Ports]):
    """Everything rescue can do."""

    def __init__(
        self, ports: Ports, reader: Reader, rows: Callable[[Projection], Rows], journal: JournalReader
    ) -> None:
        super().__init__(COMMANDS, ports)
        offers, clocks, clock = Offers(COMMANDS), ports.clocks, ports.clock

        self.clocks, self.clock = clocks, clock
        self.file_gate = CaseFiles(ports.cases)
        self.case_list = partial(case_list, reader, offers, clocks, clock)
        self.case_file = partial(case_file, reader, journal, ports.places, offers, clocks, clock)
        self.due_list = partial(due_list, reader, rows(DUE), clocks, clock)
        self.rule_list = partial(rule_list, ports.calendar_years, ports.calendar_package, offers, clocks, clock)
        self.place_choices = partial(place_choices, ports.places)
        self.moved_limits = partial(moved_limits, reader, ports.calendar_years, clocks, clock)
        self.search_cases = partial(search_cases, reader, rows(SOUGHT), ports.blind, ports.pronunciation, clock)
        self.find_cases = partial(find_cases, reader, rows(SOUGHT), ports.blind, ports.pronunciation, clock)

        self.ward_reports = partial(ward_reports, reader, ports, offers)
        self.ward_report = partial(ward_report, reader, ports, offers)
        self.own_figures = partial(own_figures, reader)
        self.own_ward_reports = partial(own_ward_reports, reader, ports.blind, offers)

        self.reactions: Mapping[type[Contract], Reaction] = {
            InterpreterProposed: reacting(when_interpreter_proposed, ports),
            NoticeTakenDown: reacting(when_notice_taken_down, ports),
            WardReported: reacting(when_ward_reported, ports),
        }
