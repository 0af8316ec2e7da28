"""The derived fields that lists filter, sort and search by; stored with each save."""

from collections.abc import Iterator
from typing import Any

from services.registry.adapters.search_words import bare_sounds, pinyin_key, search_words
from services.registry.domain.import_run import OrganisationImport
from services.registry.domain.name_search import BACKWARDS, WHOLE
from services.registry.domain.names import former_names, keys_held
from services.registry.domain.organisation import Organisation
from services.registry.domain.places import Gazetteer
from services.registry.domain.retracting import waiting_retraction
from services.registry.domain.rules import RegisterRules
from services.registry.domain.talent import Talent
from shared.kernel.calendar import local_date

FORMS = {"organisations": 7, "talents": 4}
"""The form of each view; it grows with every change of what is in one, so that views stored earlier are refreshed."""


def organisation_view(organisation: Organisation, rules: RegisterRules) -> dict[str, Any]:
    """One line of the list, the names it holds, and the words that it is found by (the credit code too, and from its
    end).
    """
    p = organisation.particulars
    code, former = p.uscc.lower(), former_names(organisation.history["name"].spans(), p.name)
    names, waiting = keys_held(organisation, rules), waiting_retraction(organisation)
    held = {"name_held": names} if names else {}
    return (
        held
        | _of_imports(organisation)
        | {
            "form": FORMS["organisations"],
            "uscc": p.uscc,
            "name": p.name,
            "kind": p.kind.value,
            "street_code": p.street_code,
            "founded_on": p.founded_on.isoformat(),
            "status": organisation.status.value,
            "ended_on": _ended_on(organisation),
            "standing": organisation.standing.value,
            "open_reasons": len(organisation.open_reasons),
            "retraction_waits": waiting is not None,
            "retraction_by": waiting.proposed.by if waiting else None,
            "invented": organisation.invented,
            "invented_fields": [one.value for one in organisation.invented_fields],
            "name_key": pinyin_key(p.name),
            "sounds": bare_sounds(p.name),
            "former_names": former,
            "words": sorted({code, WHOLE + code, BACKWARDS + code[::-1], *_words_of([p.name, *former])}),
        }
    )


def _of_imports(organisation: Organisation) -> dict[str, Any]:
    """The imports that entered and corrected it; nothing where none did, as in views of before."""
    entered, corrected = organisation.entered, [one.import_id for one in organisation.corrections if one.import_id]
    return ({"entered_by_import": entered.import_id} if entered else {}) | (
        {"corrected_by_import": corrected} if corrected else {}
    )


def _ended_on(organisation: Organisation) -> str | None:
    """The day of the step that ended it; None where it goes on, or where that was not told."""
    step = next((one for one in organisation.steps if one.status.has_ended), None)
    occurred = step.told.occurred_at if step and step.told else None
    return local_date(occurred).isoformat() if occurred else None


def _words_of(names: list[str]) -> Iterator[str]:
    for name in names:
        yield from search_words(name)


def talent_view(talent: Talent, places: Gazetteer) -> dict[str, Any]:
    """One line of the talent list; the phone number is not among it."""
    p = talent.profile
    return {
        "form": FORMS["talents"],
        "display_name": p.display_name,
        "skills": list(p.skills),
        "dialects": list(p.dialects),
        "native_code": p.native_code,
        "native_prefixes": [p.native_code[:2], p.native_code[:4], p.native_code] if p.native_code else [],
        "native_county": places.full_name(p.native_code) if p.native_code else "",
        "availability": p.availability.value,
        "in_pool": talent.withdrawn_at is None,
        "helped": talent.helped,
        "in_vain": talent.in_vain,
        "invented": talent.invented,
        "name_key": pinyin_key(p.display_name),
        "words": search_words(p.display_name),
    }


def import_view(run: OrganisationImport) -> dict[str, Any]:
    """One line of the list of imports."""
    return {"at": run.at, "file_name": run.file_name, "dry_run": run.dry_run}
