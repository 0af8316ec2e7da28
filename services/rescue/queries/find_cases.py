"""The one box: cases by whatever somebody types, a name or its sound, its initials, a temporary label, or the home."""

import re
from typing import Annotated, Any

from annotated_types import MaxLen

from services.rescue.domain.errors import SearchEmpty
from services.rescue.domain.permissions import CARE
from services.rescue.domain.search_keys import Key, KeyKind, name_keys, word_keys
from services.rescue.ports import BlindIndex, Pronunciation
from services.rescue.queries.search_cases import AlikeCases, alike_cases
from shared.kernel.cause import Actor
from shared.kernel.clock import Clock
from shared.kernel.labels import Label
from shared.kernel.texts import search_key
from shared.projection.rows import Rows
from shared.storage.reading import Reader
from shared.web.view import View


class WordsOfCase(View):
    """Words that may be a name, a temporary label or a place."""

    words: Annotated[
        str, Label("姓名、首字母、临时称呼或家乡", "Name, initials, temporary label or home"), MaxLen(60)
    ] = ""

    def keys(self, pronunciation: Pronunciation) -> set[Key]:
        """The keys to look for."""
        return name_keys(self.words, pronunciation.readings) | word_keys(self.words, KeyKind.PLACE, singles=False)


async def find_cases(
    reader: Reader,
    sought: Rows,
    blind: BlindIndex,
    pronunciation: Pronunciation,
    clock: Clock,
    actor: Actor,
    wanted: WordsOfCase,
) -> AlikeCases:
    """Cases that fit the words about as well as the best of them. Raises RoleRequired and SearchEmpty."""
    actor.require(*sorted(CARE))
    keys = {token: key for key in wanted.keys(pronunciation) for token in blind.tokens(key)}
    label = search_key(wanted.words)
    if not label:
        raise SearchEmpty
    match = {"$or": [{"tokens": {"$in": list(keys)}}, called_so(label)]}
    found = await alike_cases(reader, sought, clock, match, keys, label)
    best = max((one.score for one in found.items), default=0.0)
    fitting = [one for one in found.items if 2 * one.score >= best]
    return AlikeCases(items=fitting, total=len(fitting))


def called_so(label: str) -> dict[str, Any]:
    """The filter for cases whose temporary label holds this; it runs along the index on ``label_words``."""
    return {"label_words": {"$regex": f"^{re.escape(label)}"}}
