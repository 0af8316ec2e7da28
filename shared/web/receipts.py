"""What a command answers on the wire."""

from pydantic import BaseModel

from shared.kernel.repository import Receipt


class Accepted(BaseModel):
    """The aggregate that was changed, its version now, and whether this repeats an earlier answer."""

    id: str
    version: int
    repeated: bool = False

    @classmethod
    def of(cls, receipt: Receipt) -> "Accepted":
        """The receipt on the wire."""
        return cls(id=receipt.id, version=receipt.version, repeated=receipt.repeated)
