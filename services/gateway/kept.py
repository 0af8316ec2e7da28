"""What was typed and could not be taken: the page that says so holds it; nothing is lost or stored."""

from pydantic import BaseModel, ConfigDict
from starlette.datastructures import UploadFile
from starlette.requests import Request

from services.gateway.addresses import address_of, inside
from services.gateway.forms import DRAFT, KEY

KEPT = "_kept"
TO = "_to"
"""Where a form that a script brings here, half filled in, wants to go."""
KEEPING_PATH = "/kept"
_OURS = frozenset({"_csrf", DRAFT, TO, KEPT})


class Kept(BaseModel):
    """The fields of one form, with its own Idempotency-Key, and where they go."""

    model_config = ConfigDict(frozen=True)

    staff_id: str
    path: str
    fields: list[tuple[str, str]]
    with_files: bool = False
    draft: bool = False
    """Left half filled in: to be gone on with, never sent as it is."""

    @property
    def is_work(self) -> bool:
        """Whether this was a piece of work, not a search or a button of the shell: only work carries a key."""
        return any(name == KEY for name, _ in self.fields)


async def kept_of(request: Request, staff_id: str) -> Kept:
    """What this request posted. Files are too large to be held by a page."""
    posted = (await request.form()).multi_items()
    texts = [(name, value) for name, value in posted if isinstance(value, str)]
    draft = request.url.path == KEEPING_PATH
    return Kept(
        staff_id=staff_id,
        path=inside(dict(texts).get(TO, "")) if draft else address_of(request),
        fields=[(name, value) for name, value in texts if name not in _OURS],
        with_files=any(isinstance(value, UploadFile) and value.filename for _, value in posted),
        draft=draft,
    )
