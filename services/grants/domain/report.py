"""The report that stands before a payment (报告): handed in by the organisation, accepted or returned by another."""

from dataclasses import dataclass, replace
from typing import Annotated

from services.grants.domain import errors
from services.grants.domain.entry import Entry
from shared.kernel.act import Act
from shared.kernel.dual_control import DualControl
from shared.kernel.files import FileRef
from shared.kernel.labels import Label, LabelledEnum


class ReportNeed(LabelledEnum):
    """Which report the contract asks for before an instalment is paid; ``none`` where it asks for none."""

    FINAL = "final", "末期报告", "Final report"
    MID_TERM = "mid_term", "中期报告", "Mid-term report"
    ACTIVITY = "activity", "活动报告", "Activity report"
    NONE = "none", "无需报告（合同约定）", "None required (by the contract)"


ReportNeeded = Annotated[
    ReportNeed,
    Label(
        "拨付前的报告",
        "Report before it",
        "按合同填写；通过之后才能拨付",
        "As the contract says; it is paid once accepted",
    ),
]


class ReportState(LabelledEnum):
    """How the report of an instalment stands."""

    UNKNOWN = "unknown", "是否需要没有记载", "Report need not recorded"
    NOT_NEEDED = "not_needed", "无需报告", "No report required"
    AWAITED = "awaited", "待提交", "Awaited"
    SUBMITTED = "submitted", "已提交，待审核", "Handed in, to be examined"
    RETURNED = "returned", "已退回", "Returned"
    ACCEPTED = "accepted", "已通过", "Accepted"


@dataclass(frozen=True)
class Report:
    """What was handed in, of which kind; ``submitted`` tells when it was handed in and who entered it.

    One on paper has the ``reference`` that it is filed under; one that the organisation handed in here has what it
    ``told``.

    Undecided while ``decided`` is None; ``reason`` says why it was returned.
    """

    kind: ReportNeed
    title: str
    reference: str
    submitted: Entry
    decided: Entry | None = None
    accepted: bool = False
    reason: str = ""
    told: str = ""
    receipts: tuple[FileRef, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether nobody has examined it yet."""
        return self.decided is None

    def decide(self, act: Act, *, accepted: bool, reason: str = "") -> "Report":
        """The report, accepted or returned. Raises ReportDecidedTooEarly."""
        if day := self.submitted.day_after(act):
            raise errors.ReportDecidedTooEarly(day=day)
        return replace(self, decided=Entry.of(act), accepted=accepted, reason=reason)


REPORT = DualControl[Report](
    "report", errors.NoReportWaits, errors.SecondPersonRequired, lambda one: (one.submitted.by,)
)
"""Whoever entered a report does not accept it."""
AGAINST_A_REPORT = (
    errors.InstalmentAlreadyPaid,
    errors.InstalmentIsCancelled,
    errors.ReportNeedUnknown,
    errors.NoReportNeeded,
    errors.ReportThere,
    errors.DoneBeforeSigning,
)
"""What stands against entering the report of an instalment, or handing it in."""
