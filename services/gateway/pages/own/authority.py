"""业务主管单位: the organisations that it supervises, and the record of each, to be read alone."""

from dataclasses import replace

from services.gateway.engine.fields import Input
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column
from services.gateway.i18n import N_
from services.gateway.pages.own.organisation import OWN_ORGANISATION, standing_tags


def _state(page: Page, row: Json) -> Cell:
    return Cell(tags=standing_tags(page, row))


SUPERVISED = List(
    service="registry",
    path="/own/supervised",
    source="/own/supervised",
    record="/own/supervised/{id}",
    title=N_("我主管的组织"),
    icon="building",
    columns=(
        Column("name", below=("uscc",)),
        Column("kind"),
        Column("street"),
        Column("founded_on"),
        Column("standing", N_("状态"), below=("status",), show=_state),
    ),
    search="",
    filters=(Input("standing"),),
    empty=(
        N_("没有找到由您主管的组织"),
        N_("登记证书上的业务主管单位名称和您账号的范围要完全一样。不一样的，请联系给您开通账号的工作人员。"),
    ),
)
SUPERVISED_ORGANISATION = replace(
    OWN_ORGANISATION,
    path="/own/supervised/{organisation_id}",
    source="/own/supervised/{organisation_id}",
    listed=SUPERVISED,
)
