"""The indexes of notify, created by prepare."""

from shared.storage.indexes import Index

INDEXES = {
    "items": [
        Index([("state.staff_id", 1), ("created_at", -1)], "staff"),
        Index([("state.role", 1), ("created_at", -1)], "role"),
        Index([("state.announcement.duty.case_id", 1), ("state.settled_at", 1)], "duty"),
    ],
    "contacts": [Index([("state.roles", 1)], "roles")],
    "deliveries": [
        Index([("created_at", -1)], "newest"),
        Index([("state.state", 1), ("created_at", -1)], "state"),
    ],
}
