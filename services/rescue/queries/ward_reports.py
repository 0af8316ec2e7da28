"""Reports of wards: those that wait for whoever is on duty, and for a ward the times of its own."""

from datetime import datetime
from typing import Annotated

from services.rescue.domain.beds import ward_key
from services.rescue.domain.fields import AbilityShown
from services.rescue.domain.permissions import CARE, ON_WARD, ON_WARD_REPORT, WARDS
from services.rescue.domain.ward_errors import WardReportNotFound
from services.rescue.domain.ward_fields import BedNo, WardId, WardNote
from services.rescue.domain.ward_report import WardReportState
from services.rescue.ports import BlindIndex, Ports
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.kernel.scope import ScopeKind
from shared.storage.reading import Reader
from shared.web.view import View

RECENT = 20


class WardReportLine(View):
    """One report; ward, bed and what was told are empty once it was dealt with."""

    id: str
    version: int
    at: Annotated[datetime, Label("来报时间", "Reported at")]
    state: Annotated[WardReportState, Label("处理情况", "State")]
    ward: WardId
    bed: BedNo | None
    ability: AbilityShown | None
    note: WardNote
    allowed_actions: list[AllowedAction]


class WardReports(View):
    """Those that wait, the oldest first."""

    items: list[WardReportLine]
    next_cursor: str | None = None
    total: int


class OwnWardReport(View):
    """When a ward reported; nothing of what became of it."""

    at: Annotated[datetime, Label("报告时间", "Reported at")]


class OwnWardReports(View):
    """The latest reports of the reader's wards, those wards, and what may be done."""

    id: str = ""
    wards: list[WardId]
    items: list[OwnWardReport]
    allowed_actions: list[AllowedAction]


async def ward_reports(reader: Reader, ports: Ports, offers: Offers, actor: Actor) -> WardReports:
    """What waits for whoever is on duty. Raises RoleRequired."""
    actor.require(*sorted(CARE))
    found = await reader.every("ward_reports", {"view.state": WardReportState.WAITING.value}, [("created_at", 1)])
    lines = [await ward_report(reader, ports, offers, actor, document["_id"]) for document in found]
    return WardReports(items=lines, total=len(lines))


async def ward_report(reader: Reader, ports: Ports, offers: Offers, actor: Actor, report_id: str) -> WardReportLine:
    """One report as it stands. Raises RoleRequired and WardReportNotFound."""
    actor.require(*sorted(CARE))
    document = await reader.one("ward_reports", {"_id": report_id})
    if document is None:
        raise WardReportNotFound
    report = await ports.ward_reports.get(report_id)
    told = report.told
    return WardReportLine(
        id=report.id,
        version=document["version"],
        at=document["created_at"],
        state=report.state,
        ward=report.ward,
        bed=told.bed if told else None,
        ability=told.ability if told else None,
        note=told.note if told else "",
        allowed_actions=offers.on(ON_WARD_REPORT, report, actor),
    )


async def own_ward_reports(reader: Reader, blind: BlindIndex, offers: Offers, actor: Actor) -> OwnWardReports:
    """When the wards within the actor's scope reported last. Raises RoleRequired."""
    actor.require(*WARDS)
    wards = sorted(actor.reached(ScopeKind.WARD))
    own = {"view.ward": {"$in": [token for ward in wards for token in blind.tokens(ward_key(ward))]}}
    found = await reader.every("ward_reports", own, [("created_at", -1)], RECENT)
    items = [OwnWardReport(at=document["created_at"]) for document in found]
    return OwnWardReports(wards=wards, items=items, allowed_actions=offers.on(ON_WARD, None, actor))
