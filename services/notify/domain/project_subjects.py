"""What is announced of projects whose unpaid money is frozen, or may be paid again."""

from collections.abc import Iterable

from services.notify.domain.announcement import Announcement, ItemKind, Subject, Thing, ThingKind, marked
from shared.kernel.labels import Words

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

LISTED = Words("被列入活动异常名录", "was listed as abnormal")
LEGAL_CAUSES = {
    "serious_list": Words("被列入严重违法失信名单", "was listed for serious breaches"),
    "suspended": Words("被限期停止活动", "was ordered to stop its activities"),
    "deregistered": Words("已经注销", "was deregistered"),
    "revoked": Words("被撤销登记", "had its registration revoked"),
    "licence_withdrawn": Words("被吊销登记证书", "had its certificate withdrawn"),
}
"""What the registry's legal states are called where they freeze a project; every other code is a reason for listing."""


def project_frozen(
    project_id: str, project_no: str, reason_codes: Iterable[str], *, example: bool = False
) -> Announcement:
    """The unpaid instalments of a project were frozen; a legal state weighs more than the list."""
    cause = next((LEGAL_CAUSES[code] for code in reason_codes if code in LEGAL_CAUSES), LISTED)
    facts = {"project_no": marked(project_no, example=example), "cause": cause}
    return PROJECT_FROZEN.announce(Thing(ThingKind.PROJECT, project_id), facts)


def project_unfrozen(project_id: str, project_no: str, *, example: bool = False) -> Announcement:
    """The unpaid instalments of a project may be paid again."""
    facts = {"project_no": marked(project_no, example=example)}
    return PROJECT_UNFROZEN.announce(Thing(ThingKind.PROJECT, project_id), facts)
