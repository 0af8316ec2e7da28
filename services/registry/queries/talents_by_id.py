"""Some people of the talent pool by their ids: for pages that hold proposals."""

from services.registry.domain.permissions import TALENT_READERS
from services.registry.queries.talent_list import TalentLine, talent_line
from shared.kernel.cause import Actor
from shared.storage.reading import LINE, Reader


async def talents_by_id(reader: Reader, actor: Actor, ids: list[str]) -> list[TalentLine]:
    """These people in this order, unknown ids left out; whoever shows them logs the reading. Raises RoleRequired."""
    actor.require(*sorted(TALENT_READERS))
    found = {
        document["_id"]: document for document in await reader.every("talents", {"_id": {"$in": ids}}, fields=LINE)
    }
    return [talent_line(found[one]) for one in ids if one in found]
