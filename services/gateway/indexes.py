"""The indexes of the gateway's own collections, created by prepare."""

from shared.storage.indexes import Index

INDEXES = {
    "sessions": [Index([("body.staff_id", 1)], "staff")],
    "invitations": [Index([("body.staff_id", 1)], "staff")],
    "sign_in_failures": [
        Index([("body.name", 1)], "name"),
        Index([("body.locked_until", 1)], "locked"),
        Index([("body.forget_after", 1)], "forget"),
    ],
    "audit_trail": [
        Index([("at", 1)], "time"),
        Index([("whom", 1), ("_id", -1)], "whom"),
        Index([("by", 1), ("_id", -1)], "by"),
        Index([("what", 1), ("_id", -1)], "what"),
    ],
}
