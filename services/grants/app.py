"""Table of contents of grants: every command, query and reaction, wired to its ports."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial

from services.grants.commands.cancel_instalment import CancelInstalment, cancel_instalment
from services.grants.commands.open_project import OpenProject, open_project
from services.grants.commands.pay_instalment import PayInstalment, pay_instalment
from services.grants.commands.plan_instalments import PlanInstalments, plan_instalments
from services.grants.commands.reverse_payment import ReversePayment, reverse_payment
from services.grants.domain.permissions import WHO_MAY
from services.grants.ports import Ports
from services.grants.queries.project_list import ProjectList, project_list
from services.grants.queries.project_page import ProjectPage, project_page
from services.grants.queries.totals import Totals, totals
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
from shared.kernel.handling import Handler, Reaction, guarded, reacting
from shared.storage.reading import Reader


@dataclass(frozen=True)
class App:
    """Everything grants can do."""

    open_project: Handler[OpenProject]
    plan_instalments: Handler[PlanInstalments]
    pay_instalment: Handler[PayInstalment]
    cancel_instalment: Handler[CancelInstalment]
    reverse_payment: Handler[ReversePayment]

    project_list: Callable[..., Awaitable[ProjectList]]
    project_page: Callable[..., Awaitable[ProjectPage]]
    totals: Callable[..., Awaitable[Totals]]

    reactions: Mapping[type[Contract], Reaction]


def build_app(ports: Ports, reader: Reader) -> App:
    """Wire everything."""
    return App(
        open_project=guarded(open_project, ports, WHO_MAY["open_project"]),
        plan_instalments=guarded(plan_instalments, ports, WHO_MAY["plan_instalments"]),
        pay_instalment=guarded(pay_instalment, ports, WHO_MAY["pay_instalment"]),
        cancel_instalment=guarded(cancel_instalment, ports, WHO_MAY["cancel_instalment"]),
        reverse_payment=guarded(reverse_payment, ports, WHO_MAY["reverse_payment"]),
        project_list=partial(project_list, reader),
        project_page=partial(project_page, reader),
        totals=partial(totals, reader),
        reactions={
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
        },
    )
