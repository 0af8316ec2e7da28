"""The derived fields that the site's lists filter, sort and show; stored with each save."""

from dataclasses import asdict
from typing import Any

from services.public.domain.ages import band_of
from services.public.domain.notice import PublicNotice
from services.public.domain.organisation import ListedOrganisation
from shared.kernel.texts import half_width, search_key

FORMS = {"notices": 1, "organisations": 1}
"""The form of each view; it grows with every change of what is in one, so that views stored earlier are refreshed."""
_MALE, _FEMALE = ("男", "male"), ("女", "female")


def notice_view(notice: PublicNotice) -> dict[str, Any]:
    """One line of the list; of a withdrawn notice nothing but that it is not public."""
    blank = {"form": FORMS["notices"], "public": notice.is_public}
    if notice.text is None:
        return blank
    text = notice.text
    return blank | {
        "published_at": notice.published_at,
        "changed_at": notice.changed_at,
        "shown_name": text.shown_name,
        "sex": text.sex,
        "age": text.age,
        "features": text.features,
        "found_place": text.found_place,
        "found_on": text.found_on.isoformat() if text.found_on else None,
        "sex_code": _sex(text.sex),
        "band": band_of(text.age, half_width(text.age)),
        "place_key": search_key(text.found_place),
    }


def _sex(text: str) -> str:
    told = text.strip().lower()
    if told.startswith(_FEMALE):
        return "female"
    return "male" if told.startswith(_MALE) else ""


def organisation_view(organisation: ListedOrganisation) -> dict[str, Any]:
    """One line of the register's list, and the key by which it is found."""
    profile = organisation.profile
    if profile is None:
        return {"form": FORMS["organisations"]}
    facts = asdict(profile) | {"founded_on": profile.founded_on.isoformat()}
    for name in ("abnormal", "serious"):
        facts[name] = [{"code": one.code, "since": one.since.isoformat()} for one in getattr(profile, name)]
    key = search_key(profile.name)
    return facts | {"form": FORMS["organisations"], "changed_at": organisation.changed_at, "key": key}
