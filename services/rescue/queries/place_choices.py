"""Places to choose from, for saying where somebody's home is: by their names of today, and those that they had."""

from collections.abc import Callable

from services.rescue.domain.home_place import FormerUntil, HomeCode, HomeName, HomePlace, HomeToldAs
from shared.reference.places import Places
from shared.reference.search import search
from shared.web.view import View


class PlaceChoice(View):
    """A place in use: its code and its whole line, and the former name that was asked for, where it was one."""

    code: HomeCode
    full_name: HomeName
    told_as: HomeToldAs = ""
    told_until: FormerUntil = ""


class PlaceChoices(View):
    """Places that the words asked for name, or with a name that begins with them."""

    items: list[PlaceChoice]


class HomeNow(View):
    """What the place of a home is called today, and since when it is no more called as it was told."""

    full_name: HomeName
    told_until: FormerUntil = ""


def place_choices(known: Callable[[], Places], text: str, limit: int = 20) -> PlaceChoices:
    """Names of today first, what is wider before what is narrower."""
    places = known()
    return PlaceChoices(
        items=[
            PlaceChoice(
                code=one.place.code,
                full_name=places.full_name(one.place.code),
                told_as=one.former.name if one.former else "",
                told_until=one.former.until if one.former else "",
            )
            for one in search(places, text, limit)
        ]
    )


def home_now(home: HomePlace, places: Places) -> HomeNow:
    """By the reference data of today; the names that were written down, where these know nothing of the code any more.

    A place that is no more is called what it became, where that is one place.
    """
    known = places.latest.get(home.code)
    now = places.present_of(known) if known else []
    names = places.full_name(now[0].code) if len(now) == 1 else places.full_name(home.code) or home.full_name
    until = next((one.until for one in places.former_names(home.code) if one.name == home.told_as), "")
    return HomeNow(full_name=names, told_until=until)
