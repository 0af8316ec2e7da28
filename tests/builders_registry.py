"""Ready-made organisations, people and sheets for tests of registry."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from services.registry.adapters.places_file import gazetteer
from services.registry.adapters.rules_file import register_rules
from services.registry.adapters.search_words import readings
from services.registry.adapters.spreadsheets import Spreadsheets
from services.registry.domain.errors import CodeTaken, NameTaken, OrganisationNotFound, QuotedFigureNotFound
from services.registry.domain.funded_project import FundedProject
from services.registry.domain.import_run import Known, OrganisationImport
from services.registry.domain.interpreter_search import InterpreterSearch
from services.registry.domain.kinds import Availability, OrganisationKind, ReasonCode
from services.registry.domain.listing import Listing
from services.registry.domain.matching import Candidate
from services.registry.domain.names import keys_held, name_key
from services.registry.domain.organisation import Organisation
from services.registry.domain.particulars import Particulars
from services.registry.domain.profile_events import ProfileChanged
from services.registry.domain.quoted_figure import QuotedFigure
from services.registry.domain.talent import Profile, Talent
from services.registry.domain.uscc import organisation_digit, total_digit
from services.registry.outbound import outbound as told_outside
from services.registry.outbound import outbound_of_jobs
from services.registry.ports import Ports
from shared.contracts.contract import Contract
from shared.contracts.registry_profile import OrganisationProfileChanged
from shared.jobs.errors import JobNotFound
from shared.jobs.job import Job
from shared.jobs.work import KEPT_FOR
from shared.kernel.act import Act
from shared.kernel.cause import Actor, Cause
from shared.kernel.clock import FixedClock
from shared.reference.reference import Reference
from tests.fakes import InMemoryRepository
from tests.second_person import LOOKED

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LI = "staff-li"
PLACES = gazetteer(Reference.open(("places", "dialects")))
outbound = partial(told_outside, places=PLACES)
RULES = register_rules()
ACT = Act(LI, MONDAY, MONDAY)
"""Something that was done on Monday morning and written down at once."""


def an_act(at: datetime, recorded_at: datetime | None = None, by: str = LI) -> Act:
    """Something that happened then, and was written down then or later, by somebody who has looked at it."""
    return Act(by, at, recorded_at or at, "值班日志", seen=LOOKED)


def a_code(number: int = 1, prefix: str = "51", region: str = "330213") -> str:
    """A well-formed credit code that belongs to nobody; ``number`` tells one from another."""
    body = f"MJ9{number:05d}"
    first_17 = f"{prefix}{region}{body}{organisation_digit(body)}"
    return first_17 + total_digit(first_17)


def particulars(number: int = 1, **changes: Any) -> Particulars:
    """Sound particulars of an association."""
    sound = Particulars(
        uscc=a_code(number),
        name=f"奉化区示例协会{number}",
        kind=OrganisationKind.ASSOCIATION,
        street_code="330213001",
        address="锦屏街道锦屏南路1号",
        supervisor="奉化区民政局",
        legal_representative="王一",
        founded_on=date(2017, 7, 1),
    )
    return replace(sound, **changes)


def an_organisation(number: int = 1, **changes: Any) -> Organisation:
    """A registered organisation in good standing, its first event already told."""
    organisation = Organisation.register(f"org-{number}", particulars(number, **changes), PLACES, ACT, rules=RULES)
    told(organisation)
    return organisation


def listed(organisation: Organisation, *reason_ids: str) -> Organisation:
    """The organisation with open reasons of these ids, each a missing annual report of another year."""
    for place, reason_id in enumerate(reason_ids):
        listing = Listing(ReasonCode.ANNUAL_REPORT_MISSING, 2022 + place)
        organisation.credit.list_abnormal(reason_id, listing, ACT, RULES)
    told(organisation)
    return organisation


def told(aggregate: Any) -> list[Any]:
    """The recorded events, and forget them; the public facts that follow from them have tests of their own."""
    recorded = aggregate.__dict__.pop("_recorded", [])
    return [event for event in recorded if not isinstance(event, ProfileChanged)]


def told_others(ports: Ports) -> list[Contract]:
    """What was published of organisations, without the public facts that follow from it."""
    published: list[Contract] = ports.organisations.published  # type: ignore[attr-defined]
    return [event for event in published if not isinstance(event, OrganisationProfileChanged)]


def a_profile(**changes: Any) -> Profile:
    """A woman from Linquan in Fuyang who lives in Fenghua."""
    profile = Profile(
        display_name="张秀英",
        phone="13800138000",
        skills=("方言沟通",),
        dialects=("阜阳话",),
        native_code="341221",
        availability=Availability.AVAILABLE,
    )
    return replace(profile, **changes)


def a_cause(id: str = "cause-1", role: str = "registrar", **fields: Any) -> Cause:  # noqa: A002
    """A command given on Monday morning by somebody of the office."""
    return Cause(id, Actor(LI, frozenset({role})), MONDAY, correlation_id=id, **fields)


class FakeRegister:
    """Looks codes and names up among the organisations of an in-memory repository."""

    def __init__(
        self, organisations: InMemoryRepository[Organisation], projects: InMemoryRepository[FundedProject]
    ) -> None:
        self._organisations = organisations
        self._projects = projects

    async def running_projects(self, organisation_id: str) -> list[FundedProject]:
        found = [one for one in await self._projects.all() if one.running and one.organisation_id == organisation_id]
        return sorted(found, key=lambda one: one.number)

    async def known(self, particulars: Sequence[Particulars]) -> list[Known]:
        codes, names = {one.uscc for one in particulars}, {name_key(one.name, one.uscc, RULES) for one in particulars}
        return [
            Known(o.id, o.particulars, o.status, tuple(o.blocked))
            for o in await self._organisations.all()
            if o.particulars.uscc in codes or names.intersection(keys_held(o, RULES))
        ]


class FakePool:
    """Lists who is in the pool of an in-memory repository."""

    def __init__(self, talents: InMemoryRepository[Talent]) -> None:
        self._talents = talents

    async def candidates(self) -> list[Candidate]:
        return [
            Candidate(
                t.id,
                t.profile.native_code,
                t.profile.dialects,
                t.profile.skills,
                t.profile.availability,
                t.helped,
                t.in_vain,
            )
            for t in await self._talents.all()
            if t.withdrawn_at is None and t.profile.availability is not Availability.AWAY
        ]


class InMemoryPapers:
    """The papers of jobs in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    async def keep(self, job_id: str, name: str, content: bytes, kept_for: timedelta = KEPT_FOR) -> None:
        self.kept.setdefault((job_id, name), content)

    async def keep_pieces(self, job_id: str, name: str, pieces: AsyncIterator[bytes], kept_for: timedelta) -> None:
        self.kept.setdefault((job_id, name), b"".join([piece async for piece in pieces]))

    async def pieces(self, job_id: str, name: str) -> AsyncIterator[bytes]:
        if (job_id, name) in self.kept:
            yield self.kept[job_id, name]

    async def get(self, job_id: str, name: str) -> bytes | None:
        return self.kept.get((job_id, name))

    async def each(self, job_id: str, prefix: str) -> list[bytes]:
        return [one for (job, name), one in sorted(self.kept.items()) if job == job_id and name.startswith(prefix)]


