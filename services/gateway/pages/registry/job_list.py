"""任务: the long work that one asked for, imports and exports alike; operators see everybody's."""

from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column
from services.gateway.i18n import N_
from services.gateway.pages.registry.import_list import BY, by
from services.gateway.pages.registry.job_states import state_tags


def _state(page: Page, job: Json) -> Cell:
    return Cell(tags=state_tags(page, job))


JOBS = List(
    service="registry",
    path="/orgs/jobs",
    source="/jobs",
    record="/orgs/jobs/{id}",
    title=N_("导入和导出任务"),
    icon="clock",
    columns=(
        Column("file_name"),
        Column("kind"),
        Column("state", show=_state),
        Column("done"),
        Column("total"),
        Column("at"),
        Column("by", BY, show=by),
    ),
    search="",
    names_people=True,
    empty=(N_("还没有任务"), N_("导入或者导出名录以后，进度和结果会留在这里三十天。")),
    live="job",
)
