"""Each matter of two persons as it waits for the second: who proposed it, and what is sent to confirm it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from services.grants.domain.account import PayeeAccount
from services.grants.domain.closing import propose_closing
from services.grants.domain.closure import ClosureKind
from services.grants.domain.correcting import propose_correction
from services.grants.domain.instalment import PlannedPart
from services.grants.domain.permissions import Part
from services.grants.domain.project import Project
from services.grants.domain.report import ReportNeed
from services.registry.app import COMMANDS as OF_REGISTRY
from services.registry.commands.propose_retraction import ProposeRetraction
from services.registry.commands.suspend_organisation import SuspendOrganisation
from services.rescue.domain.case import RescueCase
from services.rescue.domain.search_kinds import CheckOutcome, CheckSource
from shared.command.declaration import Commands
from tests.builders_grants import (
    CASHIER,
    MONDAY_9AM,
    NUMBER,
    OFFICER,
    ORGANISATION,
    a_command_cause,
    a_project,
    an_account,
    an_act,
    grants_in_memory,
    parts,
    pay,
)
from tests.builders_registry import MONDAY, in_memory_ports
from tests.builders_registry import a_cause as a_registry_cause
from tests.builders_rescue import ENTERED, FANG, CaseBuilder, a_case
from tests.fakes import InMemoryRepository
from tests.registry.commands.test_organisation_commands import registered
from tests.rescue.domain.verbs import STATES
from tests.rescue_in_memory import rescue_in_memory


@dataclass(frozen=True)
class Waiting:
    """One matter as it waits; ``thing`` answers what the command acts on, as it stands now."""

    app: Commands[Any]
    kept: InMemoryRepository[Any]
    thing: Callable[[], Awaitable[Any]]
    fields: Mapping[str, Any]
    proposers: tuple[str, ...]
    at: datetime


def of_project(
    waits: Callable[[Project], object], *proposers: str, no: int | None = None, amount: int = 500_000
) -> Callable[[], Awaitable[Waiting]]:
    """Something of a project, or of its instalment."""

    async def made() -> Waiting:
        grants = grants_in_memory()
        project = a_project("p1")
        project.plan_instalments(parts(amount, report=ReportNeed.FINAL), an_act("planner"))
        project.approve_plan(an_act("approver"))
        waits(project)
        await grants.projects.create(project, a_command_cause("stored"))

        async def thing() -> object:
            stored = await grants.projects.get("p1")
            return stored if no is None else Part(stored, no)

        named = {"project_id": "p1"} | ({} if no is None else {"no": no})
        return Waiting(grants.app, grants.projects, thing, named, proposers, MONDAY_9AM + timedelta(hours=1))

    return made


def _reported(project: Project) -> None:
    project.submit_report(1, "末期报告", "收文1号", an_act())


def _paid_by_mistake(project: Project) -> None:
    _reported(project)
    project.accept_report(1, an_act("approver"))
    pay(project, 1)
    project.propose_reversal(1, "银行退回", an_act("wang"))


def _corrected(project: Project) -> None:
    propose_correction(project, 1, PlannedPart(400_000, date(2026, 6, 30), ReportNeed.FINAL), "写错", an_act())


async def _account() -> Waiting:
    grants = await grants_in_memory().with_project("p1")
    await grants.accounts.create(an_account(verified=False), a_command_cause("stored"))

    async def thing() -> PayeeAccount:
        return await grants.accounts.get(ORGANISATION)

    fields = {"project_id": "p1", "number": NUMBER, "paper": "开户许可证 1"}
    return Waiting(grants.app, grants.accounts, thing, fields, (OFFICER.id,), MONDAY_9AM + timedelta(hours=1))


async def _retraction() -> Waiting:
    ports = in_memory_ports()
    app = Commands(OF_REGISTRY, ports)
    one = await registered(ports)
    decision = SuspendOrganisation(organisation_id=one, decision_no="奉民决1号", until=date(2026, 9, 1))
    await app.give(decision, a_registry_cause("1"))
    asked = ProposeRetraction(organisation_id=one, entry="step-0", reason="决定书写的是另一个组织")
    await app.give(asked, a_registry_cause("2"))
    kept = ports.organisations
    assert isinstance(kept, InMemoryRepository)
    return Waiting(app, kept, lambda: kept.get(one), {"organisation_id": one}, ("staff-li",), MONDAY)


def of_case(
    made_case: Callable[[], RescueCase], notice_id: str = "", **fields: Any
) -> Callable[[], Awaitable[Waiting]]:
    """Something of a case, or of one of its notices."""

    async def made() -> Waiting:
        rescue = await rescue_in_memory().with_case(CaseBuilder(made_case()))

        async def thing() -> object:
            case = await rescue.case()
            return (case, notice_id) if notice_id else case

        named = {"case_id": "case-1"} | ({"notice_id": notice_id} if notice_id else {})
        at = ENTERED + timedelta(hours=6)
        return Waiting(rescue.app, rescue.cases, thing, named | fields, (FANG.id,), at)

    return made


CHECK = {"source": CheckSource.POLICE, "outcome": CheckOutcome.NOT_FOUND, "paper": "甬奉公复7号"}
WAITING: Mapping[str, Callable[[], Awaitable[Waiting]]] = {
    "approve_correction": of_project(_corrected, OFFICER.id),
    "approve_closing": of_project(
        lambda one: propose_closing(one, ClosureKind.TERMINATED, "不再进行", 0, an_act()), OFFICER.id
    ),
    "approve_reversal": of_project(_paid_by_mistake, "wang", CASHIER.id, no=1),
    "accept_report": of_project(_reported, OFFICER.id, no=1),
    "verify_account": _account,
    "approve_retraction": _retraction,
    "approve_departure_correction": of_case(STATES["departure doubted"]),
    "approve_entry_correction": of_case(STATES["entry doubted"]),
    "erase_case": of_case(STATES["erasure proposed"]),
    "approve_notice": of_case(lambda: a_case().with_notice_proposed().build(), "notice-1"),
    "check_identity": of_case(STATES["stated"], **CHECK),
}
"""By the name of the command that confirms it."""
