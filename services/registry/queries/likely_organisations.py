"""The organisations that somebody most likely means by some words: the exact one first, then what is like it."""

from typing import Annotated

from annotated_types import Ge, Le

from services.registry.answers import Answer
from services.registry.domain.fields import FitOfName, WordsOfList
from services.registry.domain.name_search import Readings, SoughtName
from services.registry.domain.permissions import READERS
from services.registry.domain.places import Gazetteer
from services.registry.names_like import organisations_like
from services.registry.queries.organisation_list import OrganisationLine, organisation_line
from shared.kernel.cause import Actor
from shared.storage.reading import LINE, Reader


class LikelyOrganisation(Answer):
    """One organisation, and how its name or code fits."""

    organisation: OrganisationLine
    fit: FitOfName


class LikelyOrganisations(Answer):
    """The likeliest first; nothing for no words."""

    items: list[LikelyOrganisation]


class WordsOfName(Answer):
    """What somebody types to find an organisation, and how many they want to see."""

    q: WordsOfList
    limit: Annotated[int, Ge(1), Le(20)] = 6


async def likely_organisations(
    reader: Reader, places: Gazetteer, readings: Readings, actor: Actor, wanted: WordsOfName
) -> LikelyOrganisations:
    """The organisations that fit best. Raises RoleRequired."""
    actor.require(*sorted(READERS))
    fits = await organisations_like(reader, SoughtName(wanted.q, readings), wanted.limit)
    documents = {
        one["_id"]: one for one in await reader.every("organisations", {"_id": {"$in": list(fits)}}, fields=LINE)
    }
    there = [(documents[one], fit) for one, fit in fits.items() if one in documents]
    return LikelyOrganisations(
        items=[LikelyOrganisation(organisation=organisation_line(one, places), fit=fit) for one, fit in there]
    )
