"""What rescue refuses of the reports of wards."""

from shared.kernel.errors import Conflict, NotFound


class WardReportNotFound(NotFound):
    slug = "ward-report-not-found"
    zh, en = "没有找到这个病区或者这条来报。", "There is no such ward or report."


class WardReportDone(Conflict):
    slug = "ward-report-done"
    zh, en = "这条来报已经处理。", "This report was dealt with already."
