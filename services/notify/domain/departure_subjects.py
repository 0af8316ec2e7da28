"""What is announced of a correction of a departure that a colleague declined."""

from services.notify.domain.announcement import Announcement, ItemKind, Subject, Thing, ThingKind, same
from shared.kernel.labels import Words

DEPARTURE_CORRECTION_REFUSED = Subject(
    "departure_correction_refused",
    ItemKind.WATCH,
    Words(
        "个案 {case_no}：您提出的离站更正没有批准",
        "Case {case_no}: the correction of the departure that you proposed was not approved",
    ),
    Words("更正是您提出的；离站登记保持不变。", "You proposed it; the departure stays as it was recorded."),
)


def departure_correction_refused(case_id: str, case_no: str) -> Announcement:
    """A colleague declined the correction of a departure: whoever proposed it hears of that."""
    return DEPARTURE_CORRECTION_REFUSED.announce(Thing(ThingKind.CASE, case_id), {"case_no": same(case_no)})
