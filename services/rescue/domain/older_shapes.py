"""Older shapes of a stored case, and how each becomes the present one: pure, on the opened state."""

from typing import Any

from services.rescue.domain.ways import alone_of_old

_PARTS = {
    "custody": ("intake", "entered_at", "entry_corrections", "placements", "departed_at", "departure", "declared"),
    "identity": ("person",),
    "conversation": ("interviews", "clues", "interpreter_requests"),
    "search": ("notices", "dna"),
    "limits": ("deadlines",),
}
"""Which fields of the flat shape belong to which part; ``custody`` and ``identity`` themselves were the states."""


def upcast(state: dict[str, Any]) -> dict[str, Any]:
    """The state in the present shape, one step after the other."""
    return _with_stated_by(_with_results(_with_inquiries(_with_leaving(_in_parts(state)))))


def _with_stated_by(state: dict[str, Any]) -> dict[str, Any]:
    """Who wrote a statement down used to stand in the history alone; where it does not, it is not known."""
    identity = state["identity"]
    if "stated_by" in identity or identity.get("state") != "stated_by_self":
        return state
    told = [line.get("by") for line in state["history"] if line["what"] == "identity_stated"]
    return {**state, "identity": {**identity, "stated_by": [told[-1]] if told and told[-1] else []}}


def _with_leaving(state: dict[str, Any]) -> dict[str, Any]:
    """A departure used to be a code and whether a declaration was signed; that it was not ticked says nothing.

    Who recorded it stands in the history. Of an erased case nothing comes back.
    """
    custody = dict(state["custody"])
    if "declared" not in custody:
        return state
    declared, how = custody.pop("declared"), custody.get("departure")
    if how is not None and state.get("erasure") is None:
        told = [line for line in state["history"] if line["what"] == "person_departed"]
        by, recorded_at = (told[-1].get("by"), told[-1].get("recorded_at")) if told else (None, None)
        alone = alone_of_old(how, declared=declared)
        custody["leaving"] = {"by": by, "recorded_at": recorded_at, "alone": alone}
    return state | {"custody": custody}


def _in_parts(state: dict[str, Any]) -> dict[str, Any]:
    """Until November 2026 a case was flat: the fields of all parts beside each other."""
    if "limits" in state:
        return state
    moved = {name for names in _PARTS.values() for name in names}
    parts = {part: {name: state[name] for name in names if name in state} for part, names in _PARTS.items()}
    parts["custody"]["state"], parts["identity"]["state"] = state["custody"], state["identity"]
    return {name: value for name, value in state.items() if name not in moved} | parts


def _with_inquiries(state: dict[str, Any]) -> dict[str, Any]:
    """Until November 2026 the police were asked once, and a statement of identity ended the limits for good.

    What was cancelled by a statement pauses instead, so that it comes back should the check fail.
    """
    if "inquiries" in state:
        return state
    search = {name: value for name, value in state["search"].items() if name != "dna"}
    asked = state["search"].get("dna")
    sent = [{"id": "dna", "kind": "dna_sample", **asked}] if asked else []
    limits = state["limits"]
    if state["identity"].get("state") == "stated_by_self" and state["custody"].get("state") != "departed":
        kept = limits.get("deadlines", {"items": []})
        limits = {**limits, "deadlines": {**kept, "items": [_paused(item) for item in kept["items"]]}}
    return {**state, "search": search, "limits": limits, "inquiries": {"sent": sent}}


def _paused(item: dict[str, Any]) -> dict[str, Any]:
    """A limit that a statement had cancelled, or released after it was missed."""
    if item.get("released_at") is None or item.get("met_at") is not None:
        return item
    state = "open" if item["state"] == "cancelled" else item["state"]
    return {**item, "state": state, "released_at": None, "pauses": [{"since": item["released_at"], "until": None}]}


def _with_results(state: dict[str, Any]) -> dict[str, Any]:
    """That a sample was taken used to count as the reply and ended its limit; the result is awaited still.

    The limit runs again where the search does; where that has ended or pauses it stays as it was recorded.
    """
    sent = state["inquiries"].get("sent", [])
    taken = {one["id"]: one["reply"] for one in sent if _only_taken(one)}
    if not taken:
        return state
    moved = [one | {"taken": one["reply"], "reply": None} if one["id"] in taken else one for one in sent]
    custody, limits = state["custody"], state["limits"]
    ended = custody.get("state") == "departed" and custody.get("departure") != "settled"
    if state["identity"].get("state") == "searching" and not ended:
        kept = limits["deadlines"]
        limits = {**limits, "deadlines": {**kept, "items": [_awaited(item, taken) for item in kept["items"]]}}
    return {**state, "limits": limits, "inquiries": {"sent": moved}}


def _only_taken(inquiry: dict[str, Any]) -> bool:
    reply = inquiry.get("reply")
    return reply is not None and reply["outcome"] == "taken"


def _awaited(item: dict[str, Any], taken: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The limit of a reply that was met by no more than that something was taken."""
    reply = taken.get(item.get("about", "")) if item["code"] == "police_dna_reply" else None
    if reply is None or item.get("met_at") != reply["at"]:
        return item
    state = "open" if item["state"] == "met" else item["state"]
    return {**item, "state": state, "met_at": None, "late_reason": None}
