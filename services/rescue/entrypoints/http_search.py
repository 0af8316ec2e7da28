"""HTTP: the search for who somebody is, its notices and the request for a DNA sample."""

from fastapi import APIRouter

from services.rescue.commands.propose_notice import ProposeNotice
from services.rescue.commands.publish_notice import PublishNotice
from services.rescue.commands.request_dna import RequestDna
from services.rescue.commands.start_search import StartSearch
from services.rescue.commands.withdraw_notice import WithdrawNotice
from services.rescue.domain import errors
from services.rescue.domain.notice import NoticeText
from services.rescue.domain.texts import Text200, Text500
from services.rescue.entrypoints.deps import ON_A_CASE, AppDep
from shared.clock.deadlines import LateReasonRequired
from shared.clock.rules import LimitMissing
from shared.command.declaration import Command
from shared.web.deps import CauseDep
from shared.web.problems import problems
from shared.web.receipts import Accepted

router = APIRouter(prefix="/cases/{case_id}", tags=["search"])

SEARCHING = (*ON_A_CASE, errors.IdentityStated, errors.SearchNotRunning)


class Approval(Command):
    """A second person's approval; ``late_reason`` is needed once the limit has ended."""

    late_reason: Text500 | None = None


class DnaReport(Command):
    """Which police office was asked; ``late_reason`` is needed once the limit has ended."""

    office: Text200
    request_no: Text200 = ""
    late_reason: Text500 | None = None


@router.post("/search", responses=problems(*ON_A_CASE, errors.SearchRunning, LimitMissing))
async def post_search(case_id: str, cause: CauseDep, app: AppDep) -> Accepted:
    """Start the search; the legal limits run from the entry."""
    return Accepted.of(await app.start_search(StartSearch(case_id=case_id), cause))


@router.post(
    "/notices",
    status_code=201,
    responses=problems(*SEARCHING, errors.NoticeWaiting, errors.NoticeSaysTooLittle, errors.PlaceOfStayIsPrivate),
)
async def post_notice(case_id: str, body: NoticeText, cause: CauseDep, app: AppDep) -> Accepted:
    """Draft a search notice for a colleague to approve."""
    return Accepted.of(await app.propose_notice(ProposeNotice(case_id=case_id, text=body), cause))


@router.post(
    "/notices/{notice_id}/publication",
    responses=problems(
        *SEARCHING,
        errors.NoSuchNotice,
        errors.NoticeNotWaiting,
        errors.SecondPersonRequired,
        errors.PlaceOfStayIsPrivate,
        LateReasonRequired,
    ),
)
async def post_publication(case_id: str, notice_id: str, body: Approval, cause: CauseDep, app: AppDep) -> Accepted:
    """Approve a colleague's notice, which publishes it."""
    command = PublishNotice(case_id=case_id, notice_id=notice_id, late_reason=body.late_reason)
    return Accepted.of(await app.publish_notice(command, cause))


@router.post(
    "/notices/{notice_id}/withdrawal", responses=problems(*ON_A_CASE, errors.NoSuchNotice, errors.NoticeWithdrawn)
)
async def post_withdrawal(case_id: str, notice_id: str, cause: CauseDep, app: AppDep) -> Accepted:
    """Take a notice back."""
    return Accepted.of(await app.withdraw_notice(WithdrawNotice(case_id=case_id, notice_id=notice_id), cause))


@router.post(
    "/dna-request",
    responses=problems(*SEARCHING, errors.DnaAlreadyRequested, errors.TextMissing, LateReasonRequired),
)
async def post_dna_request(case_id: str, body: DnaReport, cause: CauseDep, app: AppDep) -> Accepted:
    """The police were asked to take and compare a DNA sample."""
    command = RequestDna(case_id=case_id, office=body.office, request_no=body.request_no, late_reason=body.late_reason)
    return Accepted.of(await app.request_dna(command, cause))
