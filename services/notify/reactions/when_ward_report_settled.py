"""The report of a ward was dealt with."""

from services.notify.domain.ward_subject import WARD_REPORT
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue_wards import WardReportSettled
from shared.kernel.cause import Cause


async def when_ward_report_settled(event: WardReportSettled, cause: Cause, ports: Ports) -> None:
    """Settle what asked for it."""
    await settle_reminders(event.report_id, WARD_REPORT, cause, ports)
