"""Note that the paper of a print was made; the service itself does so, before it hands the paper out."""

from services.printing.domain.fields import PrintoutId
from services.printing.domain.permissions import ON_PRINTOUT, PRESS
from services.printing.ports import Ports
from shared.command.declaration import Command, command
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class NotePaper(Command):
    """Which print, how many pages, and the SHA-256 of the PDF."""

    printout_id: PrintoutId
    pages: int
    sha256: str


@command(
    NotePaper,
    label=Label("记下已经打印", "Note that it was printed"),
    roles=PRESS,
    offered=ON_PRINTOUT.always,
)
async def note_paper(cmd: NotePaper, cause: Cause, ports: Ports) -> Receipt:
    return await ports.prints.change(
        cmd.printout_id, cause, lambda one: one.note_paper(cmd.pages, cmd.sha256, cause.at)
    )
