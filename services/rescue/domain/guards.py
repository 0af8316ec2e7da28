"""When each verb of a case may be used: one function each, which raises the reason why not."""

from datetime import datetime

from services.rescue.domain import errors
from services.rescue.domain.custody import Custody, Departure
from services.rescue.domain.notice import NoticeState
from services.rescue.domain.person import MAY_LEAVE_ALONE
from services.rescue.domain.state import CaseState, Identity


def require_open(case: CaseState) -> None:
    """A case whose person has departed stays as it is. Raises CaseClosed."""
    if case.custody is Custody.DEPARTED:
        raise errors.CaseClosed


def require_in_care(case: CaseState) -> datetime:
    """When the person came, who has not departed since. Raises CaseClosed or NotYetReceived."""
    require_open(case)
    if case.entered_at is None:
        raise errors.NotYetReceived
    return case.entered_at


def require_departable(case: CaseState, how: Departure, *, declared: bool) -> None:
    """The way of leaving can be true and is allowed.

    Nobody leaves alone who may be under 16, nor without a signed declaration who may be under 18. Basis:
    民发〔2014〕132号 离站准备; 未成年人保护法 第九十二条、第九十三条.
    Raises CaseClosed, NeverCame, CameAlready, MayNotLeaveAlone or DeclarationRequired.
    """
    require_open(case)
    if case.entered_at is None and how is not Departure.NEVER_CAME:
        raise errors.NeverCame
    if case.entered_at is not None and how is Departure.NEVER_CAME:
        raise errors.CameAlready
    age = case.person.age.value
    if how is not Departure.LEFT_ALONE or age is None or not age.may_be_minor:
        return
    if age.low < MAY_LEAVE_ALONE:
        raise errors.MayNotLeaveAlone(age=MAY_LEAVE_ALONE)
    if not declared:
        raise errors.DeclarationRequired


def require_receivable(case: CaseState) -> None:
    """The person was only reported so far. Raises CaseClosed or AlreadyReceived."""
    require_open(case)
    if case.entered_at is not None:
        raise errors.AlreadyReceived


def require_searchable(case: CaseState) -> datetime:
    """When the person came, who is in care and for whom no search is running.

    Somebody who stated who they are may be searched for again: statements turn out wrong.
    Raises CaseClosed, NotYetReceived or SearchRunning.
    """
    entered_at = require_in_care(case)
    if case.identity is Identity.SEARCHING:
        raise errors.SearchRunning
    return entered_at


def require_unstated(case: CaseState) -> None:
    """The person has not stated who they are. Raises CaseClosed, NotYetReceived or IdentityStated."""
    require_in_care(case)
    if case.identity is Identity.STATED_BY_SELF:
        raise errors.IdentityStated


def require_searching(case: CaseState) -> None:
    """A search is running. Raises CaseClosed, NotYetReceived, IdentityStated or SearchNotRunning."""
    require_unstated(case)
    if case.identity is not Identity.SEARCHING:
        raise errors.SearchNotRunning


def require_speech_clue(case: CaseState) -> None:
    """There is a clue that says where the speech may be from. Raises CaseClosed, NotYetReceived or NoSpeechClue."""
    require_in_care(case)
    if not any(clue.tells_speech for clue in case.clues):
        raise errors.NoSpeechClue


def require_proposals(case: CaseState) -> None:
    """Somebody has been proposed as interpreter. Raises CaseClosed, NotYetReceived or NoProposals."""
    require_in_care(case)
    if not any(request.proposals for request in case.interpreter_requests):
        raise errors.NoProposals


def require_notice_proposable(case: CaseState) -> None:
    """A search is running and no notice waits for approval. Raises what require_searching raises, or NoticeWaiting."""
    require_searching(case)
    if case.waiting_notice is not None:
        raise errors.NoticeWaiting


def require_notice_approvable(case: CaseState, by: str) -> None:
    """A notice waits, and this person did not write it: nobody both proposes and publishes.

    Raises what require_searching raises, NoticeNotWaiting or SecondPersonRequired.
    """
    require_searching(case)
    if case.waiting_notice is None:
        raise errors.NoticeNotWaiting
    if case.waiting_notice.proposed_by == by:
        raise errors.SecondPersonRequired


def require_notice_withdrawable(case: CaseState) -> None:
    """A notice waits or is public. It may be withdrawn also after the person has departed. Raises NoticeWithdrawn."""
    if all(notice.state is NoticeState.WITHDRAWN for notice in case.notices):
        raise errors.NoticeWithdrawn


def require_erasable(case: CaseState) -> None:
    """Care has ended and nothing about the person is public. Raises NotDeparted or NoticeStillPublic."""
    if case.custody is not Custody.DEPARTED:
        raise errors.NotDeparted
    if any(notice.state is NoticeState.PUBLISHED for notice in case.notices):
        raise errors.NoticeStillPublic


def require_dna_requestable(case: CaseState) -> None:
    """A search is running and the police were not asked yet.

    Raises what require_searching raises, or DnaAlreadyRequested.
    """
    require_searching(case)
    if case.dna is not None:
        raise errors.DnaAlreadyRequested
