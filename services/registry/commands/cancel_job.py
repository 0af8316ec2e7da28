"""Stop long work (取消任务): what is done stays done."""

from services.registry.domain.permissions import JOB_READERS, ON_JOB
from services.registry.ports import Ports
from shared.command.declaration import Command, command, post
from shared.jobs.errors import CancelAskedAlready, JobEnded, JobOfAnother
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class CancelJob(Command):
    """Which job."""

    job_id: str


@command(
    CancelJob,
    post("/jobs/{job_id}/cancel"),
    label=Label(
        "取消任务",
        "Cancel the task",
        "做完手头的几行就停下；导入时已经写入登记册的行保留，不会撤回",
        "It stops after the few rows in hand. Rows that an import has put into the register stay there",
    ),
    roles=JOB_READERS,
    offered=ON_JOB.when(lambda job, actor: job.require_cancel(actor)),
    refusals=(JobOfAnother, JobEnded, CancelAskedAlready),
)
async def cancel_job(cmd: CancelJob, cause: Cause, ports: Ports) -> Receipt:
    return await ports.jobs.change(cmd.job_id, cause, lambda job: job.ask_cancel(cause.actor, cause.at))
