"""Who may give which command, and who may read: roles by name."""

STAFF = frozenset({"centre_admin", "registrar", "grants_officer", "rescue_worker", "station_head", "operator"})
CLOCK = "clock"
"""The role that the service itself holds when it lets time pass; no token carries it."""

WHO_MAY: dict[str, frozenset[str]] = {
    "read_item": STAFF,
    "archive_item": STAFF,
    "snooze_item": STAFF,
    "set_preferences": STAFF,
    "set_contact": frozenset({"centre_admin"}),
    "send_mail": frozenset({CLOCK}),
}

MAY_SEE_DELIVERIES = frozenset({"operator", "centre_admin"})
