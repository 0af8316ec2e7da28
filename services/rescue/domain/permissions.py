"""Who may read and change what rescue keeps, and what commands act on."""

from services.rescue.domain.case import RescueCase
from services.rescue.domain.erasure import Approver
from services.rescue.domain.errors import (
    CaseClosed,
    CaseNotFound,
    NoSuchCalendarEntry,
    NoSuchClue,
    NoSuchInquiry,
    NoSuchInterpreterRequest,
    NoSuchNotice,
    NotYetReceived,
)
from services.rescue.domain.photo_errors import NoSuchPhoto
from services.rescue.domain.ward_errors import WardReportNotFound
from services.rescue.domain.ward_report import WardReport
from shared.kernel.actions import Target
from shared.kernel.cause import Actor
from shared.kernel.errors import Erased
from shared.kernel.roles import OutsideRole, Role

CARE = frozenset({Role.RESCUE_WORKER, Role.STATION_HEAD})
"""Those who care for people in need; nobody else reads a case."""
HEADS = frozenset({Role.STATION_HEAD})
WARDS = frozenset({OutsideRole.WARD})
"""The people of a hospital ward, who report of their own beds (``WardReport.is_within``) and read no case."""
BUREAUS = frozenset({OutsideRole.BUREAU})
"""The bureau, which reads the station's public figures and no case."""
OPERATORS = frozenset({Role.OPERATOR})
"""Those who keep the installation; they enter the working calendar and read no case."""


def approver(actor: Actor) -> Approver:
    """This actor as one of the two who erase."""
    return Approver(actor.id, Role.STATION_HEAD in actor.roles)


CLOCK = frozenset({"clock"})
"""What the service itself holds when it lets time pass; no token carries it."""

_OF_A_CASE = (CaseNotFound, CaseClosed, NotYetReceived, Erased)

ON_CALENDAR = Target[None]("working_calendar")
ON_WARD = Target[None]("ward", refusals=(WardReportNotFound,))
ON_WARD_REPORT = Target[WardReport]("ward_report", refusals=(WardReportNotFound,))
ON_CALENDAR_ENTRY = Target[None]("working_calendar_entry", refusals=(NoSuchCalendarEntry,))
ON_CASES = Target[None]("cases")
ON_CASE = Target[RescueCase]("case", refusals=_OF_A_CASE)
ON_CLUE = Target[tuple[RescueCase, str]]("clue", refusals=(*_OF_A_CASE, NoSuchClue))
ON_INTERPRETER_REQUEST = Target[tuple[RescueCase, str]](
    "interpreter_request", refusals=(*_OF_A_CASE, NoSuchInterpreterRequest)
)
ON_INQUIRY = Target[tuple[RescueCase, str]]("inquiry", refusals=(*_OF_A_CASE, NoSuchInquiry))
ON_NOTICE = Target[tuple[RescueCase, str]]("notice", refusals=(*_OF_A_CASE, NoSuchNotice))
ON_PHOTO = Target[tuple[RescueCase, str]]("photo", refusals=(*_OF_A_CASE, NoSuchPhoto))
"""A case, and the id of one of its clues, requests for an interpreter, requests to police or laboratory, notices, or
photographs."""
