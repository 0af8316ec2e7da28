"""Import organisations from a file (批量导入): one write for each organisation, and a result that is kept."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256

from services.registry.domain import sheet_errors
from services.registry.domain.errors import NameTaken
from services.registry.domain.fields import DryRun, FileName, UpdateExisting
from services.registry.domain.import_run import OrganisationImport, Outcome, Plan, Update, refused
from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.organisation import Organisation
from services.registry.domain.permissions import OFFICE, ON_IMPORTS
from services.registry.domain.sheet import Draft, Problem, problem_of, read_sheet
from services.registry.domain.taking_over import TakenOver
from services.registry.ports import Ports
from shared.command.declaration import Command, command
from shared.kernel.act import Act
from shared.kernel.calendar import local_date
from shared.kernel.cause import Cause
from shared.kernel.errors import DomainError, Unavailable
from shared.kernel.ids import derived_id
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt

AT_ONCE = 8
"""How many organisations are written at the same time."""


class ImportOrganisations(Command):
    """The file. A dry run writes nothing but its result; rows that differ change the register only when wanted."""

    file_name: FileName
    content: bytes
    dry_run: DryRun = False
    update_existing: UpdateExisting = False


@command(
    ImportOrganisations,
    label=Label(
        "批量导入",
        "Import",
        "先试运行，看清每一行的问题，再正式导入",
        "Try it first, see what is wrong in each row, then import",
    ),
    roles=OFFICE,
    offered=ON_IMPORTS.always,
    refusals=(
        sheet_errors.FileUnreadable,
        sheet_errors.FileTooLarge,
        sheet_errors.SheetEmpty,
        sheet_errors.ColumnMistaken,
        sheet_errors.ColumnsMissing,
    ),
)
async def import_organisations(cmd: ImportOrganisations, cause: Cause, ports: Ports) -> Receipt:
    cells = await asyncio.to_thread(ports.sheets.read, cmd.file_name, cmd.content)
    reading = read_sheet(cells, ports.places, local_date(cause.at))
    begun = await ports.imports.create(_begun(cmd, cause), cause)
    if (await ports.imports.get(begun.id)).finished_at is not None:
        return begun
    plan = Plan.of(
        reading.drafts, await ports.register.known([draft.particulars for draft in reading.drafts]), ports.rules
    )
    outcome = plan.foreseen(cmd.update_existing) if cmd.dry_run else await _carry_out(plan, cmd, cause, ports)
    end = replace(cause, id=derived_id(cause.id, "finish"), digest=None, expected_version=None)
    return await ports.imports.change(begun.id, end, lambda run: run.finish(reading, outcome, cause.at))


def _begun(cmd: ImportOrganisations, cause: Cause) -> OrganisationImport:
    return OrganisationImport(
        id=cause.new_id("import"),
        file_name=cmd.file_name,
        sha256=sha256(cmd.content).hexdigest(),
        dry_run=cmd.dry_run,
        update_existing=cmd.update_existing,
        by=cause.actor.id,
        at=cause.at,
    ).begin()


async def _carry_out(plan: Plan, cmd: ImportOrganisations, cause: Cause, ports: Ports) -> Outcome:
    """Write organisation by organisation. A row has a cause of its own, so that a repeat of the import repeats it."""

    async def enter(draft: Draft) -> Receipt:
        row = _row_cause(cause, draft)
        try:
            return await ports.organisations.create(entered(draft, row), row)
        except NameTaken:
            if draft.status is None or not draft.status.has_ended:
                raise
            nameless = entered(draft, row)
            nameless.leave_names()
            nameless.wind(ports.rules, row.at)
            return await ports.organisations.create(nameless, row)

    def entered(draft: Draft, row: Cause) -> Organisation:
        return Organisation.register(
            row.new_id("organisation"),
            draft.particulars,
            ports.places,
            Act.now(row),
            rules=ports.rules,
            taken=TakenOver(draft.status or OrganisationStatus.REGISTERED, draft.state_since),
            invented=draft.invented,
            invented_fields=draft.invented_fields,
        )

    async def update(change: Update) -> Receipt:
        right, why = change.particulars, f"导入 {cmd.file_name}"
        return await ports.organisations.change(
            change.organisation_id,
            _row_cause(cause, change.draft),
            lambda o: o.correct(
                right, ports.places, why, Act.now(cause), ports.rules, invented_fields=change.draft.invented_fields
            ),
        )

    updates = plan.updates if cmd.update_existing else ()
    refusals = () if cmd.update_existing else tuple(refused(change) for change in plan.updates)
    living, ended = plan.living_and_ended()
    failed_new = [
        problem for drafts in (living, ended) for problem in await _each([(d.row, partial(enter, d)) for d in drafts])
    ]
    failed_updates = await _each([(change.draft.row, partial(update, change)) for change in updates])
    return Outcome(
        len(plan.new) - len(failed_new),
        len(updates) - len(failed_updates),
        plan.unchanged,
        (*plan.problems, *refusals, *failed_new, *failed_updates),
    )


def _row_cause(cause: Cause, draft: Draft) -> Cause:
    return replace(cause, id=derived_id(cause.id, draft.particulars.uscc), expected_version=None, digest=None)


async def _each(rows: Sequence[tuple[int, Callable[[], Awaitable[Receipt]]]]) -> list[Problem]:
    """Write all rows, some at once; what a row is refused for is its problem. A server that is away stops it all."""
    problems: list[Problem | None] = []
    for start in range(0, len(rows), AT_ONCE):
        batch = rows[start : start + AT_ONCE]
        problems += await asyncio.gather(*(_one(number, write) for number, write in batch))
    return [problem for problem in problems if problem is not None]


async def _one(number: int, write: Callable[[], Awaitable[Receipt]]) -> Problem | None:
    try:
        await write()
    except Unavailable:
        raise
    except DomainError as error:
        return problem_of(number, "name" if isinstance(error, NameTaken) else "uscc", error)
    return None
