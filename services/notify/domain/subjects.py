"""Everything that notify announces, one function for each; the wording of the office stands here alone.

That of what takes two people stands in files of its own beside this one.
"""

from datetime import datetime

from services.notify.domain.announcement import (
    Announcement,
    Duty,
    ItemKind,
    Subject,
    Thing,
    ThingKind,
    same,
)
from services.notify.domain.decision_subjects import (
    ACCOUNT_TO_VERIFY,
    CLOSING_REFUSED,
    DECISION_AWAITED,
    DECISION_REFUSED,
)
from services.notify.domain.departure_subjects import DEPARTURE_CORRECTION_REFUSED
from services.notify.domain.entry_correction_subjects import ENTRY_CORRECTION_PROPOSED, ENTRY_CORRECTION_REFUSED
from services.notify.domain.erasure_subject import ERASURE_PROPOSED
from services.notify.domain.job_subjects import EXPORT_DONE, EXPORT_FAILED, JOB_DONE, JOB_FAILED
from services.notify.domain.project_subjects import PROJECT_FROZEN, PROJECT_UNFROZEN
from services.notify.domain.report_subjects import REPORT_ACCEPTED, REPORT_RETURNED
from services.notify.domain.retraction_subjects import RETRACTION_PROPOSED, RETRACTION_REFUSED
from services.notify.domain.ward_subject import WARD_REPORTED
from shared.kernel.end_of_limit import end_of_limit
from shared.kernel.labels import Words

INTERPRETER_PROPOSED = Subject(
    "interpreter_proposed",
    ItemKind.TODO,
    Words(
        "个案 {case_no}：找到 {count} 位可能听得懂的同乡翻译",
        "Case {case_no}: {count} people were found who may interpret",
    ),
    Words("您为这个个案查找过同乡翻译。", "You asked for a dialect interpreter for this case."),
)
INTERPRETER_NOT_FOUND = Subject(
    "interpreter_not_found",
    ItemKind.TODO,
    Words(
        "个案 {case_no}：人才库里没有找到合适的同乡翻译", "Case {case_no}: nobody in the talent pool fits your request"
    ),
    Words("您为这个个案查找过同乡翻译。", "You asked for a dialect interpreter for this case."),
)
DEADLINE_DUE_SOON = Subject(
    "deadline_due_soon",
    ItemKind.TODO,
    Words("个案 {case_no}：“{limit}”将于 {due} 到期", "Case {case_no}: the limit to {limit} ends on {due}"),
    Words("您是救助员，这项法定期限由救助站负责。", "You are a rescue worker, and this legal limit binds the station."),
)
DEADLINE_MISSED = Subject(
    "deadline_missed",
    ItemKind.TODO,
    Words("个案 {case_no}：“{limit}”已超期，应于 {due} 前完成", "Case {case_no}: the limit to {limit} ended on {due}"),
    Words(
        "法定期限已过而事项未办，须由救助员补办，并由救助站长知悉。",
        "A legal limit has passed undone: a rescue worker must do it now, and the head of the station must know.",
    ),
)
NOTICE_PROPOSED = Subject(
    "notice_proposed",
    ItemKind.TODO,
    Words("个案 {case_no}：寻亲公告等您批准{until}", "Case {case_no}: a search notice waits for your approval{until}"),
    Words(
        "您是救助站长，公告须由拟稿人以外的负责人批准。",
        "You head the station, and a notice must be approved by somebody other than its author.",
    ),
)
NOTICE_HANDED_IN = Subject(
    "notice_handed_in",
    ItemKind.WATCH,
    Words(
        "个案 {case_no}：您拟的寻亲公告等待批准{until}", "Case {case_no}: your search notice waits for approval{until}"
    ),
    Words(
        "公告是您拟的，由拟稿人以外的救助站长批准。",
        "You drafted it; a head of the station other than you approves it.",
    ),
)
NOTICE_APPROVED = Subject(
    "notice_approved",
    ItemKind.TODO,
    Words(
        "个案 {case_no}：寻亲公告已批准，请发布并登记发布渠道{until}",
        "Case {case_no}: the search notice was approved; publish it and record where{until}",
    ),
    Words(
        "公告是您拟的；发布以后，24 小时的期限才算办理。",
        "You drafted it; only its publication meets the limit of 24 hours.",
    ),
)
NOTICE_RETURNED = Subject(
    "notice_returned",
    ItemKind.TODO,
    Words("个案 {case_no}：寻亲公告被退回，请修改", "Case {case_no}: the search notice was sent back to be changed"),
    Words("公告是您拟的；退回的理由写在个案里。", "You drafted it; the reason stands in the case."),
)
NOTICE_PUBLISHED = Subject(
    "notice_published",
    ItemKind.WATCH,
    Words("个案 {case_no}：寻亲公告已发布", "Case {case_no}: the search notice was published"),
    Words("您是救助站长。", "You head the station."),
)
DEPARTURE_CORRECTED = Subject(
    "departure_corrected",
    ItemKind.TODO,
    Words("个案 {case_no}：登记错的离站已经撤销，请核对", "Case {case_no}: a wrong departure was taken back"),
    Words(
        "个案恢复办理，由救助员核对并登记实际情况，并由救助站长知悉。",
        "The case is open again: a rescue worker records what is true, and the head of the station must know.",
    ),
)
DEPARTURE_CORRECTION_PROPOSED = Subject(
    "departure_correction_proposed",
    ItemKind.TODO,
    Words("个案 {case_no}：一项离站更正等待批准", "Case {case_no}: a correction of the departure waits for approval"),
    Words(
        "您是救助员或者救助站长，由提出人以外的一人核对后决定。",
        "You are a rescue worker or the head of the station; another person than the proposer decides.",
    ),
)
ABILITY_IMPROVED = Subject(
    "ability_improved",
    ItemKind.TODO,
    Words("个案 {case_no}：语言好转，请再问询", "Case {case_no}: speech improved, please interview again"),
    Words(
        "您是这个个案的责任人；没有责任人时，由救助员办理。",
        "You are responsible for this case; where nobody is, the rescue workers are.",
    ),
)
CASE_GIVEN = Subject(
    "case_given",
    ItemKind.WATCH,
    Words("个案 {case_no} 现在由您负责", "Case {case_no} is yours now"),
    Words(
        "同事把这个个案转交给了您；交接说明在个案页。", "A colleague handed it over to you; the note is in the case."
    ),
)
CASE_TAKEN = Subject(
    "case_taken",
    ItemKind.WATCH,
    Words("个案 {case_no} 已转由另一位同事负责", "Case {case_no} was handed over to another colleague"),
    Words("您曾是这个个案的责任人。", "You were responsible for this case."),
)

