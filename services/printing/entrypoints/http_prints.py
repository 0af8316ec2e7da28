"""HTTP: papers are made, and checked; what is printed of a person is logged as a read before the paper leaves."""

import hashlib
from dataclasses import replace
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response

from services.printing.commands.note_paper import NotePaper
from services.printing.commands.print_sheet import PrintSheet, print_sheet
from services.printing.domain import errors
from services.printing.domain.permissions import PRESS
from services.printing.entrypoints.deps import AppDep
from services.printing.queries.check_print import Asked, CheckedPrint
from services.printing.queries.prints_of import PrintsOf, PrintsWanted
from shared.kernel.cause import Actor, Cause
from shared.kernel.ids import derived_id
from shared.web.access import AccessLogDep
from shared.web.command_routes import ALWAYS, COMMANDING, command_facts
from shared.web.deps import ActorDep, CauseDep
from shared.web.problems import problems

router = APIRouter(tags=["prints"], responses=problems(*ALWAYS))
PDF = "application/pdf"
OF_THE_PRESS = (errors.ContentDiffers, errors.TooManyPages, errors.TooSlow, errors.PressStopped, errors.PressBusy)


@router.post(
    "/prints",
    operation_id="print_sheet",
    response_class=Response,
    responses={
        **problems(*COMMANDING, *print_sheet.may_refuse, *OF_THE_PRESS),
        200: {"content": {PDF: {"schema": {"type": "string", "format": "binary"}}}, "description": "The paper"},
    },
    openapi_extra=command_facts(print_sheet),
)
async def post_print(app: AppDep, cause: CauseDep, access_log: AccessLogDep, body: PrintSheet) -> Response:
    """Printout: the paper as PDF, under a number of its own. Sent again with its key, it is the same to the byte."""
    receipt = await app.give(body, cause)
    record, made = await app.paper(receipt.id, body.sheet)
    sha256 = hashlib.sha256(made.pdf).hexdigest()
    await app.give(NotePaper(printout_id=record.id, pages=made.pages, sha256=sha256), _by_the_press(cause))
    await access_log.read(cause.actor, record.subject.id, f"print {record.kind.value} {record.number}", body.why)
    name = quote(f"{record.number} {record.kind.label.of(record.language.value)}.pdf")
    return Response(made.pdf, media_type=PDF, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})


@router.get("/prints")
async def get_prints(app: AppDep, actor: ActorDep, wanted: Annotated[PrintsWanted, Query()]) -> PrintsOf:
    """What was printed about one thing, newest first."""
    return await app.prints_of(actor, wanted)


@router.get("/prints/check")
async def get_check(app: AppDep, actor: ActorDep, asked: Annotated[Asked, Query()]) -> CheckedPrint:
    """Whether a number and a check code belong to a paper that was made here."""
    return await app.check_print(actor, asked)


def _by_the_press(cause: Cause) -> Cause:
    """The cause of what the service does itself for this request; the same when the request is repeated."""
    actor = Actor("service:printing", PRESS)
    return replace(cause, id=derived_id("paper", cause.id), actor=actor, digest=None, expected_version=None)
