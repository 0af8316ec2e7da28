"""Quorum queues and streams of RabbitMQ whose data was moved or unpacked elsewhere: each noted the whole path of it.

A node looks for them there alone, and says of each that its node is down.
"""

from __future__ import annotations

import re
from pathlib import Path

from deploy.local.home import DRAFT

KINDS = ("quorum", "coordination")
_NOTED = re.compile(r'(?<=")[^"]+(?=/[^"/]+@[^"/]+/(?:quorum|coordination)/)')
"""The folder of all data in a path such as "/old/data/node@host/quorum/node@host", which stands in quotes."""


def find_moved_queues(data: Path) -> None:
    """Note where the data lies now in what each queue noted of it; nothing where it was never moved."""
    for kind in KINDS:
        for noted in data.glob(f"*/{kind}/*/*/config"):
            text = noted.read_text("utf-8")
            here = _NOTED.sub(lambda _: str(data), text)
            if here != text:
                draft = noted.with_name(noted.name + DRAFT)
                draft.write_text(here, "utf-8")
                draft.rename(noted)
