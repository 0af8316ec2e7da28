"""Totals by round, field and organisation, added up from one reading and checked against the instalments themselves."""

from collections.abc import Iterable
from typing import Any

from services.grants.domain.permissions import READERS
from shared.kernel.cause import Actor
from shared.storage.reading import Reader
from shared.web.view import View

MONEY = ("contract_fen", "planned_fen", "paid_fen", "unpaid_fen", "released_fen", "frozen_fen")


class TotalsRow(View):
    """The totals of one round, field or organisation; money in 分. ``name`` is set for organisations."""

    key: str
    name: str | None = None
    projects: int
    contract_fen: int
    planned_fen: int
    paid_fen: int
    unpaid_fen: int
    released_fen: int
    frozen_fen: int


class Totals(View):
    """All totals. ``unreconciled`` are the numbers of projects whose stored sums differ from their instalments."""

    everything: TotalsRow
    organisations: int
    by_round: list[TotalsRow]
    by_field: list[TotalsRow]
    by_organisation: list[TotalsRow]
    reconciled: bool
    unreconciled: list[str]


async def totals(reader: Reader, actor: Actor, round_: int | None = None) -> Totals:
    """The totals of one round, or of all. Raises RoleRequired."""
    actor.require(*sorted(READERS))
    rows = await reader.aggregate("projects", _pipeline({} if round_ is None else {"view.round": round_}))
    unreconciled = sorted(number for row in rows for number in row["differing"])
    by_organisation = _grouped(rows, "organisation_id")
    return Totals(
        everything=_sum("all", rows),
        organisations=len(by_organisation),
        by_round=_grouped(rows, "round"),
        by_field=_grouped(rows, "field"),
        by_organisation=by_organisation,
        reconciled=not unreconciled,
        unreconciled=unreconciled,
    )


def _pipeline(where: dict[str, Any]) -> list[dict[str, Any]]:
    """One row per round, field and organisation; a project is differing when its sums do not follow from its parts."""
    paid = {"$filter": {"input": "$state.instalments", "as": "part", "cond": {"$ne": ["$$part.payment", None]}}}
    uncancelled = {"$eq": [{"$ifNull": ["$$part.cancellation", None]}, None]}
    planned = {"$filter": {"input": "$state.instalments", "as": "part", "cond": uncancelled}}
    as_parts_say = {
        "$and": [
            {"$eq": ["$view.contract_fen", "$state.agreement.amount_fen"]},
            {"$eq": ["$view.planned_fen", {"$sum": {"$map": {"input": planned, "in": "$$this.amount_fen"}}}]},
            {"$eq": ["$view.paid_fen", {"$sum": {"$map": {"input": paid, "in": "$$this.amount_fen"}}}]},
            {"$lte": ["$view.planned_fen", "$view.contract_fen"]},
            {"$eq": ["$view.contract_fen", {"$sum": ["$view.paid_fen", "$view.unpaid_fen", "$view.released_fen"]}]},
        ]
    }
    return [
        {"$match": where},
        {"$sort": {"view.signed_on": 1, "_id": 1}},
        {
            "$group": {
                "_id": {name: f"$view.{name}" for name in ("round", "field", "organisation_id")},
                "name": {"$last": "$view.organisation_name"},
                "signed_on": {"$last": "$view.signed_on"},
                "projects": {"$sum": 1},
                **{name: {"$sum": f"$view.{name}"} for name in MONEY},
                "differing": {"$push": {"$cond": [as_parts_say, "$$REMOVE", "$view.number"]}},
            }
        },
        {"$sort": {"_id": 1}},
    ]


def _grouped(rows: list[dict[str, Any]], by: str) -> list[TotalsRow]:
    groups: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["_id"][by], []).append(row)
    return [_sum(str(key), group, named=by == "organisation_id") for key, group in sorted(groups.items())]


def _sum(key: str, rows: Iterable[dict[str, Any]], *, named: bool = False) -> TotalsRow:
    rows = list(rows)
    name = max(rows, key=lambda row: str(row["signed_on"]))["name"] if named else None
    sums = {column: sum(row[column] for row in rows) for column in ("projects", *MONEY)}
    return TotalsRow(key=key, name=name, **sums)
