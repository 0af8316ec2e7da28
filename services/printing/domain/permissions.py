"""Who may print, and who may ask whether a paper is genuine."""

from services.printing.domain.errors import PrintNotFound
from services.printing.domain.kinds import MAY_PRINT, PrintKind
from services.printing.domain.printed import Printout
from shared.kernel.actions import Target
from shared.kernel.cause import Actor
from shared.kernel.roles import Role

STAFF = frozenset(Role)
"""Whoever is handed a paper may ask whether it is genuine."""
PRINTERS = frozenset(role for roles in MAY_PRINT.values() for role in roles)
PRESS = frozenset({"press"})
"""What the service itself holds when it notes that a paper was made; no token carries it."""

ON_PRINTS = Target[None]("prints")
ON_PRINTOUT = Target[Printout]("printout", refusals=(PrintNotFound,))


def require_printer(actor: Actor, kind: PrintKind) -> None:
    """Raise RoleRequired unless the actor may print this kind."""
    actor.require(*sorted(MAY_PRINT[kind]))
