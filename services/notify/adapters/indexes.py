"""The indexes of notify, created by prepare."""

from shared.storage.indexes import Index

INDEXES = {
    "items": [
        Index([("state.staff_id", 1), ("created_at", -1)], "staff"),
        Index([("state.role", 1), ("created_at", -1)], "role"),
        Index([("state.scope", 1), ("created_at", -1)], "scope"),
        Index([("state.announcement.duty.case_id", 1), ("state.settled_at", 1)], "duty"),
    ],
    "ledgers": [],
    "contacts": [
        Index([("state.roles", 1)], "roles"),
        Index([("state.scopes", 1)], "scopes"),
        Index([("state.away.substitute", 1)], "substitute", sparse=True),
    ],
    "deliveries": [
        Index([("created_at", -1)], "newest"),
        Index([("state.state", 1), ("created_at", -1)], "state"),
    ],
}
