"""Whether a paper is genuine (核验): its number and check code belong to a print that is on record."""

from services.printing.domain.check_code import number_as_kept, same_code
from services.printing.domain.fields import (
    AboutKind,
    CheckCode,
    InLanguage,
    Kind,
    Number,
    Pages,
    Part,
    PrintedAt,
    PrintedBy,
    SubjectId,
)
from services.printing.domain.permissions import STAFF
from services.printing.domain.printed import Printout
from shared.kernel.cause import Actor
from shared.storage.documents import adapter_of, read_state
from shared.storage.reading import Reader
from shared.web.view import View

_PRINT = adapter_of(Printout)


class Asked(View):
    """The number and the check code, as they stand on the paper; how they are typed does not matter."""

    number: Number
    code: CheckCode


class GenuinePrint(View):
    """A print on record: what, about what, by whom and when."""

    number: Number
    kind: Kind
    language: InLanguage
    about: AboutKind
    subject_id: SubjectId
    part: Part
    printed_by: PrintedBy
    printed_at: PrintedAt
    pages: Pages


class CheckedPrint(View):
    """``found`` is the print on record; null where number and code do not belong together, whichever is wrong."""

    genuine: bool
    found: GenuinePrint | None


async def check_print(reader: Reader, actor: Actor, asked: Asked) -> CheckedPrint:
    """Whether number and code belong to a paper that was made here. Raises RoleRequired."""
    actor.require(*sorted(STAFF))
    document = await reader.one("prints", {"state.number": number_as_kept(asked.number)})
    if document is None:
        return CheckedPrint(genuine=False, found=None)
    one = read_state(_PRINT, {**document["state"], "id": document["_id"]})
    if one.paper is None or not same_code(asked.code, one.check_code):
        return CheckedPrint(genuine=False, found=None)
    return CheckedPrint(genuine=True, found=genuine_print(one))


def genuine_print(one: Printout) -> GenuinePrint:
    """What is told of a print; never its content, which nobody keeps."""
    return GenuinePrint(
        number=one.number,
        kind=one.kind,
        language=one.language,
        about=one.subject.kind,
        subject_id=one.subject.id,
        part=one.subject.part,
        printed_by=one.by,
        printed_at=one.at,
        pages=one.paper.pages if one.paper else None,
    )
