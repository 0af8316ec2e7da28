"""Builders for tests of grants: a project, its ports in memory, and causes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from unittest.mock import MagicMock

from services.grants.app import App
from services.grants.domain.account import PayeeAccount
from services.grants.domain.agreement import Agreement, ServiceField
from services.grants.domain.errors import AccountMissing, OrganisationUnknown, ProjectNumberTaken
from services.grants.domain.instalment import PlannedPart
from services.grants.domain.news import COMPLETE, News
from services.grants.domain.paying import pay_instalment
from services.grants.domain.project import Project
from services.grants.domain.project_state import ProjectState
from services.grants.domain.report import ReportNeed
from services.grants.domain.standing import LegalState, Standing
from services.grants.outbound import outbound
from services.grants.ports import Ports
from shared.kernel.act import Act
from shared.kernel.cause import Actor, Cause
from shared.kernel.clock import FixedClock
from shared.storage.reading import Reader
from tests.fakes import InMemoryRepository
from tests.files_in_memory import FilesInMemory
from tests.second_person import LOOKED

MONDAY_9AM = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ORGANISATION = "org-fengzhishe"
OFFICER = Actor("zizhu", frozenset({"grants_officer"}))
HEAD = Actor("fuzeren", frozenset({"grants_head"}))
CASHIER = Actor("caiwu", frozenset({"finance"}))
NUMBER = "3901 1200 0920 0012 345"
REGISTRY = Actor("service:registry")


def a_command_cause(id_: str = "command-1", actor: Actor = OFFICER, at: datetime = MONDAY_9AM) -> Cause:
    """The cause of a command, with its idempotency key."""
    return Cause(id_, actor, at, correlation_id=id_)


def an_event_cause(sequence: int, subject: str = ORGANISATION, id_: str | None = None) -> Cause:
    """The cause of a reaction: an event with its place in the order of its subject."""
    id_ = id_ or f"{subject}-{sequence}"
    return Cause(id_, REGISTRY, MONDAY_9AM, correlation_id=id_, subject=subject, sequence=sequence)


def an_act(by: str = OFFICER.id, at: datetime = MONDAY_9AM, occurred_at: datetime | None = None) -> Act:
    """Something done on Monday at nine, or entered then of an earlier time, by somebody who has looked at it."""
    return Act(by, occurred_at or at, at, "值班日志" if occurred_at else "", seen=LOOKED)


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


def a_project(
    project_id: str = "p1", *instalments: int, number: str = "资2026-0001", approved: bool = True, **changes: Any
) -> Project:
    """A running project with approved instalments of these amounts in 分, its recorded events forgotten."""
    project = Project.open(project_id, number, an_agreement(**changes), Standing(ORGANISATION), an_act())
    if instalments:
        project.plan_instalments(parts(*instalments), an_act())
    if instalments and approved:
        project.approve_plan(an_act(HEAD.id))
    project.__dict__.pop("_recorded", None)
    return project


def parts(*amounts: int, report: ReportNeed | None = ReportNeed.NONE) -> list[PlannedPart]:
    """A plan of these amounts in 分, all for one day, by default without a report."""
    return [PlannedPart(amount, date(2026, 6, 30), report) for amount in amounts]


def an_account(*, verified: bool = True) -> PayeeAccount:
    """锋之社's account, entered by the officer and verified by the cashier, its recorded events forgotten."""
    account = PayeeAccount(ORGANISATION)
    account.enter("奉化区锋之社社会工作服务中心", "中国银行奉化支行", NUMBER, "开户许可证 1", an_act())
    if verified:
        account.verify(NUMBER, "开户许可证 1", an_act(CASHIER.id))
    account.__dict__.pop("_recorded", None)
    return account


def pay(project: Project, no: int, by: str = CASHIER.id, at: datetime = MONDAY_9AM) -> None:
    """Record a payment made at that time to the verified account."""
    account = an_account()
    pay_instalment(project, no, "PZ-0001", account, an_act(by, at), account_id=account.current_id)


def reverse(project: Project, no: int, by: str = "wang") -> None:
    """Take a payment back: one cashier asks, the head approves."""
    project.propose_reversal(no, "银行退回", an_act(by))
    project.approve_reversal(no, an_act(HEAD.id))


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
class NewsInMemory:
    """What is known of the messages about every organisation."""

    news: News = COMPLETE

    async def of(self, organisation_id: str, project_id: str) -> News:
        """The same of all."""
        return self.news


@dataclass
class Grants:
    """Grants in memory: its app, and the repositories behind it."""

    app: App
    ports: Ports
    projects: InMemoryRepository[Project]
    standings: InMemoryRepository[Standing]
    accounts: InMemoryRepository[PayeeAccount]
    files: FilesInMemory
    news: NewsInMemory

    async def with_organisation(self, organisation_id: str = ORGANISATION) -> Grants:
        """Know a registered organisation."""
        standing = Standing(organisation_id)
        standing.learn_name("奉化区锋之社社会工作服务中心")
        standing.change_legally(LegalState.REGISTERED, 0)
        await self.standings.create(standing, a_command_cause(f"register {organisation_id}"))
        return self

    async def with_project(self, project_id: str = "p1", *instalments: int, **changes: Any) -> Grants:
        """Store a running project."""
        number = f"资2026-{len(await self.projects.all()) + 1:04d}"
        project = a_project(project_id, *instalments, number=number, **changes)
        await self.projects.create(project, a_command_cause(f"open {project_id}"))
        return self

    async def with_account(self, *, verified: bool = True) -> Grants:
        """Store the account of the organisation."""
        await self.accounts.create(an_account(verified=verified), a_command_cause("enter account"))
        return self


def grants_in_memory(reader: Reader | None = None) -> Grants:
    """Grants with repositories in memory; queries need a real reader."""
    projects = InMemoryRepository(
        Project, outbound, service="grants", unique={ProjectNumberTaken: lambda project: project.number}
    )
    standings = InMemoryRepository(Standing, outbound, service="grants", not_found=OrganisationUnknown)
    accounts = InMemoryRepository(PayeeAccount, outbound, service="grants", not_found=AccountMissing)
    files, clock, news = FilesInMemory(), FixedClock(MONDAY_9AM), NewsInMemory()
    ports = Ports(projects, standings, RunningInMemory(projects), NumbersInMemory(), accounts, clock, files, news)
    return Grants(App(ports, reader, MagicMock()), ports, projects, standings, accounts, files, news)  # type: ignore[arg-type]
