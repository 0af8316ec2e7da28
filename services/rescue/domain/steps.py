"""What the next step of a limit's duty is, and for whom: a draft waits for the head, and its author waits for them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from services.rescue.domain.ability import INTERVIEW_TASK
from services.rescue.domain.limits import DNA_REQUEST, IDENTITY_CHECK, NOTICE_REFRESH, POLICE_DNA_REPLY, SEARCH_NOTICE
from services.rescue.domain.search import Search
from services.rescue.domain.search_kinds import DutyStep, NoticeState
from shared.kernel.dual_control import is_another

_STEPS: Mapping[str, DutyStep] = {
    DNA_REQUEST: DutyStep.ASK,
    POLICE_DNA_REPLY: DutyStep.REPLY,
    INTERVIEW_TASK: DutyStep.INTERVIEW,
}


@dataclass(frozen=True)
class NoticeOnItsWay:
    """The notice that the next step is about: its id, where it stands, and who drafted it."""

    id: str
    state: NoticeState
    author: str

    @classmethod
    def of(cls, search: Search) -> "NoticeOnItsWay | None":
        """The one that waits, else the approved one, else the public one; None where none is on its way."""
        notice = search.waiting_notice or search.unpublished_notice or search.public_notice
        return cls(notice.id, notice.state, notice.proposed_by) if notice else None


def next_step(
    code: str,
    notice: NoticeOnItsWay | None,
    reader: str,
    *,
    is_head: bool,
    stated: bool = False,
    stated_by: Collection[str] = (),
) -> DutyStep:
    """What this reader can do now for the duty of a limit.

    While a statement waits for its check (``stated``), nothing else is done in the search; who wrote it down
    (``stated_by``) waits for a colleague to check it.
    """
    if code == IDENTITY_CHECK or (stated and code in (SEARCH_NOTICE, NOTICE_REFRESH, DNA_REQUEST)):
        return DutyStep.CHECK if is_another(reader, stated_by) else DutyStep.AWAIT_CHECK
    if code not in (SEARCH_NOTICE, NOTICE_REFRESH):
        return _STEPS.get(code, DutyStep.PAPER)
    if notice is None:
        return DutyStep.DRAFT
    if notice.state is NoticeState.PROPOSED:
        return DutyStep.APPROVE if is_head and is_another(reader, (notice.author,)) else DutyStep.AWAIT_APPROVAL
    return DutyStep.PUBLISH
