"""Places to choose from, for saying where somebody grew up."""

from services.registry.answers import Answer
from services.registry.domain.places import Gazetteer
from services.registry.domain.speech import hear


class PlaceChoice(Answer):
    """A province, prefecture or county: its region code, its own name and its whole line."""

    code: str
    name: str
    full_name: str


def place_choices(places: Gazetteer, text: str, limit: int = 20) -> list[PlaceChoice]:
    """Places in use that the text names (安徽阜阳临泉), then those whose name begins with it, widest first."""
    text = text.strip()
    begun = [p for p in places.places.values() if p.name.startswith(text)] if text else []
    begun.sort(key=lambda place: (place.level, place.code))
    found = [p for p in dict.fromkeys([*hear(text, places).places, *begun]) if not p.former]
    return [PlaceChoice(code=p.code, name=p.name, full_name=places.full_name(p.code)) for p in found[:limit]]
