"""病区: reporting better speech of a bed, and when one's ward reported last."""

from collections.abc import Mapping, Sequence

from services.gateway.engine.action import Action
from services.gateway.engine.fields import Input, Option
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Column, texts_at
from services.gateway.i18n import N_


def _wards(page: Page) -> list[Option]:
    """The wards of whoever asks; the institution stands before the ward."""
    scope = page.staff.scope
    return [(ward, ward.replace("/", " ", 1)) for ward in sorted(scope.ids)] if scope else []


async def _options(page: Page, _: Json) -> Mapping[str, Sequence[Option]]:
    return {"ward": _wards(page)}


async def _begin(page: Page, _: Json, __: Json) -> Mapping[str, object]:
    """Whoever has one ward need not choose it."""
    wards = _wards(page)
    return {"ward": wards[0][0]} if len(wards) == 1 else {}


REPORT_BETTER_SPEECH = Action(
    "report_better_speech",
    done=N_("谢谢，已经转达给救助站。"),
    lead=N_("床上的人比以前会说话了，就报告一次；救助站的工作人员会来问询。不要写姓名和病情。"),
    inputs=(
        Input("ward", "select"),
        Input("bed", hint=N_("床头卡上的号，例如 12")),
        Input("ability", "choices"),
        Input("note", wide=True),
    ),
    begin=_begin,
    options=_options,
    leads_to="/own",
    back="/own",
)
OWN_WARD_REPORTS = List(
    service="rescue",
    path="/own/ward-reports",
    source="/own/ward-reports",
    record="",
    title=N_("已经报告的"),
    icon="pulse",
    columns=(Column("at"),),
    search="",
    actions=(REPORT_BETTER_SPEECH,),
    empty=(N_("还没有报告过"), ""),
)


def wards_of(page: Page, answered: Json) -> list[str]:
    """The wards that somebody may report of, as people write them."""
    return [ward.replace("/", " ", 1) for ward in texts_at(answered, "wards")] or [label for _, label in _wards(page)]
