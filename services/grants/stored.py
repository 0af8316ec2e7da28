"""Projects and accounts as queries read them: whole, and also from documents of an older shape."""

from pydantic import TypeAdapter

from services.grants.domain.account import PayeeAccount
from services.grants.domain.older_shapes import upcast
from services.grants.domain.project import Project
from shared.storage.documents import read_state
from shared.storage.mongo import Document
from shared.storage.reading import Reader

_PROJECT, _ACCOUNT = TypeAdapter(Project), TypeAdapter(PayeeAccount)


def stored_project(document: Document) -> Project:
    """A stored project, also in an older shape."""
    return read_state(_PROJECT, {**document["state"], "id": document["_id"]}, upcast)


async def stored_account(reader: Reader, organisation_id: str) -> PayeeAccount | None:
    """The account of an organisation, its numbers left sealed; None where none was ever entered."""
    document = await reader.one("accounts", {"_id": organisation_id})
    if document is None:
        return None
    return read_state(_ACCOUNT, {**document["state"], "id": organisation_id, "numbers": []})
