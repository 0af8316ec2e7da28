"""What rescue tells of reports that hospital wards made: that there is one, and never of whom, or where."""

from typing import ClassVar

from shared.contracts.contract import Contract
from shared.kernel.labels import Label


class WardReported(Contract):
    """A ward reported that somebody in one of its beds speaks better. Ward, bed and words stay inside.

    ``waits`` says that nobody known to the station lies there for sure, so that whoever is on duty has to look.
    """

    NAME: ClassVar[str] = "rescue.ward.reported"
    LABEL: ClassVar[Label] = Label("病区来报", "A ward reported")
    ZH: ClassVar[str] = "病区报告一张床位的人语言好转；不含病区、床位和内容。"

    report_id: str
    waits: bool


class WardReportSettled(Contract):
    """The report of a ward stands in a case, or whoever is on duty has dealt with it."""

    NAME: ClassVar[str] = "rescue.ward_report.settled"
    LABEL: ClassVar[Label] = Label("病区来报已处理", "Report of a ward dealt with")
    ZH: ClassVar[str] = "病区的来报已经转入个案，或者值班人员已经处理。"

    report_id: str
