"""The indexes of registry, created by prepare."""

from services.registry.domain.errors import CodeTaken, NameTaken
from shared.storage.indexes import Index

INDEXES = {
    "organisations": [
        Index([("view.uscc", 1)], "uscc", unique=True, error=CodeTaken),
        Index([("view.name_held", 1)], "name_held", unique=True, sparse=True, error=NameTaken),
        Index([("view.words", 1)], "words"),
        Index([("view.name_key", 1)], "name"),
        Index([("view.founded_on", 1)], "founded_on"),
        Index([("view.kind", 1), ("view.name_key", 1)], "kind"),
        Index([("view.street_code", 1), ("view.name_key", 1)], "street"),
        Index([("view.standing", 1), ("view.name_key", 1)], "standing"),
    ],
    "talents": [
        Index([("view.words", 1)], "words"),
        Index([("view.name_key", 1)], "name"),
        Index([("view.native_prefixes", 1)], "native"),
    ],
    "funded_projects": [Index([("state.organisation_id", 1), ("state.running", 1)], "running")],
    "interpreter_searches": [],
    "quoted_figures": [],
    "imports": [Index([("view.at", -1)], "at")],
}
