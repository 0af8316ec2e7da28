"""The six demo accounts, one per role. They can sign in only where ``Settings.with_demo_accounts`` says so."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A user name, whose it is, and the password that ``make up`` prints."""

    staff_id: str
    name: str
    role: str
    role_zh: str
    password: str

    @property
    def email(self) -> str:
        """An address that can reach nobody (RFC 2606)."""
        return f"{self.staff_id}@demo.example"


DEMO_ACCOUNTS = (
    DemoAccount("guanli", "王慧", "centre_admin", "中心管理员", "Tongxin-guanli-2026"),
    DemoAccount("dengji", "陈立", "registrar", "登记员", "Tongxin-dengji-2026"),
    DemoAccount("zizhu", "周宁", "grants_officer", "资助专员", "Tongxin-zizhu-2026"),
    DemoAccount("jiuzhu", "李梅", "rescue_worker", "救助员", "Tongxin-jiuzhu-2026"),
    DemoAccount("zhanzhang", "张建国", "station_head", "救助站长", "Tongxin-zhanzhang-2026"),
    DemoAccount("yunwei", "赵峰", "operator", "运维", "Tongxin-yunwei-2026"),
)
