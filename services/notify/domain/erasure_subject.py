"""What notify announces of an erasure that waits for a second person."""

from services.notify.domain.announcement import Announcement, Duty, ItemKind, Subject, Thing, ThingKind, same
from shared.kernel.labels import Words

ERASURE = "erasure"
"""The code of the duty to decide about an erasure."""

ERASURE_PROPOSED = Subject(
    "erasure_proposed",
    ItemKind.TODO,
    Words("个案 {case_no}：提出清除个人信息，等待批准", "Case {case_no}: an erasure waits for approval"),
    Words(
        "清除要两个人办，其中一人必须是救助站长；由提出人以外的一人核对后决定。",
        "It takes two to erase, a head of the station among them; another person than the proposer decides.",
    ),
)


def erasure_proposed(case_id: str, case_no: str) -> Announcement:
    """Somebody proposes to erase the person from a case."""
    thing, duty = Thing(ThingKind.CASE, case_id), Duty(case_id, ERASURE)
    return ERASURE_PROPOSED.announce(thing, {"case_no": same(case_no)}, duty)
