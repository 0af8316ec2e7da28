"""Who may read and change what rescue keeps, and what commands act on."""

from services.rescue.domain.case import RescueCase
from services.rescue.domain.erasure import Approver
from services.rescue.domain.errors import (
    CaseClosed,
    CaseNotFound,
    NoSuchClue,
    NoSuchInquiry,
    NoSuchInterpreterRequest,
    NoSuchNotice,
    NotYetReceived,
)
from shared.kernel.actions import Target
from shared.kernel.cause import Actor
from shared.kernel.errors import Erased
from shared.kernel.roles import Role

CARE = frozenset({Role.RESCUE_WORKER, Role.STATION_HEAD})
"""Those who care for people in need; nobody else reads a case."""
HEADS = frozenset({Role.STATION_HEAD})
OPERATORS = frozenset({Role.OPERATOR})
"""Those who keep the installation; they enter the working calendar and read no case."""


def approver(actor: Actor) -> Approver:
    """This actor as one of the two who erase."""
    return Approver(actor.id, Role.STATION_HEAD in actor.roles)


CLOCK = frozenset({"clock"})
"""What the service itself holds when it lets time pass; no token carries it."""

_OF_A_CASE = (CaseNotFound, CaseClosed, NotYetReceived, Erased)

ON_CALENDAR = Target[None]("working_calendar")
ON_CASES = Target[None]("cases")
ON_CASE = Target[RescueCase]("case", refusals=_OF_A_CASE)
ON_CLUE = Target[tuple[RescueCase, str]]("clue", refusals=(*_OF_A_CASE, NoSuchClue))
ON_INTERPRETER_REQUEST = Target[tuple[RescueCase, str]](
    "interpreter_request", refusals=(*_OF_A_CASE, NoSuchInterpreterRequest)
)
ON_INQUIRY = Target[tuple[RescueCase, str]]("inquiry", refusals=(*_OF_A_CASE, NoSuchInquiry))
ON_NOTICE = Target[tuple[RescueCase, str]]("notice", refusals=(*_OF_A_CASE, NoSuchNotice))
"""A case, and the id of one of its clues, requests for an interpreter, requests to police or laboratory, or notices."""
