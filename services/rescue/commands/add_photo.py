"""Keep a photograph of the person, or a recording of their voice (存入照片或录音)."""

from services.rescue.domain import photo_errors
from services.rescue.domain.fields import CaseId
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.domain.photo_fields import PERSON, PersonFile, PhotoNote, Shows
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.files.errors import FileNotThere, FileOutlived
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.files import FileRef, saved_with
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class AddPhoto(Command):
    """The file, which was uploaded to the case before, and what it is of."""

    case_id: CaseId
    file: PersonFile
    shows: Shows
    note: PhotoNote = ""


@command(
    AddPhoto,
    post("/cases/{case_id}/photos"),
    label=Label("存入照片或录音", "Add a photograph or recording"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.photos.require_addable()),
    refusals=(photo_errors.PhotoThere, photo_errors.ShowsOtherwise, FileNotThere, FileOutlived),
)
async def add_photo(cmd: AddPhoto, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)

    async def save(refs: tuple[FileRef, ...]) -> Receipt:
        return await ports.cases.change(
            cmd.case_id, cause, lambda case: case.photos.add(refs[0], cmd.shows, cmd.note, act)
        )

    return await saved_with(ports.files, cmd.case_id, PERSON, [cmd.file], cause.actor, save)
