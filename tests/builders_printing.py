"""Builders for tests of printing: sheets, jobs, its ports in memory, and causes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from services.printing.commands.print_sheet import PrintSheet
from services.printing.domain.kinds import SIGNS, Language, PrintKind, SubjectKind
from services.printing.domain.printed import Printout, Subject
from services.printing.domain.sheet import Fact, Item, Money, Section, Sheet, Signature, Table
from services.printing.outbound import outbound
from services.printing.ports import Job, MadePaper, Ports
from shared.kernel.cause import Actor, Cause
from shared.kernel.roles import Role
from tests.fakes import InMemoryRepository

MONDAY_9AM = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
WU = Actor("caiwu", frozenset({Role.FINANCE}))
LI = Actor("jiuzhu", frozenset({Role.RESCUE_WORKER}))
SECRET = bytes(range(32))


def a_cause(id_: str = "cause-1", actor: Actor = WU, at: datetime = MONDAY_9AM) -> Cause:
    """The cause of a command."""
    return Cause(id_, actor, at, correlation_id=id_)


def a_sheet(**changes: Any) -> Sheet:
    """The slip of an instalment of 140,950 yuan."""
    sheet = Sheet(
        office="奉化区社会组织服务中心",
        title="拨付单",
        subject="资2026-0001 · 山区义诊 · 第 1 期",
        asked_by="吴敏",
        tags=["已拨付"],
        facts=[Fact("承办组织", "阳光社会工作服务中心"), Fact("合同编号")],
        money=[Money("本期金额", 14_095_000)],
        sections=[
            Section("收款账户", facts=[Fact("账号", "**** 5892", "对照开户许可证")]),
            Section("分期", table=Table(["期次", "金额"], [["第 1 期", "¥140,950.00"]], [1])),
            Section("说明", items=[Item("第一条", ["已办"], ["11月23日"], "原话", ["写明"])]),
            Section("其他", empty="没有"),
        ],
        signatures=[Signature("计划人", "周宁"), Signature("批准人")],
        notes=["以系统中的记录为准。"],
    )
    return replace(sheet, **changes)


def a_job(sheet: Sheet | None = None, **changes: Any) -> Job:
    """That slip with a number, in Chinese."""
    job = Job(PrintKind.PAYMENT_SLIP, Language.ZH, sheet or a_sheet(), "付2026-0001", "7K2M9-QX4TD", MONDAY_9AM)
    return replace(job, **changes)


def a_command(**changes: Any) -> PrintSheet:
    """Have that slip printed."""
    given: dict[str, Any] = {
        "kind": PrintKind.PAYMENT_SLIP,
        "language": Language.ZH,
        "about": SubjectKind.PROJECT,
        "subject_id": "p1",
        "part": "1",
        "why": "打印拨付单",
        "sheet": a_sheet(),
    }
    return PrintSheet(**{**given, **changes})


def a_printout(number: str = "付2026-0001", sheet: Sheet | None = None) -> Printout:
    """That slip on record."""
    subject = Subject(SubjectKind.PROJECT, "p1", "1")
    said = (PrintKind.PAYMENT_SLIP, Language.ZH, subject, sheet or a_sheet(), SECRET, WU.id, MONDAY_9AM)
    return Printout.register("print-1", number, *said)


class NumbersInMemory:
    """Numbers from 1, one for each cause."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}

    async def issue(self, kind: PrintKind, cause: Cause) -> str:
        return self.given.setdefault(cause.id, f"{SIGNS[kind]}2026-{len(self.given) + 1:04d}")


class SecretInMemory:
    """Always the same secret."""

    async def value(self) -> bytes:
        return SECRET


@dataclass
class PressInMemory:
    """Papers that are the content itself; ``jobs`` are those that were asked for."""

    jobs: list[Job] = field(default_factory=list)

    async def start(self) -> None:
        """Nothing to begin."""

    async def stop(self) -> None:
        """Nothing to end."""

    async def paper(self, job: Job) -> MadePaper:
        self.jobs.append(job)
        return MadePaper(job.sheet.canonical(), 1)


def ports_in_memory() -> Ports:
    """All ports of printing, in memory."""
    return Ports(
        InMemoryRepository(Printout, outbound, service="printing"), NumbersInMemory(), SecretInMemory(), PressInMemory()
    )
