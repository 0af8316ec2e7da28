"""What forms choose from: streets, kinds, states, reasons and dialects."""

from services.registry.answers import Answer
from services.registry.domain.kinds import KIND_WORDS, REASON_WORDS, STATUS_WORDS
from services.registry.domain.places import Gazetteer


class Choice(Answer):
    """A code and its words."""

    code: str
    zh: str
    en: str


class Reference(Answer):
    """All fixed choices. Streets have no English name of their own, so both are Chinese."""

    streets: list[Choice]
    kinds: list[Choice]
    statuses: list[Choice]
    reasons: list[Choice]
    dialects: list[Choice]


def reference(places: Gazetteer) -> Reference:
    """The fixed choices."""
    return Reference(
        streets=[Choice(code=s.code, zh=s.name, en=s.name) for s in places.streets if s.is_current],
        kinds=[Choice(code=code.value, zh=zh, en=en) for code, (zh, en) in KIND_WORDS.items()],
        statuses=[Choice(code=code.value, zh=zh, en=en) for code, (zh, en) in STATUS_WORDS.items()],
        reasons=[Choice(code=code.value, zh=zh, en=en) for code, (zh, en) in REASON_WORDS.items()],
        dialects=[Choice(code=one.code, zh=one.zh, en=one.en) for one in places.dialects],
    )