SUBJECTS = {
    subject.code: subject
    for subject in (
        INTERPRETER_PROPOSED,
        INTERPRETER_NOT_FOUND,
        DEADLINE_DUE_SOON,
        DEADLINE_MISSED,
        NOTICE_PROPOSED,
        NOTICE_HANDED_IN,
        NOTICE_APPROVED,
        NOTICE_RETURNED,
        NOTICE_PUBLISHED,
        DEPARTURE_CORRECTED,
        DEPARTURE_CORRECTION_PROPOSED,
        ENTRY_CORRECTION_PROPOSED,
        ENTRY_CORRECTION_REFUSED,
        ERASURE_PROPOSED,
        ABILITY_IMPROVED,
        CASE_GIVEN,
        CASE_TAKEN,
        PROJECT_FROZEN,
        PROJECT_UNFROZEN,
        DECISION_AWAITED,
        ACCOUNT_TO_VERIFY,
        REPORT_ACCEPTED,
        REPORT_RETURNED,
        WARD_REPORTED,
        CLOSING_REFUSED,
        DECISION_REFUSED,
        DEPARTURE_CORRECTION_REFUSED,
        RETRACTION_PROPOSED,
        RETRACTION_REFUSED,
        JOB_DONE,
        JOB_FAILED,
        EXPORT_DONE,
        EXPORT_FAILED,
    )
}

SEARCH_NOTICE, DNA_REQUEST = "search_notice", "dna_request"
"""The codes of the legal limits whose duty an event of rescue tells to be done."""

NOTICE = "notice"
"""What a search notice on its way asks for: each step settles the one before."""

DEPARTURE_CORRECTION = "departure_correction"
"""The code of the duty to decide about a correction."""

INTERVIEW = "interview"
"""The code of the task to interview again, which an event of rescue tells to be done as well."""

