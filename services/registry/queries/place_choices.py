"""Places to choose from, for saying where somebody grew up."""

from services.registry.answers import Answer
from services.registry.domain.places import Gazetteer


class PlaceChoice(Answer):
    """A province, prefecture or county: its region code, its own name and its whole line."""

    code: str
    name: str
    full_name: str


def place_choices(places: Gazetteer, text: str, limit: int = 20) -> list[PlaceChoice]:
    """Places in use whose name begins with the text, widest first."""
    text = text.strip()
    found = [p for p in places.places.values() if not p.former and p.name.startswith(text)] if text else []
    found.sort(key=lambda place: (place.level, place.code))
    return [PlaceChoice(code=p.code, name=p.name, full_name=places.full_name(p.code)) for p in found[:limit]]
