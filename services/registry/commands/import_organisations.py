"""Import organisations from a file (批量导入): one write for each organisation, and a result that is kept."""

from dataclasses import replace
from hashlib import sha256

from services.registry.domain import sheet_errors
from services.registry.domain.fields import DryRun, FileName, UpdateExisting
from services.registry.domain.import_run import OrganisationImport, Outcome, Plan
from services.registry.domain.permissions import OFFICE, ON_IMPORTS
from services.registry.importing import RowWriter, all_told, read_file, written
from services.registry.ports import Ports
from shared.command.declaration import Command, command
from shared.kernel.cause import Cause
from shared.kernel.ids import derived_id
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


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
        sheet_errors.SheetTooDemanding,
        sheet_errors.SheetEmpty,
        sheet_errors.ColumnMistaken,
        sheet_errors.ColumnsMissing,
    ),
)
async def import_organisations(cmd: ImportOrganisations, cause: Cause, ports: Ports) -> Receipt:
    reading = await read_file(ports, cmd.file_name, cmd.content, cause.at)
    begun = await ports.imports.create(_begun(cmd, cause), cause)
    if (await ports.imports.get(begun.id)).finished_at is not None:
        return begun
    plan = Plan.of(
        reading.drafts, await ports.register.known([draft.particulars for draft in reading.drafts]), ports.rules
    )
    outcome = plan.foreseen(cmd.update_existing) if cmd.dry_run else await _carry_out(begun.id, plan, cmd, cause, ports)
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


async def _carry_out(import_id: str, plan: Plan, cmd: ImportOrganisations, cause: Cause, ports: Ports) -> Outcome:
    """Write organisation by organisation. A row has a cause of its own, so that a repeat of the import repeats it."""
    phases = RowWriter(import_id, cmd.file_name, cause, ports).phases(plan, cmd.update_existing)
    return all_told(plan, cmd.update_existing, [await written(rows) for rows in phases])
