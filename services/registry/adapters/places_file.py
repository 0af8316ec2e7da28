"""The facts about places and speech as the register decides by them, from the packages of reference data."""

from services.registry.domain.places import Gazetteer
from shared.reference.place_tables import REGIONS, STREETS, VILLAGES, places_of, rows_of
from shared.reference.reference import Reference


def gazetteer(reference: Reference) -> Gazetteer:
    """All of it, in memory. Raises PackageWrong."""
    places, dialects = reference.package("places"), reference.dialects
    return Gazetteer(
        streets=tuple(rows_of(places, STREETS)),
        regions=places_of(places, REGIONS),
        dialects=dialects.all,
        dialect_areas=dialects.areas,
        villages=tuple(rows_of(places, VILLAGES)),
    )
