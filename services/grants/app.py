"""Table of contents of grants: every command, query and reaction, wired to its ports."""

from collections.abc import Mapping
from functools import partial

from services.grants.commands.approve_amount import approve_amount
from services.grants.commands.cancel_instalment import cancel_instalment
from services.grants.commands.decline_amount import decline_amount
from services.grants.commands.open_project import open_project
from services.grants.commands.pay_instalment import pay_instalment
from services.grants.commands.plan_instalments import plan_instalments
from services.grants.commands.propose_amount import propose_amount
from services.grants.commands.reverse_payment import reverse_payment
from services.grants.ports import Ports
from services.grants.queries.project_list import project_list
from services.grants.queries.project_page import project_page
from services.grants.queries.totals import totals
from services.grants.reactions.when_organisation_deregistered import when_organisation_deregistered
from services.grants.reactions.when_organisation_listed_abnormal import when_organisation_listed_abnormal
from services.grants.reactions.when_organisation_reason_cleared import when_organisation_reason_cleared
from services.grants.reactions.when_organisation_registered import when_organisation_registered
from services.grants.reactions.when_organisation_resumed import when_organisation_resumed
from services.grants.reactions.when_organisation_revoked import when_organisation_revoked
from services.grants.reactions.when_organisation_standing_restored import when_organisation_standing_restored
from services.grants.reactions.when_organisation_suspended import when_organisation_suspended
from services.grants.reactions.when_project_opened import when_project_opened
from services.grants.reactions.when_project_reopened import when_project_reopened
from shared.command.declaration import Commands
from shared.contracts.contract import Contract
from shared.contracts.grants import ProjectOpened, ProjectReopened
from shared.contracts.registry import (
    OrganisationDeregistered,
    OrganisationListedAbnormal,
    OrganisationReasonCleared,
    OrganisationRegistered,
    OrganisationResumed,
    OrganisationRevoked,
    OrganisationStandingRestored,
    OrganisationSuspended,
)
from shared.kernel.actions import Offers
from shared.kernel.handling import Reaction, reacting
from shared.storage.reading import Reader

COMMANDS = (
    open_project,
    plan_instalments,
    pay_instalment,
    cancel_instalment,
    reverse_payment,
    propose_amount,
    approve_amount,
    decline_amount,
)


class App(Commands[Ports]):
    """Everything grants can do."""

    def __init__(self, ports: Ports, reader: Reader) -> None:
        super().__init__(COMMANDS, ports)
        offers = Offers(COMMANDS)

        self.project_list = partial(project_list, reader, offers)
        self.project_page = partial(project_page, reader, offers)
        self.totals = partial(totals, reader)

        self.reactions: Mapping[type[Contract], Reaction] = {
            OrganisationRegistered: reacting(when_organisation_registered, ports),
            OrganisationSuspended: reacting(when_organisation_suspended, ports),
            OrganisationResumed: reacting(when_organisation_resumed, ports),
            OrganisationDeregistered: reacting(when_organisation_deregistered, ports),
            OrganisationRevoked: reacting(when_organisation_revoked, ports),
            OrganisationListedAbnormal: reacting(when_organisation_listed_abnormal, ports),
            OrganisationReasonCleared: reacting(when_organisation_reason_cleared, ports),
            OrganisationStandingRestored: reacting(when_organisation_standing_restored, ports),
            ProjectOpened: reacting(when_project_opened, ports),
            ProjectReopened: reacting(when_project_reopened, ports),
        }
