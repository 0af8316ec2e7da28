"""What is printed: each kind with its name, the sign that its numbers begin with, and who may print it."""

from shared.kernel.labels import LabelledEnum
from shared.kernel.roles import Role


class PrintKind(LabelledEnum):
    """A kind of paper."""

    CASE_SUMMARY = "case_summary", "个案摘要", "Case summary"
    PAYMENT_SLIP = "payment_slip", "拨付单", "Payment slip"
    ORGANISATION_SHEET = "organisation_sheet", "组织情况表", "Organisation sheet"


class SubjectKind(LabelledEnum):
    """What a paper is about."""

    CASE = "case", "个案", "Case"
    PROJECT = "project", "资助项目", "Project"
    ORGANISATION = "organisation", "社会组织", "Organisation"


class Language(LabelledEnum):
    """In which language a paper is printed; each is called as its speakers call it."""

    ZH = "zh", "中文", "中文"
    EN = "en", "English", "English"


SIGNS = {PrintKind.CASE_SUMMARY: "摘", PrintKind.PAYMENT_SLIP: "付", PrintKind.ORGANISATION_SHEET: "组"}
"""A number is such as 付2026-0001: the kind, the year in Asia/Shanghai, and its place in that year."""

MAY_PRINT: dict[PrintKind, frozenset[str]] = {
    PrintKind.CASE_SUMMARY: frozenset({Role.RESCUE_WORKER, Role.STATION_HEAD}),
    PrintKind.PAYMENT_SLIP: frozenset(
        {Role.GRANTS_OFFICER, Role.GRANTS_HEAD, Role.FINANCE, Role.REGISTRAR, Role.CENTRE_ADMIN}
    ),
    PrintKind.ORGANISATION_SHEET: frozenset(Role),
}
"""Those who may read the thing itself, as the service that owns it decides; it is asked before, as the same person."""
