"""Take the register along as a file (导出名录), as a job: the rows are read and the file is made afterwards."""

from collections.abc import Mapping
from typing import Annotated, Literal

from services.registry.domain.export import Export
from services.registry.domain.export_errors import ExportWhyMissing
from services.registry.domain.fields import (
    Existing,
    ExportWhy,
    Format,
    Kind,
    OrderOfList,
    StandingNow,
    Status,
    StreetCode,
    WithContacts,
    WordsOfList,
)
from services.registry.domain.kinds import SheetFormat, TaskKind
from services.registry.domain.permissions import ON_REGISTER, READERS
from services.registry.ports import Ports
from shared.command.declaration import Command, command, post
from shared.jobs.asking import require_room
from shared.jobs.errors import TooManyJobs
from shared.jobs.job import Job
from shared.kernel.calendar import local_date
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt

CHOICE = ("q", "kind", "street", "status", "standing", "existing", "sort")
"""The fields that say which organisations, and in which order."""


class StartExport(Command):
    """Which organisations, chosen and ordered as on their list, and as what. ``language`` is that of the headers."""

    q: WordsOfList = ""
    kind: Kind | None = None
    street: StreetCode = ""
    status: Status | None = None
    standing: StandingNow | None = None
    existing: Existing = False
    sort: OrderOfList = "name"
    format: Format = SheetFormat.XLSX
    with_contacts: WithContacts = False
    why: ExportWhy = ""
    language: Annotated[Literal["zh", "en"], Label("表头语言", "Language of the headers")] = "zh"

    def wanted(self) -> Mapping[str, object]:
        """The choice and the order alone, without what is empty."""
        given = self.model_dump(mode="json", include={*CHOICE})
        return {name: value for name, value in given.items() if value}


@command(
    StartExport,
    post("/organisations/exports"),
    label=Label(
        "导出名录",
        "Export the register",
        "文件在后台生成，可以离开页面；做好后由本人下载，保存三天",
        "The file is made in the background; you alone can download it, for three days",
    ),
    roles=READERS,
    offered=ON_REGISTER.always,
    refusals=(ExportWhyMissing, TooManyJobs),
)
async def start_export(cmd: StartExport, cause: Cause, ports: Ports) -> Receipt:
    asked = Export(cmd.wanted(), cmd.format, cmd.with_contacts, cmd.why.strip(), cmd.language)
    asked.require_reason()
    await require_room(ports.open_jobs, cause.actor.id)
    job_id, parameters = cause.new_id("job"), asked.parameters(local_date(cause.at))
    job = Job(job_id, TaskKind.EXPORT, cause.actor.id, cause.at, cause.correlation_id, parameters)
    return await ports.jobs.create(job.ask(), cause)
