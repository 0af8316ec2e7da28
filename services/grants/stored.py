"""Projects and accounts as queries read them: whole, and also from documents of an older shape."""

from collections.abc import Iterable

from services.grants.domain.account import PayeeAccount
from services.grants.domain.older_shapes import upcast
from services.grants.domain.project import Project
from services.grants.domain.standing import Standing
from shared.storage.documents import adapter_of, read_state
from shared.storage.mongo import Document
from shared.storage.reading import Reader

_PROJECT, _ACCOUNT, _STANDING = adapter_of(Project), adapter_of(PayeeAccount), adapter_of(Standing)


def stored_project(document: Document) -> Project:
    """A stored project, also in an older shape."""
    return read_state(_PROJECT, {**document["state"], "id": document["_id"]}, upcast)


async def stored_account(reader: Reader, organisation_id: str) -> tuple[PayeeAccount, int]:
    """The account of an organisation, its numbers left sealed, and its version; 0 where none was ever entered."""
    document = await reader.one("accounts", {"_id": organisation_id})
    return (PayeeAccount(organisation_id), 0) if document is None else (_account(document), document["version"])


async def name_now(reader: Reader, organisation_id: str) -> str | None:
    """What the register calls an organisation now; None where it has not told."""
    document = await reader.one("standings", {"_id": organisation_id})
    return read_state(_STANDING, {**document["state"], "id": organisation_id}).name if document else None


async def stored_accounts(reader: Reader, organisation_ids: Iterable[str]) -> dict[str, PayeeAccount]:
    """The accounts of these organisations by their ids, numbers left sealed; none for whom none was ever entered."""
    found = await reader.every("accounts", {"_id": {"$in": [*organisation_ids]}})
    return {document["_id"]: _account(document) for document in found}


def _account(document: Document) -> PayeeAccount:
    return read_state(_ACCOUNT, {**document["state"], "id": document["_id"], "numbers": []})
