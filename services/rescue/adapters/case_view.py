"""The derived fields that lists, the due list and the search read; nothing in them says who a person is.

What changes with the calendar alone is not kept here but reckoned when it is read: of an age, its ends and their day.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from services.rescue.domain import entry_change
from services.rescue.domain.ability import INTERVIEW_TASK
from services.rescue.domain.case import RescueCase
from services.rescue.domain.conversation import Conversation
from services.rescue.domain.kinds import CustodyState, InterpreterState
from services.rescue.domain.limits import NORMAL_STAY, is_listed
from services.rescue.domain.person import Person
from services.rescue.domain.search_keys import keys_of_person
from services.rescue.domain.steps import NoticeOnItsWay
from services.rescue.label_words import label_words
from services.rescue.ports import BlindIndex, Pronunciation
from shared.clock.deadline import Deadline, DeadlineState
from shared.kernel.calendar import local_date
from shared.kernel.privacy import mask_name

View = dict[str, Any]
FORMS = {"cases": 11}
"""The form of the view; it grows with every change of what is in one, so that views stored earlier are refreshed."""


def case_view(blind: BlindIndex, pronunciation: Pronunciation) -> Callable[[RescueCase], View]:
    """The view of a case; times are kept as dates, so that they sort."""

    def view(case: RescueCase) -> View:
        waiting, notice = case.search.waiting_notice, NoticeOnItsWay.of(case.search)
        listed = [item for item in case.limits.deadlines.items if is_listed(item)]
        asked = case.conversation.interview_due
        return {
            "form": FORMS["cases"],
            "index": blind.mark,
            "case_no": case.case_no,
            "custody": case.custody.state.value,
            "identity": case.identity.state.value,
            "stated_by": list(case.identity.stated_by),
            "erased": case.erasure is not None,
            "search_ended": case.search.ended_without_answer,
            "opened_at": case.opened_at,
            "responsible": case.charge.responsible,
            "entered_at": case.custody.entered_at,
            **_person(_told(case)),
            "ability_improved": case.conversation.ability_improved,
            "interpreter": interpreter.value if (interpreter := _interpreter(case.conversation)) else None,
            "clocks_begun": any(item.code == NORMAL_STAY for item in case.limits.deadlines.items),
            "notice_waiting": waiting is not None,
            "notice": vars(notice) | {"state": notice.state.value} if notice else None,
            "notice_by": waiting.proposed_by if waiting else None,
            "notice_public": case.search.public_notice is not None,
            "notice_outlived": case.search.notice_outlived,
            **_waits_for_a_second(case),
            "deadlines": [*map(_deadline, listed), *([_task(INTERVIEW_TASK, asked)] if asked else [])],
            "next_end": min((item.due_at for item in listed if item.awaits and item.due_at), default=None),
            "bed": blind.token(bed) if (bed := case.custody.hospital_bed) else None,
            "tokens": sorted(map(blind.token, keys_of_person(case.identity.person, pronunciation.readings))),
        }

    return view


def _told(case: RescueCase) -> Person:
    """The person; where the ID number alone tells of a minor, with the age that it tells of when this was written."""
    person, last = case.identity.person, case.history[-1] if case.history else None
    day = local_date((last.recorded_at or last.at) if last else case.opened_at)
    estimated = person.age.value is not None and person.age.value.may_be_minor_on(day)
    return person.aged(day) if person.may_be_minor_on(day) and not estimated else person


def _person(person: Person) -> View:
    age = person.age.value
    return {
        "shown_name": mask_name(person.names[0].shown) if person.names else None,
        "label": person.temporary_label,
        "label_words": label_words(person.temporary_label),
        "sex": person.sex.value.value if person.sex.value else None,
        "age_low": age.low if age else None,
        "age_high": age.high if age else None,
        "age_on": age.estimated_on.isoformat() if age and age.estimated_on else None,
    }


def _waits_for_a_second(case: RescueCase) -> View:
    """What a colleague proposed that takes two; an arrival is corrected only while the person is in care."""
    correction, erasure = case.custody.waiting_correction, case.erasure_proposal
    entry = entry_change.waiting(case) if case.custody.state is not CustodyState.DEPARTED else None
    return {
        "correction_waits": correction is not None,
        "correction_by": correction.proposed_by if correction else None,
        "entry_waits": entry is not None,
        "entry_by": entry.by if entry else None,
        "erasure_waits": erasure is not None and case.erasure is None,
        "erasure_by": erasure.by if erasure else None,
        "erasure_by_head": erasure.by_head if erasure else False,
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


def _task(code: str, since: datetime) -> View:
    """Something to be done at once that no law gives a limit, as it stands among the limits."""
    begun = {"code": code, "about": "", "rule_version": "", "anchor": since, "due_at": None}
    return {**begun, "state": DeadlineState.OPEN.value, "warned": False}


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
