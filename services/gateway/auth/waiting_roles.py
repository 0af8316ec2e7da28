"""Roles that read what is kept of people in rescue are granted by two administrators (双人复核)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.gateway.i18n import N_
from shared.kernel.dual_control import DualControl
from shared.kernel.errors import Conflict, Forbidden
from shared.kernel.roles import Role

READS_PERSONS = frozenset[str]({Role.RESCUE_WORKER, Role.STATION_HEAD})
"""Whoever holds one of these reads cases of the rescue station: names, numbers, health, photographs."""


class NoRolesWait(Conflict):
    slug = "no-roles-wait"
    zh = N_("这个账号没有等待批准的岗位。请刷新页面查看现在的状态。")
    en = "No roles of this account wait for approval. Reload the page to see how it stands."


class RolesNeedAnother(Forbidden):
    slug = "roles-need-another"
    zh = N_("提出岗位的人不能自己批准。请另一位管理员核对本人和岗位后批准。")
    en = "Whoever proposed the roles cannot approve them. Ask another administrator to check person and roles."


@dataclass(frozen=True)
class WaitingRoles:
    """The roles that somebody gets once a second administrator has approved; who proposed them, and when."""

    roles: tuple[str, ...]
    proposed_by: str
    at: datetime


ROLES = DualControl[WaitingRoles]("roles of an account", NoRolesWait, RolesNeedAnother)


def waiting_after(
    wanted: frozenset[str], held: frozenset[str], before: WaitingRoles | None, by: str, at: datetime
) -> WaitingRoles | None:
    """What of the roles that are wanted waits now; what waited before goes on waiting under whoever proposed it."""
    roles = in_order((wanted & READS_PERSONS) - held)
    if before is not None and before.roles == roles:
        return before
    return WaitingRoles(roles, by, at) if roles else None


def in_order(roles: Iterable[str]) -> tuple[str, ...]:
    """Codes of roles, in one order."""
    return tuple(sorted(map(str, roles)))


def listed(roles: Iterable[str]) -> str:
    """Codes of roles as the trail keeps them."""
    return ",".join(in_order(roles))
