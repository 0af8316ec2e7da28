"""The facts that forms choose from: streets and dialects. The words of enumerations stand in the OpenAPI document."""

from services.registry.answers import Answer
from services.registry.domain.places import Gazetteer


class Choice(Answer):
    """A code and its words."""

    code: str
    zh: str
    en: str


class Reference(Answer):
    """All fixed choices. Streets have no English name of their own, so both are Chinese."""

    streets: list[Choice]
    dialects: list[Choice]


def reference(places: Gazetteer) -> Reference:
    """The fixed choices."""
    return Reference(
        streets=[Choice(code=s.code, zh=s.name, en=s.name) for s in places.streets if s.is_current],
        dialects=[Choice(code=one.code, zh=one.zh, en=one.en) for one in places.dialects],
    )
