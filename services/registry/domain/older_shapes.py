"""Older shapes of a stored organisation, and how each becomes the present one: pure, on the opened state."""

from typing import Any

from services.registry.domain.history import CHANGEABLE
from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.taking_over import DAY_UNKNOWN

State = dict[str, Any]


def upcast(state: State) -> State:
    """The state in the present shape. What was not asked before stays unknown: when an act occurred, since when a fact
    was true. Until December 2026 an act was kept with one time, and what changed was stored as a correction.
    """
    if "credit" in state:
        return _with_its_end(state)
    now = {name: value for name, value in state.items() if name != "reasons"}
    now["credit"] = {"reasons": [_reason(one) for one in state.get("reasons", [])], "serious": []}
    now["corrections"] = [_told(one) for one in state.get("corrections", [])]
    now["steps"] = [_told(one) for one in state.get("steps", [])]
    now["history"] = {name: _history(name, now) for name in CHANGEABLE}
    return _with_its_end(now)


def _with_its_end(state: State) -> State:
    """What came in suspended or ended from an older register has that state as a step, as one that comes in now has.

    Its day stays unknown; without clocks, its name is blocked once time has passed there.
    """
    entered = state["history"]["name"]["versions"][0]
    if state["steps"] or state["status"] == OrganisationStatus.REGISTERED or entered["recorded_at"] is None:
        return state
    told = _noted(entered["by"], entered["recorded_at"]) | {"evidence": DAY_UNKNOWN}
    return state | {"steps": [{"status": state["status"], "decision_no": "", "told": told}], "clocks": None}


def _told(entry: State) -> State:
    """An entry whose ``by`` and ``at`` become what is kept of an act."""
    rest = {name: value for name, value in entry.items() if name not in ("by", "at")}
    return rest | {"told": _noted(entry["by"], entry["at"])}


def _reason(reason: State) -> State:
    cleared_at = reason.get("cleared_at")
    return {
        "id": reason["id"],
        "listing": reason["listing"],
        "listed": _noted(reason["listed_by"], reason["listed_at"]),
        "cleared": _noted(reason["cleared_by"], cleared_at) if cleared_at else None,
        "clearing_note": reason.get("clearing_note", ""),
    }


def _noted(by: str, at: str) -> State:
    return {"by": by, "occurred_at": None, "recorded_at": at, "evidence": ""}


def _history(name: str, state: State) -> State:
    """A fact with the corrections that it went through; who wrote down the first version, and when, is not known."""
    corrections = [one for one in state["corrections"] if name in one["fields"]]
    values = [*(one["before"][name] for one in corrections), state["particulars"][name]]
    tellings: list[State] = [{"recorded_at": None, "by": ""}, *(one["told"] for one in corrections)]
    return {
        "versions": [
            {
                "value": value,
                "true_from": None,
                "recorded_at": told["recorded_at"],
                "by": told["by"],
                "supersedes": place - 1 if place else None,
            }
            for place, (value, told) in enumerate(zip(values, tellings, strict=True))
        ]
    }
