"""The indexes of the public site, created by prepare."""

from shared.storage.indexes import Index

INDEXES = {
    "notices": [Index([("view.public", 1), ("view.published_at", -1)], "newest")],
    "organisations": [Index([("view.uscc", 1)], "code"), Index([("view.name", 1)], "name")],
}
