"""The indexes of grants, created by prepare."""

from services.grants.domain.errors import ProjectNumberTaken
from shared.storage.indexes import Index

INDEXES = {
    "projects": [
        Index([("view.number", 1)], "number", unique=True, error=ProjectNumberTaken),
        Index([("view.organisation_id", 1), ("view.state", 1), ("view.number", 1)], "organisation"),
        Index([("view.round", 1), ("view.number", -1)], "round"),
        Index([("view.field", 1), ("view.number", 1)], "field"),
        Index([("state.instalments.payment.voucher_no", 1)], "voucher", sparse=True),
        Index([("view.frozen", 1), ("view.number", 1)], "frozen"),
    ],
    "standings": [],
    "accounts": [],
}
