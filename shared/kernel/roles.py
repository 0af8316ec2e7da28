"""The roles that people may hold: the code that tokens and permissions use, and what each is called.

``Role`` is of the office's staff, so "everybody" made of it is nobody from outside. ``OutsideRole`` is of people from
outside, who hold one together with a scope (``shared.kernel.scope``).
"""

from collections.abc import Iterable

from shared.kernel.labels import LabelledEnum


class Role(LabelledEnum):
    """A role of a member of staff."""

    CENTRE_ADMIN = "centre_admin", "中心管理员", "Centre administrator"
    REGISTRAR = "registrar", "登记员", "Registrar"
    GRANTS_OFFICER = "grants_officer", "资助专员", "Grants officer"
    GRANTS_HEAD = "grants_head", "中心负责人", "Head of the centre"
    FINANCE = "finance", "财务", "Finance"
    RESCUE_WORKER = "rescue_worker", "救助员", "Rescue worker"
    STATION_HEAD = "station_head", "救助站长", "Head of station"
    OPERATOR = "operator", "运维", "Operator"


class OutsideRole(LabelledEnum):
    """A role of a person from outside the office."""

    ORGANISATION_MEMBER = "organisation_member", "机构人员", "Organisation member"
    JUDGE = "judge", "评审", "Judge"
    VILLAGE = "village", "村（社区）", "Village"
    AUTHORITY = "authority", "业务主管单位", "Supervisor authority"
    WARD = "ward", "病区", "Ward"
    BUREAU = "bureau", "民政局", "Civil affairs bureau"


Roles = frozenset[Role]
OUTSIDE_ROLES = frozenset[str](OutsideRole)
ROLE_CODES = (*map(str, Role), *map(str, OutsideRole))
"""Every role that an account may be given, those of the staff first."""


def role_names(codes: Iterable[str], language: str) -> str:
    """The names of these roles in ``zh`` or else in English; a code that is not known stands for itself."""
    known = {role.value: role.label.of(language) for kind in (Role, OutsideRole) for role in kind}
    return ("、" if language.startswith("zh") else ", ").join(known.get(code, code) for code in codes)