class NoJobs:
    """Nobody has a job that has not ended."""

    async def count_of(self, staff_id: str) -> int:
        return 0


class KeysKept:
    """Remembers whose keys were destroyed."""

    def __init__(self) -> None:
        self.erased: list[str] = []

    async def erase(self, talent_id: str) -> bool:
        self.erased.append(talent_id)
        return True


def in_memory_ports() -> Ports:
    """Ports without servers; credit codes and living names are unique as in the database."""
    organisations = InMemoryRepository(
        Organisation,
        outbound,
        service="registry",
        not_found=OrganisationNotFound,
        unique={CodeTaken: lambda o: o.particulars.uscc},
        unique_each={NameTaken: lambda o: keys_held(o, RULES)},
    )
    projects = InMemoryRepository(FundedProject, outbound, service="registry")
    talents = InMemoryRepository(Talent, outbound, service="registry")
    return Ports(
        organisations=organisations,
        projects=projects,
        imports=InMemoryRepository(OrganisationImport, outbound, service="registry"),
        talents=talents,
        keys=KeysKept(),
        searches=InMemoryRepository(InterpreterSearch, outbound, service="registry"),
        figures=InMemoryRepository(QuotedFigure, outbound, service="registry", not_found=QuotedFigureNotFound),
        jobs=InMemoryRepository(Job, outbound_of_jobs, service="registry", not_found=JobNotFound),
        papers=InMemoryPapers(),
        open_jobs=NoJobs(),
        register=FakeRegister(organisations, projects),
        pool=FakePool(talents),
        sheets=Spreadsheets(),
        places=PLACES,
        readings=readings,
        rules=RULES,
        clock=FixedClock(MONDAY),
    )


HEADER = "统一社会信用代码,名称,类型,镇街道,住所,业务主管单位,法定代表人,成立日期"


def a_row(number: int = 1, **changes: str) -> str:
    """A sound line of a CSV; ``changes`` replace cells by header word."""
    cells = dict(
        zip(
            HEADER.split(","),
            (
                a_code(number),
                f"奉化区示例协会{number}",
                "社会团体",
                "锦屏街道",
                "锦屏南路1号",
                "奉化区民政局",
                "王一",
                "2017-07-01",
            ),
            strict=True,
        )
    )
    return ",".join({**cells, **changes}.values())


def a_csv(*rows: str, header: str = HEADER, encoding: str = "utf-8") -> bytes:
    """A CSV file of these lines under the header."""
    return ("\r\n".join([header, *rows]) + "\r\n").encode(encoding)
