"""How a project stands: whether its money still goes out, and the stretches of time in which none may."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from shared.kernel.labels import Label, LabelledEnum


class ProjectState(LabelledEnum):
    """Running until the whole contract amount is paid, then settled; the last two once two people have closed it."""

    RUNNING = "running", "执行中", "Running"
    SETTLED = "settled", "已拨付完毕", "Paid in full"
    COMPLETED = "completed", "已结项", "Completed"
    TERMINATED = "terminated", "已终止", "Terminated"


StateOfProject = Annotated[ProjectState, Label("状态", "State")]


@dataclass(frozen=True)
class FrozenFor:
    """The reason codes of a freeze since a moment."""

    since: datetime
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Freeze:
    """One stretch of time in which nothing could be paid, with the reason codes known last.

    ``told`` has every change of the reasons with its time, the first ones too; empty for freezes of before it was kept,
    of which the reasons known last alone are known.
    """

    at: datetime
    reasons: tuple[str, ...]
    lifted_at: datetime | None = None
    told: tuple[FrozenFor, ...] = ()

    @classmethod
    def begin(cls, at: datetime, reasons: tuple[str, ...]) -> "Freeze":
        """A freeze that begins."""
        return cls(at, reasons, told=(FrozenFor(at, reasons),))

    def go_on(self, at: datetime, reasons: tuple[str, ...]) -> "Freeze":
        """The same freeze, for other reasons from now on."""
        told = self.told or (FrozenFor(self.at, self.reasons),)
        return replace(self, reasons=reasons, told=(*told, FrozenFor(at, reasons)))
