"""Print a sheet (打印): it gets the next number of its kind and year, and a check code over its content."""

from services.printing.domain import errors
from services.printing.domain.fields import AboutKind, InLanguage, Kind, Part, SubjectId, Why
from services.printing.domain.permissions import ON_PRINTS, PRINTERS, require_printer
from services.printing.domain.printed import Printout, Subject
from services.printing.domain.sheet import Sheet
from services.printing.ports import Ports
from shared.command.declaration import Command, command
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class PrintSheet(Command):
    """What to print, in which language, about what, and what for. The content itself is not kept."""

    kind: Kind
    language: InLanguage
    about: AboutKind
    subject_id: SubjectId
    part: Part = ""
    why: Why
    sheet: Sheet


@command(
    PrintSheet,
    label=Label("打印", "Printout"),
    roles=PRINTERS,
    offered=ON_PRINTS.always,
    refusals=(errors.TooMuchText, errors.NumberTaken),
)
async def print_sheet(cmd: PrintSheet, cause: Cause, ports: Ports) -> Receipt:
    require_printer(cause.actor, cmd.kind)
    cmd.sheet.require_printable()  # before a number is used up
    number, secret = await ports.numbers.issue(cmd.kind, cause), await ports.secret.value()
    subject = Subject(cmd.about, cmd.subject_id, cmd.part)
    made = Printout.register(
        cause.new_id("printout"), number, cmd.kind, cmd.language, subject, cmd.sheet, secret, cause.actor.id, cause.at
    )
    return await ports.prints.create(made, cause)
