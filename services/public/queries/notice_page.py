"""One search notice, or that it was withdrawn."""

from services.public.domain.notice import PublicNotice
from shared.storage.documents import adapter_of
from shared.storage.reading import Reader


async def notice_page(reader: Reader, notice_no: str) -> PublicNotice | None:
    """The notice with this public number as it stands; None where there never was one."""
    found = await reader.one("notices", {"_id": notice_no})
    return adapter_of(PublicNotice).validate_python({**found["state"], "id": notice_no}) if found else None
