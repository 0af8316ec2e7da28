"""The roles that staff may hold: the code that tokens and permissions use, and what each is called."""

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


Roles = frozenset[Role]


def role_names(codes: Iterable[str], language: str) -> str:
    """The names of these roles in ``zh`` or else in English; a code that is not known stands for itself."""
    known = {role.value: role.label.of(language) for role in Role}
    return ("、" if language.startswith("zh") else ", ").join(known.get(code, code) for code in codes)
