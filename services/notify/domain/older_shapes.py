"""Older stored shapes of an item, brought up to date on reading; the next change of the item saves the new one."""

from typing import Any

from services.notify.domain.announcement import ThingKind

_LED_TO = {"/rescue/case/": ThingKind.CASE, "/grants/projects/": ThingKind.PROJECT}
"""Every address of the gateway that an item ever held; nothing is added here."""


def upcast(state: dict[str, Any]) -> dict[str, Any]:
    """The state with the thing that an item is about, in place of the address that led to it."""
    said = state["announcement"]
    if "link" not in said:
        return state
    link = said["link"]
    path = next(path for path in _LED_TO if link.startswith(path))
    about = {"kind": _LED_TO[path], "id": link.removeprefix(path)}
    return {**state, "announcement": {**said, "about": about}}
