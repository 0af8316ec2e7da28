"""The eight demo accounts, one per role. They can sign in only where ``Settings.with_demo_accounts`` says so."""

from dataclasses import dataclass

from shared.kernel.roles import Role


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A user name, whose it is, and the password that ``make up`` prints."""

    staff_id: str
    name: str
    role: Role
    password: str

    @property
    def email(self) -> str:
        """An address that can reach nobody (RFC 2606)."""
        return f"{self.staff_id}@demo.example"


DEMO_ACCOUNTS = (
    DemoAccount("guanli", "王慧", Role.CENTRE_ADMIN, "Tongxin-guanli-2026"),
    DemoAccount("dengji", "陈立", Role.REGISTRAR, "Tongxin-dengji-2026"),
    DemoAccount("zizhu", "周宁", Role.GRANTS_OFFICER, "Tongxin-zizhu-2026"),
    DemoAccount("fuzeren", "沈雅琴", Role.GRANTS_HEAD, "Tongxin-fuzeren-2026"),
    DemoAccount("caiwu", "吴敏", Role.FINANCE, "Tongxin-caiwu-2026"),
    DemoAccount("jiuzhu", "李梅", Role.RESCUE_WORKER, "Tongxin-jiuzhu-2026"),
    DemoAccount("zhanzhang", "张建国", Role.STATION_HEAD, "Tongxin-zhanzhang-2026"),
    DemoAccount("yunwei", "赵峰", Role.OPERATOR, "Tongxin-yunwei-2026"),
)
