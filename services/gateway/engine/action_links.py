"""What may be done with a thing or one of its parts, where, and why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from services.gateway.engine.action import CAME_FROM, Action, Place
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import rows_at, text_at


@dataclass(frozen=True)
class ActionLink:
    """One thing that may be done, or not, and why not."""

    label: str
    href: str
    allowed: bool = True
    reason: str = ""
    tone: str = ""
    icon: str = ""
    urgent: bool = False
    """Whether it leads all others of its page."""


def links(
    page: Page, place: Place, actions: Sequence[Action], holder: Json, ids: Mapping[str, str]
) -> list[ActionLink]:
    """What may be done with a thing or one of its parts (whoever holds the allowed actions), and where.

    What somebody's roles never let them do is left out.
    """
    found = []
    for action in actions:
        may = action.operation(place.service).roles & page.staff.roles
        told = next((one for one in _holders(action, holder) if _offer(one, action.command)), None)
        if action.offered and may and told is not None:
            part = action.parameter(place)
            where = {**ids, part: text_at(told, action.key)} if part else ids
            label, allowed = action.label(page, place.service), is_allowed(told, action.command)
            reason = why_not(page, told, action.command)
            href = keeping_list(page, action.address(place).format(**where))
            found.append(ActionLink(label, href, allowed, reason, action.tone, action.icon))
    return found


def keeping_list(page: Page, address: str) -> str:
    """An address that still knows from which list somebody came, where they came from one."""
    came_from = page.request.query_params.get(CAME_FROM)
    return address if came_from is None else f"{address}?{urlencode({CAME_FROM: came_from})}"


def _holders(action: Action, holder: Json) -> list[Json]:
    """Who may say that an action is allowed, or why not: the thing, and for a raised one its parts."""
    parts, waits = rows_at(holder, action.rows) if action.raised else [], action.raised
    allowed = [one for one in parts if is_allowed(one, action.command)]
    return [holder, *allowed, *(one for one in parts if callable(waits) and waits(one))]


def _offer(holder: Json, command: str) -> Json | None:
    return next((one for one in rows_at(holder, "allowed_actions") if one.get("name") == command), None)


def why_not(page: Page, holder: Json, command: str) -> str:
    """Why a command may not be given now, in the reader's language; empty when it may."""
    told = _offer(holder, command)
    return text_at(told, f"reason_{page.language}") if told and not told.get("allowed") else ""


def review_code(holder: Json, command: str) -> str:
    """The code of what the reader is shown and may confirm by a command as the second person; empty otherwise."""
    return text_at(_offer(holder, command) or {}, "review_code")


def is_allowed(holder: Json, command: str) -> bool:
    """Whether a command may be given now."""
    return any(one.get("name") == command and one.get("allowed") is True for one in rows_at(holder, "allowed_actions"))
