"""A projection: one row for each aggregate of a collection, made of its view, for a list, a search or figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.storage.indexes import Index
from shared.storage.mongo import Document

READ = {"version": 1, "view": 1}
"""What of a document a row is made of: no state, so that nothing sealed is opened for a list."""


@dataclass(frozen=True)
class Projection:
    """What a service declares of one projection.

    ``row`` makes the fields of a row out of ``{_id, version, view}``; it is pure, and never gives ``_id`` or
    ``version``. ``form`` grows with every change of ``row`` or ``indexes``; ``view_form`` is that of the view, which
    the host fills in. Rows of another form are never read, but made anew when a service starts.
    """

    name: str
    source: str
    row: Callable[[Document], Document]
    form: int = 1
    view_form: int = 1
    indexes: Sequence[Index] = ()

    @property
    def key(self) -> str:
        """Name and forms: rows of one key are alike."""
        return f"{self.name}.{self.view_form}.{self.form}"

    def row_of(self, document: Document) -> Document:
        """The whole row: its aggregate's id, and the version up to which it tells of it."""
        return {**self.row(document), "_id": document["_id"], "version": document["version"]}
