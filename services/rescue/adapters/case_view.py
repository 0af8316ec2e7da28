"""The derived fields that lists, the due list and the search read; nothing in them says who a person is."""

from collections.abc import Callable
from typing import Any

from services.rescue.domain.case import RescueCase
from services.rescue.domain.person import Person
from services.rescue.domain.search_keys import keys_of_person
from services.rescue.ports import BlindIndex, Pronunciation
from shared.clock.deadlines import Deadline
from shared.kernel.privacy import mask_name

View = dict[str, Any]


def case_view(blind: BlindIndex, pronunciation: Pronunciation) -> Callable[[RescueCase], View]:
    """The view of a case; times are kept as dates, so that they sort."""

    def view(case: RescueCase) -> View:
        awaited = [_deadline(item) for item in case.deadlines.items if item.awaits]
        return {
            "case_no": case.case_no,
            "custody": case.custody.value,
            "identity": case.identity.value,
            "erased": case.erasure is not None,
            "opened_at": case.opened_at,
            "entered_at": case.entered_at,
            **_person(case.person),
            "ability_improved": case.ability_improved,
            "interpreter": _interpreter(case),
            "notice_waiting": case.waiting_notice is not None,
            "notice_by": case.waiting_notice.proposed_by if case.waiting_notice else None,
            "notice_outlived": case.notice_outlived,
            "deadlines": awaited,
            "next_end": min((item["due_at"] for item in awaited if item["due_at"]), default=None),
            "tokens": sorted(map(blind.token, keys_of_person(case.person, pronunciation.sounds))),
        }

    return view


def _person(person: Person) -> View:
    age = person.age.value
    return {
        "shown_name": mask_name(person.names[0].shown) if person.names else None,
        "label": person.temporary_label,
        "sex": person.sex.value.value if person.sex.value else None,
        "age_low": age.low if age else None,
        "age_high": age.high if age else None,
        "may_be_minor": person.may_be_minor,
    }


def _deadline(item: Deadline) -> View:
    return {
        "code": item.code,
        "rule_version": item.rule_version,
        "anchor": item.anchor,
        "due_at": item.due_at,
        "state": item.state.value,
        "warned": item.warned,
    }


def _interpreter(case: RescueCase) -> str | None:
    """Where the search for an interpreter stands: nothing, ``waiting``, ``nobody``, ``proposed`` or ``contacted``."""
    if not case.interpreter_requests:
        return None
    last = case.interpreter_requests[-1]
    if last.contacts:
        return "contacted"
    if last.proposals is None:
        return "waiting"
    return "proposed" if last.proposals else "nobody"
