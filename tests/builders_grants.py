"""Builders for tests of grants: a project, its ports in memory, and causes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from services.grants.app import App
from services.grants.domain.agreement import Agreement, ServiceField
from services.grants.domain.errors import OrganisationUnknown, ProjectNumberTaken
from services.grants.domain.instalment import Payment, PlannedPart
from services.grants.domain.project import Project, ProjectState
from services.grants.domain.standing import LegalState, Standing
from services.grants.outbound import outbound
from services.grants.ports import Ports
from shared.kernel.cause import Actor, Cause
from shared.storage.reading import Reader
from tests.fakes import InMemoryRepository

MONDAY_9AM = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ORGANISATION = "org-fengzhishe"
OFFICER = Actor("zizhu", frozenset({"grants_officer"}))
REGISTRY = Actor("service:registry")


def a_command_cause(id_: str = "command-1", actor: Actor = OFFICER, at: datetime = MONDAY_9AM) -> Cause:
    """The cause of a command, with its idempotency key."""
    return Cause(id_, actor, at, correlation_id=id_)


def an_event_cause(sequence: int, subject: str = ORGANISATION, id_: str | None = None) -> Cause:
    """The cause of a reaction: an event with its place in the order of its subject."""
    id_ = id_ or f"{subject}-{sequence}"
    return Cause(id_, REGISTRY, MONDAY_9AM, correlation_id=id_, subject=subject, sequence=sequence)


def an_agreement(**changes: Any) -> Agreement:
    """锋之社's agreement over 20,000.00 yuan in the round of 2026."""
    agreement = Agreement(
        organisation_id=ORGANISATION,
        organisation_name="奉化区锋之社社会工作服务中心",
        title="山区义诊",
        round=2026,
        field=ServiceField.ELDERS,
        amount_fen=2_000_000,
        signed_on=date(2026, 3, 2),
    )
    return replace(agreement, **changes)


def a_project(project_id: str = "p1", *instalments: int, number: str = "资2026-0001", **changes: Any) -> Project:
    """A running project with instalments of these amounts in 分, its recorded events forgotten."""
    project = Project.open(project_id, number, an_agreement(**changes), Standing(ORGANISATION), OFFICER.id, MONDAY_9AM)
    if instalments:
        project.plan_instalments(parts(*instalments), OFFICER.id, MONDAY_9AM)
    project.__dict__.pop("_recorded", None)
    return project


def parts(*amounts: int) -> list[PlannedPart]:
    """A plan of these amounts in 分, all for one day."""
    return [PlannedPart(amount, date(2026, 6, 30)) for amount in amounts]


def a_payment(by: str = OFFICER.id) -> Payment:
    """A payment made on Monday at nine."""
    return Payment(MONDAY_9AM, by, "PZ-0001")


def an_abnormal_standing(*codes: str, revision: int = 1) -> Standing:
    """A standing with these reason codes open."""
    return Standing(ORGANISATION, len(codes), {f"reason-{code}": code for code in codes}, revision)


class RunningInMemory:
    """The running projects of a repository in memory."""

    def __init__(self, projects: InMemoryRepository[Project]) -> None:
        self._projects = projects

    async def of(self, organisation_id: str) -> list[str]:
        """Ids of the organisation's running projects."""
        return [
            project.id
            for project in await self._projects.all()
            if project.agreement.organisation_id == organisation_id and project.state is ProjectState.RUNNING
        ]


class NumbersInMemory:
    """Numbers from 1 in each round, one for each cause."""

    def __init__(self) -> None:
        self._given: dict[int, list[str]] = {}

    async def issue(self, round_: int, cause: Cause) -> str:
        """The next number, or the one that the cause got before."""
        given = self._given.setdefault(round_, [])
        if cause.id not in given:
            given.append(cause.id)
        return f"资{round_}-{given.index(cause.id) + 1:04d}"


@dataclass
class Grants:
    """Grants in memory: its app, and the repositories behind it."""

    app: App
    ports: Ports
    projects: InMemoryRepository[Project]
    standings: InMemoryRepository[Standing]

    async def with_organisation(self, organisation_id: str = ORGANISATION) -> Grants:
        """Know a registered organisation."""
        standing = Standing(organisation_id)
        standing.change_legally(LegalState.REGISTERED, 0)
        await self.standings.create(standing, a_command_cause(f"register {organisation_id}"))
        return self

    async def with_project(self, project_id: str = "p1", *instalments: int, **changes: Any) -> Grants:
        """Store a running project."""
        number = f"资2026-{len(await self.projects.all()) + 1:04d}"
        project = a_project(project_id, *instalments, number=number, **changes)
        await self.projects.create(project, a_command_cause(f"open {project_id}"))
        return self


def grants_in_memory(reader: Reader | None = None) -> Grants:
    """Grants with repositories in memory; queries need a real reader."""
    projects = InMemoryRepository(
        Project, outbound, service="grants", unique={ProjectNumberTaken: lambda project: project.number}
    )
    standings = InMemoryRepository(Standing, outbound, service="grants", not_found=OrganisationUnknown)
    ports = Ports(projects, standings, RunningInMemory(projects), NumbersInMemory())
    return Grants(App(ports, reader), ports, projects, standings)  # type: ignore[arg-type]
