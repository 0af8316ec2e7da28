"""承办组织: the organisations that grants knows, whether they may be paid now, and what their projects add up to."""

from services.gateway.engine.fields import Input
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, Tag, text_at
from services.gateway.i18n import N_

NAMELESS = N_("（登记机关还没有告知名称）")
LEGAL = {
    "registered": N_("正常登记"),
    "suspended": N_("限期停止活动"),
    "deregistered": N_("已注销"),
    "revoked": N_("被撤销登记"),
    "licence_withdrawn": N_("被吊销登记证书"),
}


def _name(page: Page, row: Json) -> Cell:
    return Cell(text_at(row, "name") or page.say(NAMELESS))


def _standing(page: Page, row: Json) -> Cell:
    """The legal state, and the lists that it is on."""
    legal = text_at(row, "legal")
    well = legal == "registered"
    tags = [Tag(page.say(LEGAL[legal]), "ok" if well else "danger", "check" if well else "alert")]
    if row.get("serious"):
        tags.append(Tag(page.say(N_("严重违法失信名单")), "danger", "alert"))
    if row.get("abnormal"):
        tags.append(Tag(page.say(N_("活动异常名录")), "warn", "alert"))
    return Cell(tags=tags)


FUNDED = List(
    service="grants",
    path="/grants/organisations",
    source="/organisations",
    record="/orgs/{id}",
    title=N_("承办组织一览"),
    icon="building",
    lead=N_("各组织现在能不能拨付，以及项目的合计；信用和登记状态由登记机关告知。"),
    columns=(
        Column("name", show=_name),
        Column("legal", N_("登记和信用"), show=_standing),
        Column("projects"),
        Column("contract_fen"),
        Column("paid_fen"),
        Column("unpaid_fen"),
    ),
    file_columns=(Column("abnormal"), Column("serious"), Column("blocked")),
    filters=(Input("funded"), Input("blocked")),
    start={"funded": "true"},
    empty=(N_("没有符合条件的组织"), N_("可以换一个名称，或者放宽条件。")),
    none_yet=(N_("还没有组织"), N_("登记机关登记的组织会自动出现在这里。")),
    live="project",
)
