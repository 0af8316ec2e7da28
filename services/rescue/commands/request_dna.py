"""Report to the police that a DNA sample is to be taken and compared (报请公安机关采集 DNA)."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId, GivenOffice, LateReason, RequestNo
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.clock.deadlines import LateReasonRequired
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class RequestDna(ActCommand):
    """Which police office was asked, under which number; ``late_reason`` is needed once the limit has ended."""

    case_id: CaseId
    office: GivenOffice
    request_no: RequestNo = ""
    late_reason: LateReason | None = None


@command(
    RequestDna,
    post("/cases/{case_id}/dna-request"),
    label=Label("登记报请采集 DNA", "Record the DNA request"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.search.require_dna_requestable()),
    refusals=(
        errors.IdentityStated,
        errors.SearchNotRunning,
        errors.DnaAlreadyRequested,
        LateReasonRequired,
    ),
)
async def request_dna(cmd: RequestDna, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.search.request_dna(cmd.office, cmd.request_no, cmd.late_reason, act),
    )
