"""Places to choose from, for saying where somebody grew up."""

from services.registry.answers import Answer
from services.registry.domain.places import Gazetteer
from shared.reference.search import search


class PlaceChoice(Answer):
    """A province, prefecture or county: its region code, its own name and its whole line.

    ``former_name`` is the one that was asked for, where it is no longer called so, and ``former_until`` the year or day
    from which it was so no more; empty otherwise.
    """

    code: str
    name: str
    full_name: str
    former_name: str = ""
    former_until: str = ""


def place_choices(places: Gazetteer, text: str, limit: int = 20) -> list[PlaceChoice]:
    """Places in use that the text names (安徽阜阳临泉, 襄樊), then those with a name that begins so, widest first."""
    return [
        PlaceChoice(
            code=one.place.code,
            name=one.place.name,
            full_name=places.full_name(one.place.code),
            former_name=one.former.name if one.former else "",
            former_until=one.former.until if one.former else "",
        )
        for one in search(places.regions, text, limit)
    ]
