"""The published figures of the register, as the bureau (民政局) of its district reads them: numbers, and no names."""

from typing import Annotated

from services.registry.answers import Answer
from services.registry.domain.errors import FiguresNotFound
from services.registry.domain.fields import Kind, StandingNow, Status, Street
from services.registry.domain.permissions import BUREAUS
from services.registry.domain.places import Gazetteer
from services.registry.queries.statistics import counted
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.kernel.scope import ScopeKind
from shared.projection.rows import Rows
from shared.storage.reading import Reader

Count = Annotated[int, Label("个数", "Number")]


class KindFigure(Answer):
    """How many of one kind."""

    kind: Kind
    count: Count


class StreetFigure(Answer):
    """How many in one street or town."""

    street: Street
    count: Count


class StandingFigure(Answer):
    """How many in one standing."""

    standing: StandingNow
    count: Count


class StatusFigure(Answer):
    """How many in one state of registration."""

    status: Status
    count: Count


class OwnFigures(Answer):
    """Those that have not ended, in all and by kind, street, state and standing; ``ended`` is the rest."""

    total: Annotated[int, Label("没有终止的", "Not ended")]
    ended: Annotated[int, Label("已经终止的", "Ended")]
    kinds: list[KindFigure]
    streets: list[StreetFigure]
    statuses: list[StatusFigure]
    standings: list[StandingFigure]


async def own_figures(reader: Reader, figures: Rows, places: Gazetteer, actor: Actor) -> OwnFigures:
    """The figures as of now. Raises RoleRequired, and FiguresNotFound for the bureau of another district."""
    actor.require(*BUREAUS)
    if places.district not in actor.reached(ScopeKind.BUREAU):
        raise FiguresNotFound
    told = await counted(reader, figures)
    return OwnFigures(
        total=told.total,
        ended=told.ended,
        kinds=[KindFigure(kind=kind, count=n) for kind, n in told.by_kind.items()],
        streets=[StreetFigure(street=places.street_name(code), count=n) for code, n in told.by_street.items()],
        statuses=[StatusFigure(status=status, count=n) for status, n in told.by_status.items()],
        standings=[StandingFigure(standing=standing, count=n) for standing, n in told.by_standing.items()],
    )
