"""HTTP: reports of wards. Reading one is logged, for it tells of a person."""

from fastapi import APIRouter

from services.rescue.domain.ward_errors import WardReportNotFound
from services.rescue.entrypoints.deps import AppDep
from services.rescue.queries.ward_reports import OwnWardReports, WardReportLine, WardReports
from shared.web.access import AccessLogDep
from shared.web.command_routes import ALWAYS
from shared.web.deps import ActorDep, AnybodyDep
from shared.web.problems import problems

router = APIRouter(tags=["wards"], responses=problems(*ALWAYS))
WHY = "a ward reported better speech"


@router.get("/ward-reports")
async def get_ward_reports(actor: ActorDep, app: AppDep, access_log: AccessLogDep) -> WardReports:
    """Reports that wait for whoever is on duty, the oldest first."""
    found = await app.ward_reports(actor)
    await access_log.read(actor, "ward-reports", "ward_reports", WHY)
    return found


@router.get("/ward-reports/{report_id}", responses=problems(WardReportNotFound))
async def get_ward_report(actor: ActorDep, app: AppDep, access_log: AccessLogDep, report_id: str) -> WardReportLine:
    """One report."""
    found = await app.ward_report(actor, report_id)
    await access_log.read(actor, report_id, "ward_report", WHY)
    return found


@router.get("/own/ward-reports")
async def get_own_ward_reports(actor: AnybodyDep, app: AppDep) -> OwnWardReports:
    """When one's own wards reported last."""
    return await app.own_ward_reports(actor)
