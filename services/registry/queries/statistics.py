"""Figures of the register: how many by kind, street, state and standing, and by founding year."""

from collections import Counter
from datetime import date
from itertools import accumulate

from services.registry.answers import Answer
from services.registry.domain.kinds import OrganisationKind, OrganisationStatus, Standing
from services.registry.domain.permissions import READERS
from services.registry.quoted_figures import ENDED, Lives, QuotedRow, quoted_figures
from shared.kernel.cause import Actor
from shared.projection.projection import Projection
from shared.projection.rows import Rows
from shared.storage.mongo import Document
from shared.storage.reading import Reader


class YearRow(Answer):
    """One year: how many of today's organisations were founded in it, and how many up to its end."""

    year: int
    founded: int
    up_to_year_end: int


class Statistics(Answer):
    """All figures count what is in the register today and has not ended; ``ended`` is the rest.

    Years therefore count survivors by founding date: they are not the stock that stood at the end of a past year.
    ``quoted`` are growths that the press gave, each beside what the register's own numbers yield.
    """

    total: int
    ended: int
    by_kind: dict[OrganisationKind, int]
    by_street: dict[str, int]
    by_status: dict[OrganisationStatus, int]
    by_standing: dict[Standing, int]
    by_year: list[YearRow]
    invented: int
    quoted: list[QuotedRow]


def figures_row(document: Document) -> Document:
    """What the figures count of one organisation."""
    view = document["view"]
    told = {name: view[name] for name in ("kind", "street_code", "status", "standing", "invented")}
    return {**told, "year": view["founded_on"][:4], "ended_on": view.get("ended_on")}


FIGURES = Projection("register_figures", "organisations", figures_row)
_COUNTED = ("kind", "street_code", "status", "standing", "invented", "year")


async def statistics(reader: Reader, figures: Rows, actor: Actor) -> Statistics:
    """The figures as of now, in one pass over the rows. Raises RoleRequired."""
    actor.require(*sorted(READERS))
    return await counted(reader, figures)


async def counted(reader: Reader, figures: Rows) -> Statistics:
    """The figures as of now, for whoever may read them."""
    register = await figures.collection()
    fields = {name: f"${name}" for name in _COUNTED}
    rows = await reader.aggregate(register, [{"$group": {"_id": fields, "n": {"$sum": 1}}}])
    ended = sum(row["n"] for row in rows if row["_id"]["status"] in ENDED)
    living = [row for row in rows if row["_id"]["status"] not in ENDED]

    def by(name: str) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for row in living:
            counts[row["_id"][name]] += row["n"]
        return dict(sorted(counts.items()))

    years = by("year")
    return Statistics(
        total=sum(row["n"] for row in living),
        ended=ended,
        by_kind=by("kind"),
        by_street=by("street_code"),
        by_status=by("status"),
        by_standing=by("standing"),
        by_year=[
            YearRow(year=int(year), founded=n, up_to_year_end=upto)
            for (year, n), upto in zip(years.items(), accumulate(years.values()), strict=True)
        ],
        invented=sum(row["n"] for row in living if row["_id"]["invented"]),
        quoted=await quoted_figures(
            reader, {int(year): n for year, n in years.items()}, await _lives(reader, register) if ended else []
        ),
    )


async def _lives(reader: Reader, register: str) -> Lives:
    """Of each organisation that has ended the year of its founding, and the day of its end where that is known."""
    rows = await reader.every(register, {"status": {"$in": ENDED}}, fields={"year": 1, "ended_on": 1})
    return [(int(row["year"]), date.fromisoformat(row["ended_on"]) if row["ended_on"] else None) for row in rows]
