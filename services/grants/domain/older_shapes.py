"""Older shapes of a stored project, and how each becomes the present one: pure, on the opened state."""

from typing import Any

State = dict[str, Any]


def upcast(state: State) -> State:
    """The state in the present shape.

    Until November 2026 an act had one time, that of writing it down: when it was true stays unknown. One person alone
    reversed a payment, only the contract's amount could be corrected, and no report or approval was kept.
    """
    if "opened" in state:
        return state
    moved = {"opened_at", "opened_by", "amount_corrections"}
    return {name: value for name, value in state.items() if name not in moved} | {
        "opened": _entry(state["opened_by"], state["opened_at"]),
        "instalments": [_instalment(part) for part in state["instalments"]],
        "corrections": [_correction(state["agreement"], one) for one in state.get("amount_corrections", [])],
    }


def _entry(by: str, at: str) -> State:
    return {"by": by, "recorded_at": at}


def _instalment(part: State) -> State:
    payment, cancellation = part.get("payment"), part.get("cancellation")
    return {
        "no": part["no"],
        "amount_fen": part["amount_fen"],
        "due_on": part["due_on"],
        "planned": _entry(part["planned_by"], part["planned_at"]),
        "payment": payment and _payment(payment),
        "reversals": [_reversal(one, part["amount_fen"]) for one in part.get("reversals", [])],
        "cancellation": cancellation
        and {"entry": _entry(cancellation["by"], cancellation["at"]), "reason": cancellation["reason"]},
    }


def _payment(payment: State) -> State:
    return {"entry": _entry(payment["by"], payment["at"]), "voucher_no": payment.get("voucher_no")}


def _reversal(one: State, amount_fen: int) -> State:
    """Until November 2026 the amount of an instalment could not be corrected: it is what was paid."""
    alone = _entry(one["by"], one["at"])
    return {
        "payment": _payment(one["payment"]),
        "amount_fen": amount_fen,
        "reason": one["reason"],
        "proposed": alone,
        "decided": alone,
        "approved": True,
    }


def _correction(agreement: State, one: State) -> State:
    terms = {name: agreement[name] for name in ("title", "field", "signed_on")} | {"contract_no": None}
    decided = one.get("decided_at") and _entry(one["decided_by"], one["decided_at"])
    return {
        "no": None,
        "before": {**terms, "amount_fen": one["before_fen"]},
        "after": {**terms, "amount_fen": one["after_fen"]},
        "reason": one["reason"],
        "proposed": _entry(one["proposed_by"], one["proposed_at"]),
        "decided": decided,
        "approved": one.get("approved", False),
    }
