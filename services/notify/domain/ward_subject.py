"""What is announced of the reports of hospital wards."""

from services.notify.domain.announcement import Announcement, Duty, ItemKind, Subject, Thing, ThingKind
from shared.kernel.labels import Words

WARD_REPORT = "ward_report"
"""What such an item asks for: to find the person, until that is done."""
WARD_REPORTED = Subject(
    "ward_reported",
    ItemKind.TODO,
    Words(
        "一个病区报告：有人语言好转，请查找是哪一位受助人员",
        "A ward reports that somebody speaks better; find out who it is",
    ),
    Words(
        "您是救助员；来报的床位没有登记在任何一件个案里。",
        "You are a rescue worker; the bed that was reported is on file in no case.",
    ),
)


def ward_reported(report_id: str) -> Announcement:
    """A ward reported of a bed that is not known; where, and what, stands in rescue alone."""
    return WARD_REPORTED.announce(Thing(ThingKind.WARD_REPORT, report_id), {}, Duty(report_id, WARD_REPORT))
