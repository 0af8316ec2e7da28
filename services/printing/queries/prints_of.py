"""What was printed about one thing, newest first, for those who may print it."""

from services.printing.domain.fields import AboutKind, Kind, Part, SubjectId
from services.printing.domain.permissions import require_printer
from services.printing.domain.printed import Printout
from services.printing.queries.check_print import GenuinePrint, genuine_print
from shared.kernel.cause import Actor
from shared.storage.documents import adapter_of, read_state
from shared.storage.reading import Reader
from shared.web.view import View

MOST = 20
_PRINT = adapter_of(Printout)


class PrintsWanted(View):
    """Which kind of paper, about what."""

    kind: Kind
    about: AboutKind
    subject_id: SubjectId
    part: Part = ""


class PrintsOf(View):
    """The latest prints, at most 20; without ``pages`` a number was given, but no paper was made."""

    items: list[GenuinePrint]


async def prints_of(reader: Reader, actor: Actor, wanted: PrintsWanted) -> PrintsOf:
    """The latest prints. Raises RoleRequired."""
    require_printer(actor, wanted.kind)
    where = {
        "state.subject.kind": wanted.about.value,
        "state.subject.id": wanted.subject_id,
        "state.subject.part": wanted.part,
        "state.kind": wanted.kind.value,
    }
    found = await reader.every("prints", where, [("state.at", -1)], MOST)
    kept = (read_state(_PRINT, {**document["state"], "id": document["_id"]}) for document in found)
    return PrintsOf(items=[genuine_print(one) for one in kept])
