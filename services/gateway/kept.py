"""What was typed and could not be taken: the page that says so holds it; nothing is lost or stored."""

from urllib.parse import parse_qsl, urlencode

from pydantic import BaseModel, ConfigDict
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from services.gateway.addresses import address_of, inside
from services.gateway.forms import DRAFT, KEY

KEPT = "_kept"
TO = "_to"
"""Where a form that a script brings here, half filled in, wants to go."""
FIELDS = "_fields"
"""What was typed beside a button of the shell, encoded like a query."""
KEEPING_PATH = "/kept"
_OURS = frozenset({"_csrf", DRAFT, TO, KEPT, FIELDS})


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

    @property
    def encoded(self) -> str:
        """The fields like a query, for a button of the shell to carry."""
        return urlencode(self.fields) if self.is_work else ""


def kept_beside(form: FormData, staff_id: str) -> Kept | None:
    """What was typed on the page where a button of the shell was pressed; None when nothing was."""
    texts = parse_qsl(str(form.get(FIELDS, "")), keep_blank_values=True)
    fields = [(name, value) for name, value in texts if name not in _OURS]
    kept = Kept(staff_id=staff_id, path=inside(str(form.get(TO, ""))), fields=fields, draft=True)
    return kept if kept.is_work else None


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
