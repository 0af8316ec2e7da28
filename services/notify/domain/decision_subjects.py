"""What is announced of decisions of a second person in grants (双人复核): by the head of the centre, or by finance."""

from services.notify.domain.announcement import Announcement, Duty, ItemKind, Subject, Thing, ThingKind, same
from shared.kernel.labels import Words

DECISION_AWAITED = Subject(
    "decision_awaited",
    ItemKind.TODO,
    Words("项目 {project_no}：{cause}", "Project {project_no}: {cause}"),
    Words(
        "您是中心负责人，由提出或者登记人以外的人决定。",
        "You head the centre; somebody other than who proposed or entered it decides.",
    ),
)
ACCOUNT_TO_VERIFY = Subject(
    "account_to_verify",
    ItemKind.TODO,
    Words("项目 {project_no}：收款账户等您核对", "Project {project_no}: an account waits to be verified by you"),
    Words(
        "您是财务，账户由登记人以外的人对照材料核对，之后才能拨付。",
        "You are finance; somebody other than who entered it verifies it from the paper before anything is paid.",
    ),
)
CLOSING_REFUSED = Subject(
    "closing_refused",
    ItemKind.WATCH,
    Words(
        "项目 {project_no}：您提出的结项或者终止没有批准",
        "Project {project_no}: its closing, which you proposed, was not approved",
    ),
    Words("结项或者终止是您提出的；项目继续执行。", "You proposed it; the project goes on."),
)
DECISION_REFUSED = Subject(
    "decision_refused",
    ItemKind.WATCH,
    Words("项目 {project_no}：{cause}", "Project {project_no}: {cause}"),
    Words("是您提出或者登记的；理由写在项目里。", "You proposed or entered it; the reason stands in the project."),
)

MATTERS = {
    "plan": Words("拨款计划等您批准", "a plan of payments waits for your approval"),
    "report": Words("第 {no} 期的报告等您审核", "the report of instalment {no} waits to be examined by you"),
    "correction": Words("一项更正等您批准", "a correction waits for your approval"),
    "reversal": Words("第 {no} 期拨付的冲销等您批准", "the reversal of instalment {no} waits for your approval"),
    "closing": Words("结项或者终止等您批准", "its closing waits for your approval"),
}
"""What a head decides about in grants; ``{no}`` is the instalment's."""


def decision_awaited(about_id: str, matter: str, no: int | None, project_id: str, project_no: str) -> Announcement:
    """Something of a project waits for a second person: an account for finance, everything else for the head."""
    duty, project = Duty(about_id, matter, None if no is None else str(no)), Thing(ThingKind.PROJECT, project_id)
    facts = {"project_no": same(project_no)}
    if matter not in MATTERS:
        return ACCOUNT_TO_VERIFY.announce(project, facts, duty)
    words = MATTERS[matter]
    cause = Words(words.zh.format(no=no), words.en.format(no=no))
    return DECISION_AWAITED.announce(project, {**facts, "cause": cause}, duty)


REFUSED = {
    "report": Words("您登记的第 {no} 期报告被退回", "the report of instalment {no}, which you entered, was returned"),
    "correction": Words("您提出的更正没有批准", "the correction that you proposed was not approved"),
    "reversal": Words("您提出的第 {no} 期拨付冲销没有批准", "the reversal of instalment {no} was not approved"),
    "account": Words("您登记的收款账户没有核对通过", "the account that you entered was declined"),
}
"""What a second person declined in grants; ``{no}`` is the instalment's."""


def decision_refused(matter: str, no: int | None, project_id: str, project_no: str) -> Announcement:
    """A colleague declined what somebody proposed or entered: that person hears of it."""
    words = REFUSED[matter]
    cause = Words(words.zh.format(no=no), words.en.format(no=no))
    return DECISION_REFUSED.announce(
        Thing(ThingKind.PROJECT, project_id), {"project_no": same(project_no), "cause": cause}
    )


def closing_refused(project_id: str, project_no: str) -> Announcement:
    """A colleague declined the closing of a project: whoever proposed it hears of that."""
    return CLOSING_REFUSED.announce(Thing(ThingKind.PROJECT, project_id), {"project_no": same(project_no)})
