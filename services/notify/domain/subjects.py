"""Everything that notify announces, one function for each; the wording of the office stands here alone."""

from collections.abc import Iterable
from datetime import datetime

from services.notify.domain.announcement import (
    Announcement,
    Duty,
    ItemKind,
    Subject,
    Thing,
    ThingKind,
    end_of_limit,
    same,
)
from shared.kernel.labels import Words

INTERPRETER_PROPOSED = Subject(
    "interpreter_proposed",
    ItemKind.TODO,
    Words("找到 {count} 位可能听得懂的同乡翻译", "{count} people were found who may interpret"),
    Words("您为这个个案查找过同乡翻译。", "You asked for a dialect interpreter for this case."),
)
INTERPRETER_NOT_FOUND = Subject(
    "interpreter_not_found",
    ItemKind.TODO,
    Words("人才库里没有找到合适的同乡翻译", "Nobody in the talent pool fits your request for an interpreter"),
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
PROJECT_FROZEN = Subject(
    "project_frozen",
    ItemKind.WATCH,
    Words("项目 {project_no} 未拨付的款项已冻结", "Project {project_no}: what is unpaid has been frozen"),
    Words(
        "您是资助专员；承办组织{cause}。",
        "You are a grants officer, and the project's organisation {cause}.",
    ),
)
PROJECT_UNFROZEN = Subject(
    "project_unfrozen",
    ItemKind.WATCH,
    Words("项目 {project_no} 已解除冻结，可以继续拨付", "Project {project_no} may be paid again"),
    Words(
        "您是资助专员；承办组织不再有冻结的原因。",
        "You are a grants officer, and nothing stands against paying the project's organisation any more.",
    ),
)

SUBJECTS = {
    subject.code: subject
    for subject in (
        INTERPRETER_PROPOSED,
        INTERPRETER_NOT_FOUND,
        DEADLINE_DUE_SOON,
        DEADLINE_MISSED,
        ABILITY_IMPROVED,
        CASE_GIVEN,
        CASE_TAKEN,
        PROJECT_FROZEN,
        PROJECT_UNFROZEN,
    )
}

SEARCH_NOTICE, DNA_REQUEST = "search_notice", "dna_request"
"""The codes of the legal limits whose duty an event of rescue tells to be done."""

INTERVIEW = "interview"
"""The code of the task to interview again, which an event of rescue tells to be done as well."""

LISTED = Words("被列入活动异常名录", "was listed as abnormal")
LEGAL_CAUSES = {
    "suspended": Words("被限期停止活动", "was ordered to stop its activities"),
    "deregistered": Words("已经注销", "was deregistered"),
    "revoked": Words("被撤销登记", "had its registration revoked"),
}
"""What the registry's legal states are called where they freeze a project; every other code is a reason for listing."""


def interpreter_proposed(case_id: str, count: int) -> Announcement:
    """An answer to a request for an interpreter; where nobody was found, that is the answer."""
    subject = INTERPRETER_PROPOSED if count else INTERPRETER_NOT_FOUND
    return subject.announce(Thing(ThingKind.CASE, case_id), {"count": same(count)})


def deadline_due_soon(duty: Duty, limit: Words, case_no: str, due_at: datetime) -> Announcement:
    """A legal limit of a case ends soon."""
    facts = {"case_no": same(case_no), "limit": limit, "due": end_of_limit(due_at)}
    return DEADLINE_DUE_SOON.announce(Thing(ThingKind.CASE, duty.case_id), facts, duty)


def deadline_missed(duty: Duty, limit: Words, case_no: str, due_at: datetime) -> Announcement:
    """A legal limit of a case has passed undone."""
    facts = {"case_no": same(case_no), "limit": limit, "due": end_of_limit(due_at)}
    return DEADLINE_MISSED.announce(Thing(ThingKind.CASE, duty.case_id), facts, duty)


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


def project_frozen(project_id: str, project_no: str, reason_codes: Iterable[str]) -> Announcement:
    """The unpaid instalments of a project were frozen; a legal state weighs more than the list."""
    cause = next((LEGAL_CAUSES[code] for code in reason_codes if code in LEGAL_CAUSES), LISTED)
    facts = {"project_no": same(project_no), "cause": cause}
    return PROJECT_FROZEN.announce(Thing(ThingKind.PROJECT, project_id), facts)


def project_unfrozen(project_id: str, project_no: str) -> Announcement:
    """The unpaid instalments of a project may be paid again."""
    return PROJECT_UNFROZEN.announce(Thing(ThingKind.PROJECT, project_id), {"project_no": same(project_no)})
