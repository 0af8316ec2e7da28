"""The paper of a registered print, made from the content that its number was given for; the content is not kept."""

from services.printing.domain.printed import Printout
from services.printing.domain.sheet import Sheet
from services.printing.ports import Job, MadePaper, Ports


async def paper(ports: Ports, printout_id: str, sheet: Sheet) -> tuple[Printout, MadePaper]:
    """The record and its paper: the same bytes whenever it is asked for.

    Raises PrintNotFound, ContentDiffers, and what the press raises.
    """
    one = await ports.prints.get(printout_id)
    one.require_content(sheet, await ports.secret.value())
    job = Job(one.kind, one.language, sheet, one.number, one.check_code, one.at)
    return one, await ports.press.paper(job)
