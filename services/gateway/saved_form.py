"""A form that could not be accepted: the page that says so holds what was typed; nothing is lost, nothing stored."""

from urllib.parse import parse_qsl, urlencode

from pydantic import BaseModel, ConfigDict
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from services.gateway.addresses import address_of, inside
from services.gateway.forms import DRAFT, KEY

SEALED = "_saved"
"""Where the sign-in page holds a form, sealed for its writer."""
TO = "_to"
"""Where a half-filled form that a script brings here belongs."""
FIELDS = "_fields"
"""What was typed on the page of a button of the shell, encoded like a query."""
SAVED_FORM_PATH = "/saved-form"
_OURS = frozenset({"_csrf", DRAFT, TO, SEALED, FIELDS})


class SavedForm(BaseModel):
    """The fields of one form, with its own Idempotency-Key, and where they go."""

    model_config = ConfigDict(frozen=True)

    staff_id: str
    path: str
    fields: list[tuple[str, str]]
    with_files: bool = False
    draft: bool = False
    """Half filled in: to be continued, never sent as it is."""

    @property
    def is_work(self) -> bool:
        """Whether this was a piece of work, not a search or a button of the shell: only work carries a key."""
        return any(name == KEY for name, _ in self.fields)

    @property
    def encoded(self) -> str:
        """The fields like a query, for a button of the shell to carry."""
        return urlencode(self.fields) if self.is_work else ""


def saved_form_beside(form: FormData, staff_id: str) -> SavedForm | None:
    """What was typed on the page where a button of the shell was pressed; None when nothing was."""
    texts = parse_qsl(str(form.get(FIELDS, "")), keep_blank_values=True)
    fields = [(name, value) for name, value in texts if name not in _OURS]
    saved = SavedForm(staff_id=staff_id, path=inside(str(form.get(TO, ""))), fields=fields, draft=True)
    return saved if saved.is_work else None


async def saved_form_of(request: Request, staff_id: str) -> SavedForm:
    """What this request posted. Files are too large to be held by a page."""
    posted = (await request.form()).multi_items()
    texts = [(name, value) for name, value in posted if isinstance(value, str)]
    draft = request.url.path == SAVED_FORM_PATH
    return SavedForm(
        staff_id=staff_id,
        path=inside(dict(texts).get(TO, "")) if draft else address_of(request),
        fields=[(name, value) for name, value in texts if name not in _OURS],
        with_files=any(isinstance(value, UploadFile) and value.filename for _, value in posted),
        draft=draft,
    )
