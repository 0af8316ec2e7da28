"""Table of contents of registry: every command, query and reaction, wired to its ports."""

from collections.abc import Callable, Mapping
from functools import partial

from services.registry.commands.add_talent import add_talent
from services.registry.commands.approve_retraction import approve_retraction
from services.registry.commands.cancel_job import cancel_job
from services.registry.commands.carry_out_trial import carry_out_trial
from services.registry.commands.change_organisation import change_organisation
from services.registry.commands.clear_abnormal_reason import clear_abnormal_reason
from services.registry.commands.correct_organisation import correct_organisation
from services.registry.commands.decline_retraction import decline_retraction
from services.registry.commands.deregister_organisation import deregister_organisation
from services.registry.commands.end_residency import end_residency
from services.registry.commands.import_organisations import import_organisations
from services.registry.commands.leave_serious_list import leave_serious_list
from services.registry.commands.list_abnormal import list_abnormal
from services.registry.commands.list_serious import list_serious
from services.registry.commands.note_residency import note_residency
from services.registry.commands.pass_time import pass_time
from services.registry.commands.propose_retraction import propose_retraction
from services.registry.commands.quote_figure import quote_figure
from services.registry.commands.register_organisation import register_organisation
from services.registry.commands.resume_organisation import resume_organisation
from services.registry.commands.revoke_organisation import revoke_organisation
from services.registry.commands.start_export import start_export
from services.registry.commands.start_import import start_import
from services.registry.commands.suspend_organisation import suspend_organisation
from services.registry.commands.update_talent import update_talent
from services.registry.commands.withdraw_figure import withdraw_figure
from services.registry.commands.withdraw_licence import withdraw_licence
from services.registry.commands.withdraw_talent import withdraw_talent
from services.registry.ports import Ports
from services.registry.queries.exported_file import exported_file
from services.registry.queries.figure_list import figure_list
from services.registry.queries.figure_page import figure_page
from services.registry.queries.import_list import import_list
from services.registry.queries.import_result import import_result
from services.registry.queries.import_template import import_template
from services.registry.queries.job_list import job_list
from services.registry.queries.job_page import job_page
from services.registry.queries.likely_organisations import likely_organisations
from services.registry.queries.organisation_list import organisation_list
from services.registry.queries.organisation_page import organisation_page
from services.registry.queries.own_area import own_area
from services.registry.queries.own_figures import own_figures
from services.registry.queries.own_organisation import own_organisation, own_organisations
from services.registry.queries.place_choices import place_choices
from services.registry.queries.reference import reference
from services.registry.queries.rows_to_mend import rows_to_mend
from services.registry.queries.rule_list import rule_list
from services.registry.queries.statistics import FIGURES, statistics
from services.registry.queries.supervised_list import supervised_list, supervised_organisation
from services.registry.queries.talent_list import talent_list
from services.registry.queries.talent_page import talent_page
from services.registry.queries.talents_by_id import talents_by_id
from services.registry.reactions.when_interpreter_contacted import when_interpreter_contacted
from services.registry.reactions.when_interpreter_requested import when_interpreter_requested
from services.registry.reactions.when_project_closed import when_project_closed
from services.registry.reactions.when_project_opened import when_project_opened
from services.registry.reactions.when_project_reassigned import when_project_reassigned
from services.registry.reactions.when_project_reopened import when_project_reopened
from services.registry.reactions.when_project_settled import when_project_settled
from shared.command.declaration import Commands
from shared.contracts.contract import Contract
from shared.contracts.grants import ProjectClosed, ProjectOpened, ProjectReassigned, ProjectReopened, ProjectSettled
from shared.contracts.rescue import InterpreterContacted, InterpreterRequested
from shared.kernel.actions import Offers
from shared.kernel.handling import Reaction, reacting
from shared.projection.projection import Projection
from shared.projection.rows import Rows
from shared.storage.reading import Reader

COMMANDS = (
    register_organisation,
    change_organisation,
    correct_organisation,
    suspend_organisation,
    resume_organisation,
    deregister_organisation,
    revoke_organisation,
    withdraw_licence,
    note_residency,
    end_residency,
    list_abnormal,
    clear_abnormal_reason,
    list_serious,
    leave_serious_list,
    propose_retraction,
    approve_retraction,
    decline_retraction,
    pass_time,
    import_organisations,
    start_import,
    carry_out_trial,
    start_export,
    cancel_job,
    add_talent,
    update_talent,
    withdraw_talent,
    quote_figure,
    withdraw_figure,
)


PROJECTIONS = (FIGURES,)


class App(Commands[Ports]):
    """Everything registry can do."""

    def __init__(self, ports: Ports, reader: Reader, rows: Callable[[Projection], Rows]) -> None:
        super().__init__(COMMANDS, ports)
        self.ports = ports
        offers, places, readings = Offers(COMMANDS), ports.places, ports.readings

        self.organisation_list = partial(organisation_list, reader, offers, places, readings)
        self.likely_organisations = partial(likely_organisations, reader, places, readings)
        asked_on_page = (ports.register, offers, places, ports.rules, ports.clock)
        self.organisation_page = partial(organisation_page, reader, *asked_on_page)
        self.own_organisations = partial(own_organisations, reader, places)
        self.own_organisation = partial(own_organisation, reader, places)
        self.supervised_list = partial(supervised_list, reader, places)
        self.supervised_organisation = partial(supervised_organisation, reader, places)
        self.own_figures = partial(own_figures, reader, rows(FIGURES), places)
        self.own_area = partial(own_area, places)
        self.import_list = partial(import_list, reader, offers)
        self.import_result = partial(import_result, reader, offers)
        self.import_template = import_template
        self.rows_to_mend = partial(rows_to_mend, ports)
        self.job_page = partial(job_page, ports, offers)
        self.job_list = partial(job_list, reader)
        self.exported_file = partial(exported_file, ports)
        self.talent_list = partial(talent_list, reader, offers, places, readings)
        self.talent_page = partial(talent_page, reader, offers, places)
        self.talents_by_id = partial(talents_by_id, reader)
        self.figure_list = partial(figure_list, reader, offers)
        self.figure_page = partial(figure_page, reader, offers)
        self.statistics = partial(statistics, reader, rows(FIGURES))
        self.rule_list = partial(rule_list, ports.rules, ports.clock)
        self.reference = partial(reference, places)
        self.place_choices = partial(place_choices, places)

        self.reactions: Mapping[type[Contract], Reaction] = {
            InterpreterRequested: reacting(when_interpreter_requested, ports),
            InterpreterContacted: reacting(when_interpreter_contacted, ports),
            ProjectClosed: reacting(when_project_closed, ports),
            ProjectOpened: reacting(when_project_opened, ports),
            ProjectReassigned: reacting(when_project_reassigned, ports),
            ProjectReopened: reacting(when_project_reopened, ports),
            ProjectSettled: reacting(when_project_settled, ports),
        }
