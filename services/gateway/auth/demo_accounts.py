"""The demo accounts: one per role of the staff, and people from outside who have work here.

They can sign in only where ``Settings.with_demo_accounts`` says so.
"""

from dataclasses import dataclass

from shared.kernel.roles import OutsideRole, Role
from shared.kernel.scope import Scope, ScopeKind


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A user name, whose it is, and the password that ``make up`` prints."""

    staff_id: str
    name: str
    role: Role | OutsideRole
    password: str
    scope: Scope | None = None

    @property
    def email(self) -> str:
        """An address that can reach nobody (RFC 2606)."""
        return f"{self.staff_id}@demo.example"


DEMO_ORGANISATION = "4dd93bb6-4415-5b82-b367-d85af47caf79"
"""奉化区北山邻里服务中心（示例）: an invented organisation of the example data that has a report to hand in."""
DEMO_WARD = "示例医院/老年科"
"""Where one of the example cases is in hospital."""
DEMO_ACCOUNTS = (
    DemoAccount("guanli", "王慧", Role.CENTRE_ADMIN, "Tongxin-guanli-2026"),
    DemoAccount("dengji", "陈立", Role.REGISTRAR, "Tongxin-dengji-2026"),
    DemoAccount("zizhu", "周宁", Role.GRANTS_OFFICER, "Tongxin-zizhu-2026"),
    DemoAccount("fuzeren", "沈雅琴", Role.GRANTS_HEAD, "Tongxin-fuzeren-2026"),
    DemoAccount("caiwu", "吴敏", Role.FINANCE, "Tongxin-caiwu-2026"),
    DemoAccount("jiuzhu", "李梅", Role.RESCUE_WORKER, "Tongxin-jiuzhu-2026"),
    DemoAccount("zhanzhang", "张建国", Role.STATION_HEAD, "Tongxin-zhanzhang-2026"),
    DemoAccount("yunwei", "赵峰", Role.OPERATOR, "Tongxin-yunwei-2026"),
    DemoAccount(
        "jigou",
        "林晓（示例）",
        OutsideRole.ORGANISATION_MEMBER,
        "Tongxin-jigou-2026",
        Scope.of(ScopeKind.ORGANISATION, DEMO_ORGANISATION),
    ),
    DemoAccount(
        "bingqu", "何护士（示例）", OutsideRole.WARD, "Tongxin-bingqu-2026", Scope.of(ScopeKind.WARD, DEMO_WARD)
    ),
)
