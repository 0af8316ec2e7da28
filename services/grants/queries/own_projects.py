"""The projects of one's own organisation: one line each, with the next report that is waited for."""

from datetime import date
from typing import Annotated

from services.grants.domain.fields import (
    ContractFen,
    DueOn,
    Frozen,
    Invented,
    Number,
    OrganisationId,
    OrganisationName,
    PaidFen,
    SignedOn,
    Title,
)
from services.grants.domain.permissions import MEMBERS
from services.grants.domain.project import Project
from services.grants.domain.project_state import StateOfProject
from services.grants.domain.report import ReportState
from services.grants.stored import stored_project
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.kernel.scope import ScopeKind
from shared.storage.mongo import Document
from shared.storage.reading import Reader
from shared.web.view import View

_WANTED = (ReportState.AWAITED, ReportState.RETURNED)


class OwnProjectLine(View):
    """One project; money in 分. ``report_for`` are the instalments whose report the organisation has to hand in."""

    id: str
    number: Number
    title: Title
    organisation_id: OrganisationId
    organisation_name: OrganisationName | None
    signed_on: SignedOn
    contract_fen: ContractFen
    paid_fen: PaidFen
    frozen: Frozen
    state: StateOfProject
    invented: Invented
    report_for: Annotated[list[int], Label("等您提交报告", "Your report is waited for")]
    report_due_on: DueOn | None


class OwnProjects(View):
    """All of them, the newest number first."""

    items: list[OwnProjectLine]


async def own_projects(reader: Reader, actor: Actor) -> OwnProjects:
    """The projects of the organisations within the actor's scope. Raises RoleRequired."""
    actor.require(*MEMBERS)
    own = {"view.organisation_id": {"$in": sorted(actor.reached(ScopeKind.ORGANISATION))}}
    found = await reader.every("projects", own, [("view.number", -1)])
    return OwnProjects(items=[_line(document) for document in found])


def _line(document: Document) -> OwnProjectLine:
    project = stored_project(document)
    agreement, wanted = project.agreement, reports_wanted(project)
    return OwnProjectLine(
        id=project.id,
        number=project.number,
        title=agreement.title,
        organisation_id=agreement.organisation_id,
        organisation_name=agreement.organisation_name,
        signed_on=agreement.signed_on,
        contract_fen=agreement.amount_fen,
        paid_fen=project.paid_fen,
        frozen=project.frozen,
        state=project.state,
        invented=project.invented,
        report_for=[*wanted],
        report_due_on=min(wanted.values(), default=None),
    )


def reports_wanted(project: Project) -> dict[int, date]:
    """The instalments whose report has still to be handed in, each with its planned day."""
    return {part.no: part.due_on for part in project.instalments if part.is_open and part.report_state in _WANTED}
