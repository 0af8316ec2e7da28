"""What this process wrote last, kept a few seconds: a busy aggregate need not be read before each of its saves."""

import asyncio
from collections import OrderedDict

from shared.storage.mongo import Document

MOST = 256
FOR_S = 10.0


class LastWritten:
    """The parts of documents that a change begins with, as they were saved. Sealed fields are kept sealed.

    They may be out of date; the filter of the next save says so.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[float, Document]] = OrderedDict()

    def put(self, document_id: str, parts: Document) -> None:
        """Keep these, and drop what is too old or too much."""
        now = asyncio.get_running_loop().time()
        self._kept[document_id] = (now + FOR_S, parts)
        self._kept.move_to_end(document_id)
        while len(self._kept) > MOST or next(iter(self._kept.values()))[0] < now:
            self._kept.popitem(last=False)

    def take(self, document_id: str) -> Document | None:
        """What is kept of this one; it is kept no longer."""
        until, parts = self._kept.pop(document_id, (0.0, None))
        return parts if until >= asyncio.get_running_loop().time() else None
