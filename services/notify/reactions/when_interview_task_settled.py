"""The interview that better speech asked for was recorded: nobody need be reminded of it any more."""

from services.notify.domain.subjects import INTERVIEW
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue import InterviewTaskSettled
from shared.kernel.cause import Cause


async def when_interview_task_settled(event: InterviewTaskSettled, cause: Cause, ports: Ports) -> None:
    """Settle the reminders of that task."""
    await settle_reminders(event.case_id, INTERVIEW, cause, ports)
