"""Dialect groups and languages: what people call them, and where each is spoken."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_ENDINGS = ("口音", "方言", "腔")


@dataclass(frozen=True)
class Dialect:
    """A dialect group, or a language of its own (苗语, 手语): its code word, both names, and what people call it.

    ``also_places`` says which of these words name a place beside the speech (广东话, with the region code); the others
    never do, whatever they look like. A language of its own has ``areas``: prefixes of regions where it is spoken.
    """

    code: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    also_places: Mapping[str, str] = field(default_factory=dict)
    areas: tuple[str, ...] = ()
    is_language: bool = False

    @property
    def words(self) -> Mapping[str, str | None]:
        """All that people call it, with the region code of the place that a word names too.

        What ends in 话 is also called 口音, 方言 and 腔 (江南口音).
        """
        found: dict[str, str | None] = {}
        for name in (self.zh, *self.aliases):
            stem = name.removesuffix("话")
            more = (stem + ending for ending in _ENDINGS) if stem != name and len(stem) > 1 else ()
            found.update(dict.fromkeys((name, *more), self.also_places.get(name)))
        return found


@dataclass(frozen=True)
class Dialects:
    """All of them, and the group spoken in most of a region by the prefix of its code; the longest prefix holds."""

    all: tuple[Dialect, ...]
    areas: Mapping[str, str]
