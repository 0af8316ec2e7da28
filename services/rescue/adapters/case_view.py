"""The derived fields that lists, the due list and the search read; nothing in them says who a person is."""

from collections.abc import Callable
from typing import Any

from services.rescue.domain.case import RescueCase
from services.rescue.domain.conversation import Conversation
from services.rescue.domain.kinds import InterpreterState
from services.rescue.domain.limits import NORMAL_STAY
from services.rescue.domain.person import Person
from services.rescue.domain.search_keys import keys_of_person
from services.rescue.domain.steps import NoticeOnItsWay
from services.rescue.label_words import label_words
from services.rescue.ports import BlindIndex, Pronunciation
from shared.clock.deadlines import Deadline
from shared.kernel.privacy import mask_name

View = dict[str, Any]
FORMS = {"cases": 2}
"""The form of the view; it grows with every change of what is in one, so that views stored earlier are refreshed."""


def case_view(blind: BlindIndex, pronunciation: Pronunciation) -> Callable[[RescueCase], View]:
    """The view of a case; times are kept as dates, so that they sort."""

    def view(case: RescueCase) -> View:
        waiting, notice = case.search.waiting_notice, NoticeOnItsWay.of(case.search)
        awaited = [_deadline(item) for item in case.limits.deadlines.items if item.awaits]
        return {
            "form": FORMS["cases"],
            "case_no": case.case_no,
            "custody": case.custody.state.value,
            "identity": case.identity.state.value,
            "erased": case.erasure is not None,
            "opened_at": case.opened_at,
            "entered_at": case.custody.entered_at,
            **_person(case.identity.person),
            "ability_improved": case.conversation.ability_improved,
            "interpreter": interpreter.value if (interpreter := _interpreter(case.conversation)) else None,
            "clocks_begun": any(item.code == NORMAL_STAY for item in case.limits.deadlines.items),
            "notice_waiting": waiting is not None,
            "notice": vars(notice) | {"state": notice.state.value} if notice else None,
            "notice_by": waiting.proposed_by if waiting else None,
            "notice_outlived": case.search.notice_outlived,
            "deadlines": awaited,
            "next_end": min((item["due_at"] for item in awaited if item["due_at"]), default=None),
            "tokens": sorted(map(blind.token, keys_of_person(case.identity.person, pronunciation.sounds))),
        }

    return view


def _person(person: Person) -> View:
    age = person.age.value
    return {
        "shown_name": mask_name(person.names[0].shown) if person.names else None,
        "label": person.temporary_label,
        "label_words": label_words(person.temporary_label),
        "sex": person.sex.value.value if person.sex.value else None,
        "age_low": age.low if age else None,
        "age_high": age.high if age else None,
        "may_be_minor": person.may_be_minor,
    }


def _deadline(item: Deadline) -> View:
    return {
        "code": item.code,
        "about": item.about,
        "rule_version": item.rule_version,
        "anchor": item.anchor,
        "due_at": item.due_at,
        "state": item.state.value,
        "warned": item.warned,
    }


def _interpreter(conversation: Conversation) -> InterpreterState | None:
    """Where the search for an interpreter stands; None while nobody was looked for."""
    if not conversation.interpreter_requests:
        return None
    last = conversation.interpreter_requests[-1]
    if last.contacts:
        return InterpreterState.CONTACTED
    if last.proposals is None:
        return InterpreterState.WAITING
    return InterpreterState.PROPOSED if last.proposals else InterpreterState.NOBODY