NUMBER_UNTOLD = Words("（编号见个案页）", "(its page tells the number)")
"""Instead of the number of a case that an event from before numbers were told is about."""


def interpreter_proposed(case_id: str, case_no: str | None, count: int) -> Announcement:
    """An answer to a request for an interpreter; where nobody was found, that is the answer."""
    subject = INTERPRETER_PROPOSED if count else INTERPRETER_NOT_FOUND
    number = same(case_no) if case_no else NUMBER_UNTOLD
    return subject.announce(Thing(ThingKind.CASE, case_id), {"case_no": number, "count": same(count)})


def deadline_due_soon(duty: Duty, limit: Words, case_no: str, due_at: datetime) -> Announcement:
    """A legal limit of a case ends soon."""
    facts = {"case_no": same(case_no), "limit": limit, "due": end_of_limit(due_at)}
    return DEADLINE_DUE_SOON.announce(Thing(ThingKind.CASE, duty.case_id), facts, duty)


def deadline_missed(duty: Duty, limit: Words, case_no: str, due_at: datetime) -> Announcement:
    """A legal limit of a case has passed undone."""
    facts = {"case_no": same(case_no), "limit": limit, "due": end_of_limit(due_at)}
    return DEADLINE_MISSED.announce(Thing(ThingKind.CASE, duty.case_id), facts, duty)


def notice_proposed(case_id: str, case_no: str, notice_id: str, due_at: datetime | None) -> Announcement:
    """A draft waits for the head's decision."""
    return _notice(NOTICE_PROPOSED, case_id, case_no, notice_id, due_at)


def notice_handed_in(case_id: str, case_no: str, notice_id: str, due_at: datetime | None) -> Announcement:
    """The author's draft waits for the head."""
    return _notice(NOTICE_HANDED_IN, case_id, case_no, notice_id, due_at)


def notice_approved(case_id: str, case_no: str, notice_id: str, due_at: datetime | None) -> Announcement:
    """A draft was approved: its author publishes it."""
    return _notice(NOTICE_APPROVED, case_id, case_no, notice_id, due_at)


def notice_returned(case_id: str, case_no: str, notice_id: str) -> Announcement:
    """A draft was sent back to its author."""
    return _notice(NOTICE_RETURNED, case_id, case_no, notice_id, None)


def notice_published(case_id: str, case_no: str) -> Announcement:
    """A notice was published somewhere; nothing is to be done."""
    return NOTICE_PUBLISHED.announce(Thing(ThingKind.CASE, case_id), {"case_no": same(case_no)})


def _notice(subject: Subject, case_id: str, case_no: str, notice_id: str, due_at: datetime | None) -> Announcement:
    end = end_of_limit(due_at) if due_at else None
    until = Words(f"，限 {end.zh}", f", by {end.en}") if end else same("")
    facts = {"case_no": same(case_no), "until": until}
    return subject.announce(Thing(ThingKind.CASE, case_id), facts, Duty(case_id, NOTICE, notice_id))


def departure_corrected(case_id: str, case_no: str) -> Announcement:
    """A departure that was recorded wrong was taken back."""
    return DEPARTURE_CORRECTED.announce(Thing(ThingKind.CASE, case_id), {"case_no": same(case_no)})


def departure_correction_proposed(case_id: str, case_no: str) -> Announcement:
    """Somebody says that a departure was recorded wrong."""
    duty = Duty(case_id, DEPARTURE_CORRECTION)
    return DEPARTURE_CORRECTION_PROPOSED.announce(Thing(ThingKind.CASE, case_id), {"case_no": same(case_no)}, duty)


def ability_improved(case_id: str, case_no: str) -> Announcement:
    """Somebody in care communicates better and should be interviewed again."""
    thing, duty = Thing(ThingKind.CASE, case_id), Duty(case_id, INTERVIEW)
    return ABILITY_IMPROVED.announce(thing, {"case_no": same(case_no)}, duty)


def case_given(case_id: str, case_no: str) -> Announcement:
    """Somebody became responsible for a case."""
    return CASE_GIVEN.announce(Thing(ThingKind.CASE, case_id), {"case_no": same(case_no)})


def case_taken(case_id: str, case_no: str) -> Announcement:
    """Somebody else became responsible for a case that was theirs."""
    return CASE_TAKEN.announce(Thing(ThingKind.CASE, case_id), {"case_no": same(case_no)})
