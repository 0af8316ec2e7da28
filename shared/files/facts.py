"""What the check of a file found: its kind, how it is served, and how large it is."""

from dataclasses import dataclass

from shared.kernel.files import FileKind


@dataclass(frozen=True)
class Facts:
    """``media_type`` and ``ending`` are ours, never the sender's; ``width`` and ``height`` are pixels."""

    kind: FileKind
    media_type: str
    ending: str
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    seconds: int | None = None
