"""All that registry needs from outside; commands have their time and actor from the cause, questions from the clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.registry.domain.cells import Cell
from services.registry.domain.funded_project import FundedProject
from services.registry.domain.import_run import Known, OrganisationImport
from services.registry.domain.interpreter_search import InterpreterSearch
from services.registry.domain.matching import Candidate
from services.registry.domain.name_search import Readings
from services.registry.domain.organisation import Organisation
from services.registry.domain.particulars import Particulars
from services.registry.domain.places import Gazetteer
from services.registry.domain.quoted_figure import QuotedFigure
from services.registry.domain.rules import RegisterRules
from services.registry.domain.talent import Talent
from shared.jobs.asking import CountsOpen
from shared.jobs.job import Job
from shared.jobs.work import Papers
from shared.kernel.clock import Clock
from shared.kernel.repository import Repository


class Register(Protocol):
    """Looks organisations up by their credit codes and names."""

    async def known(self, particulars: Sequence[Particulars]) -> Sequence[Known]:
        """What the register says of all that bear one of these codes, or hold one of these names."""

    async def running_projects(self, organisation_id: str) -> Sequence[FundedProject]:
        """The funded projects of an organisation that are not closed, by number."""


class Pool(Protocol):
    """Lists the people of the talent pool who could be asked."""

    async def candidates(self) -> Sequence[Candidate]:
        """Everybody who has not withdrawn and is not away, by id."""


class Keys(Protocol):
    """Holds the key that each person's phone number and remarks are sealed with."""

    async def erase(self, talent_id: str) -> bool:
        """Destroy the key: what was sealed with it can never be read again. Says whether there was one."""


class Sheets(Protocol):
    """Reads files that people upload."""

    def read(self, file_name: str, content: bytes) -> Sequence[Sequence[Cell]]:
        """The cells of the first sheet, row by row. Raises FileUnreadable, FileTooLarge or SheetTooDemanding."""


@dataclass(frozen=True)
class Ports:
    """What handlers and reactions may use. ``places``, ``rules`` and ``readings`` (of Han characters) are facts, not
    servers.
    """

    organisations: Repository[Organisation]
    projects: Repository[FundedProject]
    imports: Repository[OrganisationImport]
    talents: Repository[Talent]
    keys: Keys
    searches: Repository[InterpreterSearch]
    figures: Repository[QuotedFigure]
    jobs: Repository[Job]
    papers: Papers
    open_jobs: CountsOpen
    register: Register
    pool: Pool
    sheets: Sheets
    places: Gazetteer
    readings: Readings
    rules: RegisterRules
    clock: Clock
