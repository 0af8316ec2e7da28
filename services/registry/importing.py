"""Writing the rows of a file into the register: each in a write of its own, whose cause follows from the import's."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from services.registry.domain.entered import Entered
from services.registry.domain.errors import NameTaken
from services.registry.domain.import_run import Outcome, Plan, Update, refused
from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.noted import Noted
from services.registry.domain.organisation import Organisation
from services.registry.domain.sheet import Draft, Problem, Reading, problem_of, read_sheet
from services.registry.domain.taking_over import TakenOver
from services.registry.ports import Ports
from shared.kernel.act import Act
from shared.kernel.calendar import local_date
from shared.kernel.cause import Cause
from shared.kernel.errors import DomainError, Unavailable
from shared.kernel.ids import derived_id
from shared.kernel.repository import Receipt

AT_ONCE = 8
"""How many organisations are written at the same time."""


async def read_file(ports: Ports, file_name: str, content: bytes, at: datetime) -> Reading:
    """What a file says, judged on the day on which it was sent. Raises what it is refused for as a whole."""
    cells = await asyncio.to_thread(ports.sheets.read, file_name, content)
    return await asyncio.to_thread(read_sheet, cells, ports.places, local_date(at))


@dataclass(frozen=True)
class RowWrite:
    """What one row asks for: to enter an organisation, or to correct one."""

    row: int
    write: Callable[[], Awaitable[Receipt]]
    corrects: bool


class RowWriter:
    """Enters and corrects organisations for one import. A row that is written again changes nothing more."""

    def __init__(self, import_id: str, file_name: str, cause: Cause, ports: Ports) -> None:
        self._import_id, self._file_name, self._cause, self._ports = import_id, file_name, cause, ports

    def phases(self, plan: Plan, update_existing: bool) -> list[list[RowWrite]]:
        """All that is to be written. A phase begins after the one before it: those that bear their names go first."""
        living, ended = plan.living_and_ended()
        updates = plan.updates if update_existing else ()
        return [
            [RowWrite(one.row, partial(self._enter, one), False) for one in living],
            [RowWrite(one.row, partial(self._enter, one), False) for one in ended],
            [RowWrite(one.draft.row, partial(self._correct, one), True) for one in updates],
        ]

    async def _enter(self, draft: Draft) -> Receipt:
        row, organisations = self._row_cause(draft), self._ports.organisations
        try:
            return await organisations.create(self._entered(draft, row), row)
        except NameTaken:
            if draft.status is None or not draft.status.has_ended:
                raise
            nameless = self._entered(draft, row)
            nameless.leave_names()
            nameless.wind(self._ports.rules, row.at)
            return await organisations.create(nameless, row)

    def _entered(self, draft: Draft, row: Cause) -> Organisation:
        organisation = self._registered(draft, row)
        told = Noted.of(Act.now(row))
        organisation.entered = Entered(self._import_id, self._file_name, draft.row, told)
        return organisation

    def _registered(self, draft: Draft, row: Cause) -> Organisation:
        return Organisation.register(
            row.new_id("organisation"),
            draft.particulars,
            self._ports.places,
            Act.now(row),
            rules=self._ports.rules,
            taken=TakenOver(draft.status or OrganisationStatus.REGISTERED, draft.state_since),
            invented=draft.invented,
            invented_fields=draft.invented_fields,
        )

    async def _correct(self, change: Update) -> Receipt:
        right, why, act = change.particulars, f"导入 {self._file_name}", Act.now(self._cause)
        places, rules, examples = self._ports.places, self._ports.rules, change.draft.invented_fields

        def correct(one: Organisation) -> None:
            one.correct(right, places, why, act, rules, invented_fields=examples)
            one.corrections[-1] = replace(one.corrections[-1], import_id=self._import_id)

        return await self._ports.organisations.change(change.organisation_id, self._row_cause(change.draft), correct)

    def _row_cause(self, draft: Draft) -> Cause:
        row_id = derived_id(self._cause.id, draft.particulars.uscc)
        return replace(self._cause, id=row_id, expected_version=None, digest=None)


async def written(rows: Sequence[RowWrite]) -> Outcome:
    """Write these, some at once; what a row is refused for is its problem. Raises Unavailable, which stops it all."""
    problems: list[Problem | None] = []
    for start in range(0, len(rows), AT_ONCE):
        problems += await asyncio.gather(*(_one(row) for row in rows[start : start + AT_ONCE]))
    went = [row for row, problem in zip(rows, problems, strict=True) if problem is None]
    updated = sum(row.corrects for row in went)
    return Outcome(len(went) - updated, updated, 0, tuple(problem for problem in problems if problem is not None))


def all_told(plan: Plan, update_existing: bool, outcomes: Sequence[Outcome]) -> Outcome:
    """What became of the whole plan, given what became of the rows that were to be written."""
    refusals = () if update_existing else tuple(refused(change) for change in plan.updates)
    return Outcome(
        sum(one.created for one in outcomes),
        sum(one.updated for one in outcomes),
        plan.unchanged,
        (*plan.problems, *refusals, *(problem for one in outcomes for problem in one.problems)),
    )


async def _one(row: RowWrite) -> Problem | None:
    try:
        await row.write()
    except Unavailable:
        raise
    except DomainError as error:
        return problem_of(row.row, "name" if isinstance(error, NameTaken) else "uscc", error)
    return None
