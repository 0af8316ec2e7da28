"""A ward reported better speech of a bed in which somebody known to the station lies: the case is told."""

from dataclasses import replace

from services.rescue.domain.errors import CaseClosed, CaseNotFound, NotYetReceived
from services.rescue.ports import Ports
from shared.contracts.rescue_wards import WardReported
from shared.kernel.act import Act, OccurredTooEarly
from shared.kernel.cause import Actor, Cause
from shared.kernel.errors import Erased

GONE = (CaseClosed, CaseNotFound, NotYetReceived, OccurredTooEarly, Erased)
"""What a case answers that cannot take the report any more."""


async def when_ward_reported(event: WardReported, cause: Cause, ports: Ports) -> None:
    """Put it into the case, then forget it here; what the case cannot take is left to whoever is on duty.

    The case is changed in the service's own name: the account of the ward would tell where the person is.
    """
    report = await ports.ward_reports.get(event.report_id)
    told, case_id = report.told, report.case_id
    if told is None or case_id is None:
        return
    ours = replace(cause, actor=Actor("service:rescue"))
    try:
        await ports.cases.change(
            case_id,
            ours,
            lambda case: case.conversation.hear_from_ward(told.ability, report.said_by(), Act.now(ours)),
        )
    except GONE:
        await ports.ward_reports.change(report.id, cause, lambda one: one.leave_to_duty(Act.now(cause)))
        return
    await ports.ward_reports.change(report.id, cause, lambda one: one.pass_on(Act.now(cause)))
