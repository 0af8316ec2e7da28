"""The indexes of rescue, created by prepare."""

from shared.kernel.errors import AlreadyExists
from shared.storage.indexes import Index

SEALED = (
    "custody.intake",
    "custody.entry_corrections",
    "custody.placements",
    "custody.leaving",
    "custody.departure_corrections",
    "identity.person",
    "identity.checks",
    "conversation",
    "search",
    "inquiries",
    "limits",
    "charge.handovers",
    "photos",
)
"""The fields and whole parts of a case that are encrypted with its own key: all that holds words about the person."""

SEALED_OF_WARD_REPORTS = ("ward", "told", "case_id")
"""Where a person lies is told to nobody; what a ward told is gone once it was dealt with."""

INDEXES = {
    "cases": [
        Index([("view.case_no", 1)], "case_no", unique=True, error=AlreadyExists),
        Index([("view.case_no", -1), ("_id", 1)], "newest"),
        Index([("view.custody", 1), ("view.case_no", -1), ("_id", 1)], "custody"),
        Index([("view.identity", 1), ("view.case_no", -1), ("_id", 1)], "identity"),
        Index([("view.responsible", 1), ("view.case_no", -1), ("_id", 1)], "responsible"),
        Index([("view.deadlines.code", 1)], "limits", sparse=True),
        *(
            Index([(field, 1), ("view.case_no", -1), ("_id", 1)], name, partial={field: True})
            for field, name in (
                ("view.notice_waiting", "notices_waiting"),
                ("view.notice_outlived", "notices_outlived"),
                ("view.notice_public", "notices_public"),
                ("view.correction_waits", "corrections_waiting"),
                ("view.entry_waits", "entries_waiting"),
                ("view.erasure_waits", "erasures_waiting"),
            )
        ),
        Index([("view.bed", 1)], "bed", partial={"view.bed": {"$type": "string"}}),
    ],
    "ward_reports": [
        Index([("view.state", 1), ("created_at", 1)], "state"),
        Index([("view.ward", 1), ("created_at", -1)], "ward"),
    ],
}
