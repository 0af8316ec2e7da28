"""The indexes of printing, created by prepare."""

from services.printing.domain.errors import NumberTaken
from shared.storage.indexes import Index

INDEXES = {
    "prints": [
        Index([("state.number", 1)], "number", unique=True, error=NumberTaken),
        Index([("state.subject.kind", 1), ("state.subject.id", 1), ("state.at", -1)], "subject"),
    ],
}
