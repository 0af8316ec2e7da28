"""The second person of tests: one who has looked at what stands there, as people do who open the page before."""

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any, TypeVar

from services.grants.app import COMMANDS as OF_GRANTS
from services.registry.app import COMMANDS as OF_REGISTRY
from services.rescue.app import COMMANDS as OF_RESCUE
from shared.command.declaration import Command, Declaration

CONFIRMING: tuple[Declaration, ...] = tuple(
    one for one in (*OF_GRANTS, *OF_REGISTRY, *OF_RESCUE) if one.offered and one.offered.confirms
)
"""Every command by which a second person confirms what another proposed, found by what it declares."""


class _WhateverStands(str):
    """The review code of whatever is shown."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str)

    def __ne__(self, other: object) -> bool:
        return not isinstance(other, str)

    __hash__ = str.__hash__


LOOKED = _WhateverStands("looked")
"""What somebody has seen who looked just now; for tests of what else a confirmation does and refuses."""
C = TypeVar("C", bound=Command)


def confirming(kind: type[C], **fields: object) -> C:
    """A confirmation by somebody who has looked just now; its fields are not validated."""
    return kind.model_construct(None, **fields, seen=LOOKED)


async def having_looked(
    method: str, path: str, body: object, get: Callable[[str], Awaitable[Mapping[str, Any] | None]]
) -> object:
    """The body of a request; of a confirmation with the code of what its record shows to who sends it now."""
    found = _confirmation(path) if method == "POST" else None
    if found is None or (isinstance(body, dict) and "seen" in body):
        return body
    command, ids = found
    record = await get("/".join(path.split("/")[:3]))
    codes = [*_codes(record or {}, command, [*ids.values()][1:]), ""]
    return {**(body if isinstance(body, dict) else {}), "seen": codes[0]}


def review_code(record: Mapping[str, Any], command: str, part: str = "") -> str:
    """The code of what a record, or the part of it with this id, lets its reader confirm by a command."""
    return next(_codes(record, command, [part] if part else []))


def _confirmation(path: str) -> tuple[str, Mapping[str, str]] | None:
    for one in CONFIRMING:
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", one.route.path) if one.route else ""
        if given := re.fullmatch(pattern, path):
            return one.name, given.groupdict()
    return None


def _codes(thing: object, command: str, part: list[str]) -> Iterator[str]:
    if isinstance(thing, list):
        for one in thing:
            yield from _codes(one, command, part)
    if isinstance(thing, dict):
        if not part or str(thing.get("id")) in part or str(thing.get("no")) in part:
            offered = (one for one in thing.get("allowed_actions", ()) if one["name"] == command)
            yield from (one["review_code"] for one in offered if one["review_code"])
        for one in thing.values():
            yield from _codes(one, command, part)
