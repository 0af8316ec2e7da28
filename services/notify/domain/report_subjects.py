"""What an organisation is told of the reports that it handed in."""

from services.notify.domain.announcement import Announcement, Duty, ItemKind, Subject, Thing, ThingKind, same
from shared.kernel.labels import Words

WHY = Words("您是承办组织的人员。", "You are of the organisation whose project it is.")
REPORT_ACCEPTED = Subject(
    "report_accepted",
    ItemKind.WATCH,
    Words("项目 {project_no}：{cause}", "Project {project_no}: {cause}"),
    WHY,
)
REPORT_RETURNED = Subject(
    "report_returned",
    ItemKind.TODO,
    Words("项目 {project_no}：{cause}", "Project {project_no}: {cause}"),
    WHY,
)


def report_decided(project_id: str, project_no: str, no: int, *, accepted: bool) -> Announcement:
    """The report of an instalment was accepted, or returned: then it asks for another one."""
    about = Thing(ThingKind.OWN_PROJECT, project_id)
    if accepted:
        cause = Words(f"第 {no} 期的报告已经通过", f"the report of instalment {no} was accepted")
        return REPORT_ACCEPTED.announce(about, {"project_no": same(project_no), "cause": cause})
    cause = Words(
        f"第 {no} 期的报告被退回，请补正后重新提交", f"the report of instalment {no} was returned; hand it in anew"
    )
    duty = Duty(project_id, "report", str(no))
    return REPORT_RETURNED.announce(about, {"project_no": same(project_no), "cause": cause}, duty)
