"""Remove a photograph or recording for good (删除照片或录音): it shows somebody else, or is not needed."""

from services.rescue.domain.fields import CaseId
from services.rescue.domain.permissions import CARE, ON_PHOTO
from services.rescue.domain.photo_fields import RemovalReason
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class RemovePhoto(Command):
    """Which one, and why."""

    case_id: CaseId
    photo_id: str
    reason: RemovalReason


@command(
    RemovePhoto,
    post("/cases/{case_id}/photos/{photo_id}/removal"),
    label=Label(
        "删除照片或录音",
        "Remove a photograph or recording",
        "内容会真正删除，不能恢复。",
        "Its content is deleted for good.",
    ),
    roles=CARE,
    offered=ON_PHOTO.when(lambda part, _: part[0].photos.require_addable()),
)
async def remove_photo(cmd: RemovePhoto, cause: Cause, ports: Ports) -> Receipt:
    """First the case lets it go, then its content goes. A repeat finishes what a crash left in between."""
    act = Act.now(cause)
    receipt = await ports.cases.change(
        cmd.case_id, cause, lambda case: case.photos.remove(cmd.photo_id, cmd.reason, act)
    )
    await ports.files.remove(cmd.case_id, cmd.photo_id)
    return receipt
