"""One organisation of the public register."""

from services.public.domain.organisation import ListedOrganisation
from shared.storage.documents import adapter_of
from shared.storage.reading import Reader


async def organisation_page(reader: Reader, uscc: str) -> ListedOrganisation | None:
    """The organisation with this credit code; None where the register has none.

    Should two have told the same code for a moment (one was corrected), it is who told it last.
    """
    where, latest = {"view.uscc": uscc.upper()}, [("view.changed_at", -1)]
    found = await reader.every("organisations", where, latest, 1)
    if not found:
        return None
    return adapter_of(ListedOrganisation).validate_python({**found[0]["state"], "id": found[0]["_id"]})
