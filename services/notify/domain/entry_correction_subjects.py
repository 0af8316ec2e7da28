"""What notify announces of a correction of the time of arrival (更正入站时间) that waits for a second person."""

from services.notify.domain.announcement import Announcement, Duty, ItemKind, Subject, Thing, ThingKind, same
from shared.kernel.labels import Words

ENTRY_CORRECTION = "entry_correction"
"""The code of the duty to decide about a correction of the time of arrival."""

ENTRY_CORRECTION_PROPOSED = Subject(
    "entry_correction_proposed",
    ItemKind.TODO,
    Words(
        "个案 {case_no}：入站时间更正等您批准",
        "Case {case_no}: a correction of the time of arrival waits for your approval",
    ),
    Words(
        "您是救助员或者救助站长，由提出人以外的一人核对后决定；批准以前期限按原来的时间计算。",
        "You are a rescue worker or the head of the station; another person than the proposer decides, and until then "
        "limits are counted from the time as it was.",
    ),
)
ENTRY_CORRECTION_REFUSED = Subject(
    "entry_correction_refused",
    ItemKind.WATCH,
    Words(
        "个案 {case_no}：您提出的入站时间更正没有批准",
        "Case {case_no}: your correction of the time of arrival was not approved",
    ),
    Words(
        "更正是您提出的；入站时间和期限都不变。",
        "You proposed it; the time of arrival and the limits stay as they were.",
    ),
)


def entry_correction_proposed(case_id: str, case_no: str) -> Announcement:
    """Somebody says that the time of arrival was written down wrong."""
    thing, duty = Thing(ThingKind.CASE, case_id), Duty(case_id, ENTRY_CORRECTION)
    return ENTRY_CORRECTION_PROPOSED.announce(thing, {"case_no": same(case_no)}, duty)


def entry_correction_refused(case_id: str, case_no: str) -> Announcement:
    """A colleague did not approve it: its author hears of that."""
    return ENTRY_CORRECTION_REFUSED.announce(Thing(ThingKind.CASE, case_id), {"case_no": same(case_no)})
