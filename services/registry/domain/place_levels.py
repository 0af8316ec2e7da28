"""The words for the level of a place in a key by which names are compared."""

import re

_ABOVE = re.compile(r"^(?:浙江省?)?(?:宁波市?)?(?=奉化)")
_LEVELS = re.compile(r"街道|[省市区县镇乡]")


def without_levels(key: str) -> str:
    """A key without the words for the level of a place: 奉化区爱心协会 and 奉化市爱心协会 become 奉化爱心协会."""
    return _LEVELS.sub("", key)


def without_places_above(key: str) -> str:
    """A key of a name without the province and the city that the district is in."""
    return _ABOVE.sub("", key)


def places_of_levels(key: str) -> set[int]:
    """At which characters of a key the words for levels stand."""
    return {place for found in _LEVELS.finditer(key) for place in range(*found.span())}
