"""Announcements stored while they held an address of the gateway: the thing that it led to stands in its place."""

from services.notify.domain.announcement import ThingKind
from shared.kernel.upcast import Stored

_LED_TO = {"/rescue/case/": ThingKind.CASE, "/grants/projects/": ThingKind.PROJECT}
"""Every address there was; nothing is added here."""


def thing_of_link(stored: Stored) -> Stored:
    """The announcement with ``about`` where it had ``link``; one of today's shape as it is."""
    if "link" not in stored:
        return stored
    link = str(stored["link"])
    path = next(path for path in _LED_TO if link.startswith(path))
    return {**stored, "about": {"kind": _LED_TO[path], "id": link.removeprefix(path)}}
