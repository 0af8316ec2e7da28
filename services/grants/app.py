"""Table of contents of grants: every command, query and reaction, wired to its ports."""

from collections.abc import Callable, Mapping
from functools import partial

from services.grants.commands.accept_report import accept_report
from services.grants.commands.approve_closing import approve_closing
from services.grants.commands.approve_correction import approve_correction
from services.grants.commands.approve_plan import approve_plan
from services.grants.commands.approve_reversal import approve_reversal
from services.grants.commands.cancel_instalment import cancel_instalment
from services.grants.commands.correct_contract import correct_contract
from services.grants.commands.correct_contract_party import correct_contract_party
from services.grants.commands.correct_instalment import correct_instalment
from services.grants.commands.decline_account import decline_account
from services.grants.commands.decline_closing import decline_closing
from services.grants.commands.decline_correction import decline_correction
from services.grants.commands.decline_reversal import decline_reversal
from services.grants.commands.enter_account import enter_account
from services.grants.commands.hand_in_report import hand_in_report
from services.grants.commands.open_project import open_project
from services.grants.commands.pay_instalment import pay_instalment
from services.grants.commands.plan_instalments import plan_instalments
from services.grants.commands.propose_closing import propose_closing
from services.grants.commands.propose_reversal import propose_reversal
from services.grants.commands.return_report import return_report
from services.grants.commands.submit_report import submit_report
from services.grants.commands.verify_account import verify_account
from services.grants.ports import Ports
from services.grants.project_files import ProjectFiles
from services.grants.queries.organisation_list import ORGANISATIONS, organisation_list
from services.grants.queries.own_project import own_project
from services.grants.queries.own_projects import own_projects
from services.grants.queries.project_list import project_list
from services.grants.queries.project_page import project_page
from services.grants.queries.totals import totals
from services.grants.queries.voucher_uses import voucher_uses
from services.grants.queries.waiting_work import waiting_work
from services.grants.reactions.when_organisation_changed import when_organisation_changed
from services.grants.reactions.when_organisation_corrected import when_organisation_corrected
from services.grants.reactions.when_organisation_deregistered import when_organisation_deregistered
from services.grants.reactions.when_organisation_left_serious_list import when_organisation_left_serious_list
from services.grants.reactions.when_organisation_listed_abnormal import when_organisation_listed_abnormal
from services.grants.reactions.when_organisation_listed_serious import when_organisation_listed_serious
from services.grants.reactions.when_organisation_reason_cleared import when_organisation_reason_cleared
from services.grants.reactions.when_organisation_registered import when_organisation_registered
from services.grants.reactions.when_organisation_resumed import when_organisation_resumed
from services.grants.reactions.when_organisation_revoked import when_organisation_revoked
from services.grants.reactions.when_organisation_standing_restored import when_organisation_standing_restored
from services.grants.reactions.when_organisation_suspended import when_organisation_suspended
from services.grants.reactions.when_project_opened import when_project_opened
from services.grants.reactions.when_project_reassigned import when_project_reassigned
from services.grants.reactions.when_project_reopened import when_project_reopened
from shared.command.declaration import Commands
from shared.contracts.contract import Contract
from shared.contracts.grants import ProjectOpened, ProjectReassigned, ProjectReopened
from shared.contracts.registry import (
    OrganisationChanged,
    OrganisationCorrected,
    OrganisationDeregistered,
    OrganisationLeftSeriousList,
    OrganisationListedAbnormal,
    OrganisationListedSerious,
    OrganisationReasonCleared,
    OrganisationRegistered,
    OrganisationResumed,
    OrganisationRevoked,
    OrganisationStandingRestored,
    OrganisationSuspended,
)
from shared.kernel.actions import Offers
from shared.kernel.handling import Reaction, reacting
from shared.projection.projection import Projection
from shared.projection.rows import Rows
from shared.storage.reading import Reader

COMMANDS = (
    open_project,
    plan_instalments,
    approve_plan,
    pay_instalment,
    cancel_instalment,
    propose_reversal,
    approve_reversal,
    decline_reversal,
    submit_report,
    hand_in_report,
    accept_report,
    return_report,
    correct_contract,
    correct_contract_party,
    correct_instalment,
    approve_correction,
    decline_correction,
    propose_closing,
    approve_closing,
    decline_closing,
    enter_account,
    verify_account,
    decline_account,
)


PROJECTIONS = (ORGANISATIONS,)


class App(Commands[Ports]):
    """Everything grants can do."""

    def __init__(self, ports: Ports, reader: Reader, rows: Callable[[Projection], Rows]) -> None:
        super().__init__(COMMANDS, ports)
        offers = Offers(COMMANDS)
        self.file_gate = ProjectFiles(ports.projects)

        self.project_list = partial(project_list, reader, offers, ports.clock)
        self.project_page = partial(project_page, reader, offers, ports.news)
        self.own_projects = partial(own_projects, reader)
        self.own_project = partial(own_project, reader, offers)
        self.organisation_list = partial(organisation_list, reader, rows(ORGANISATIONS))
        self.totals = partial(totals, reader)
        self.waiting_work = partial(waiting_work, reader, ports.clock)
        self.voucher_uses = partial(voucher_uses, reader)

        self.reactions: Mapping[type[Contract], Reaction] = {
            OrganisationRegistered: reacting(when_organisation_registered, ports),
            OrganisationSuspended: reacting(when_organisation_suspended, ports),
            OrganisationResumed: reacting(when_organisation_resumed, ports),
            OrganisationDeregistered: reacting(when_organisation_deregistered, ports),
            OrganisationRevoked: reacting(when_organisation_revoked, ports),
            OrganisationListedAbnormal: reacting(when_organisation_listed_abnormal, ports),
            OrganisationReasonCleared: reacting(when_organisation_reason_cleared, ports),
            OrganisationListedSerious: reacting(when_organisation_listed_serious, ports),
            OrganisationLeftSeriousList: reacting(when_organisation_left_serious_list, ports),
            OrganisationChanged: reacting(when_organisation_changed, ports),
            OrganisationCorrected: reacting(when_organisation_corrected, ports),
            OrganisationStandingRestored: reacting(when_organisation_standing_restored, ports),
            ProjectOpened: reacting(when_project_opened, ports),
            ProjectReassigned: reacting(when_project_reassigned, ports),
            ProjectReopened: reacting(when_project_reopened, ports),
        }
