"""Places in words: what they are called, and what they were called where somebody asked by that."""

from collections.abc import Awaitable, Callable, Sequence

from services.gateway.engine.fields import Lookup, Option
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import rows_at, text_at
from services.gateway.i18n import N_

FORMERLY = N_("%(now)s（原名%(former)s，到 %(until)s 年为止）")
FORMERLY_UNDATED = N_("%(now)s（原名%(former)s）")


def place_words(page: Page, now: str, former: str, until: str) -> str:
    """湖北省襄阳市（原名襄樊市，到 2010 年为止）; the name of today alone where it was not told by a former one."""
    if not former:
        return now
    if not until:
        return page.say(FORMERLY_UNDATED, now=now, former=former)
    return page.say(FORMERLY, now=now, former=former, until=until[:4])


LONGEST = 40
"""So many letters of a place are asked about; services take no more."""


def place_lookup(
    asked: Callable[[Page, str], Awaitable[Json]], former: tuple[str, str], code: Callable[[Json], str], nothing: str
) -> Lookup:
    """Places by words. ``asked`` asks the service that knows them; ``former`` are its words for the former name by
    which one was found, and for until when it was called so; ``nothing`` (a msgid) is said where none is found.
    """

    async def find(page: Page, words: str) -> Sequence[Option]:
        found = await asked(page, words[:LONGEST])
        return [
            (code(one), place_words(page, *(text_at(one, name) for name in ("full_name", *former))))
            for one in rows_at(found, "items")
        ]

    return Lookup(find, which=N_("是哪一个地方"), several=N_("有几个地方叫这个名字，请选择。"), nothing=nothing)
