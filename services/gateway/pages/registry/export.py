"""导出名录: which organisations and as what; it begins with the filter of the list."""

from collections.abc import Mapping

from services.gateway.engine.action import Action
from services.gateway.engine.fields import Input
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.i18n import N_
from services.gateway.pages.registry.streets import street_options


async def _language(page: Page, _: Json, __: Json) -> Mapping[str, object]:
    return {"format": "xlsx", "language": page.language}


EXPORT = Action(
    "start_export",
    done="",
    confirm=N_("开始导出"),
    inputs=(
        Input("q"),
        Input("kind"),
        Input("street"),
        Input("status"),
        Input("standing"),
        Input("existing"),
        Input("format", "choices"),
        Input("with_contacts", wide=True),
        Input("why", wide=True),
    ),
    hidden=("sort", "language"),
    options=street_options,
    begin=_language,
    leads_to="/orgs/jobs/{id}",
)
