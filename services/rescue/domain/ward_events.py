"""What happens to the reports of wards."""

from dataclasses import dataclass

from shared.kernel.act import Act


@dataclass(frozen=True)
class WardReported:
    """A ward reported better speech; ``waits`` for whoever is on duty where no single known person lies there."""

    report_id: str
    act: Act
    waits: bool


@dataclass(frozen=True)
class WardReportSettled:
    """It stands in the case, or whoever is on duty has dealt with it."""

    report_id: str
    act: Act
