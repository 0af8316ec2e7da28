"""The indexes of registry, created by prepare."""

from services.registry.domain.errors import CodeTaken, NameTaken
from shared.jobs.storing import JOB_INDEXES
from shared.storage.indexes import Index

SEALED_OF_TALENTS = ("profile.phone", "profile.note")
"""What is encrypted with the key of each person of the talent pool, and goes for good when they withdraw."""

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
        Index([("state.particulars.supervisor", 1), ("view.name_key", 1)], "supervisor"),
        Index([("view.entered_by_import", 1)], "entered", sparse=True),
        Index([("view.corrected_by_import", 1)], "corrected", sparse=True),
        Index([("view.retraction_waits", 1), ("view.name_key", 1)], "waiting", partial={"view.retraction_waits": True}),
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
    **JOB_INDEXES,
}
