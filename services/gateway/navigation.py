"""The sidebar: which pages are shown to which roles. Whether a person may read them is decided by the services."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.gateway.auth.granting import MANAGERS
from services.gateway.auth.roles import EVERYONE, GRANTS, OPERATIONS, OUTSIDERS, REGISTRY, RESCUE
from services.gateway.i18n import N_
from shared.kernel.roles import Role


@dataclass(frozen=True)
class NavigationLink:
    """One line of the sidebar; ``title`` is a msgid, ``called`` are everyday words that people look for it by."""

    path: str
    title: str
    icon: str
    roles: frozenset[str]
    also: str = ""
    """Another beginning of addresses that belong to this entry."""
    called: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A group of entries under a heading."""

    title: str
    entries: tuple[NavigationLink, ...]


HELP = ("怎么用", "使用说明", "手册", "指南", "不会用", "help", "guide", "manual", "how to")
CASES = ("案件", "救助对象", "在站人员", "流浪人员", "寻亲", "people in care")
WARDS = ("病房", "护士", "床位", "会说话了", "wards", "nurses")
OVERDUE = ("逾期", "超期", "过期", "overdue")
LIMITS = ("期限", "法定期限", "时限", "规则", *OVERDUE, "24小时", "deadlines", "limits", "rules")
ORGANISATIONS = ("查组织", "社团", "社会组织", "民非", "名册", "登记簿", "信用代码", "societies", "credit code")
FIGURES = ("增长率", "统计", "报刊数字", "媒体报道", "44%", "growth", "press", "statistics")
TALENTS = ("人才", "志愿者", "翻译", "方言", "会说方言的人", "volunteers", "interpreters", "dialects")
PAPERS = ("校验码", "真伪", "打印件", "编号", "check code", "genuine", "paper", "print")
PROJECTS = ("项目", "资助", "合同", "拨款", "请款", "经费", "money", "contracts", "payments")
ACCOUNTS = (
    "用户",
    "人员",
    "邀请",
    "岗位",
    "密码",
    "权限",
    "休假",
    "离职",
    "users",
    "invite",
    "roles",
    "leave",
    "password",
)
FUNDED = ("冻结的组织", "能不能拨付", "受资助组织", "funded organisations", "frozen")

SECTIONS = (
    Section(
        N_("工作"),
        (
            NavigationLink("/today", N_("今日工作"), "today", EVERYONE, called=("首页", "待办", "工作台", "home")),
            NavigationLink(
                "/inbox", N_("通知"), "bell", EVERYONE, called=("消息", "提醒", "未读", "收件箱", "reminders")
            ),
            NavigationLink(
                "/rules",
                N_("规则一览"),
                "info",
                EVERYONE,
                called=("规则", "期限", "依据", "limits", "rules"),
            ),
            NavigationLink("/print-check", N_("核验打印件"), "check", EVERYONE, called=PAPERS),
            NavigationLink("/help", N_("帮助"), "info", EVERYONE, called=HELP),
        ),
    ),
    Section(
        N_("工作"),
        (
            NavigationLink("/own", N_("我的首页"), "today", OUTSIDERS),
            NavigationLink("/inbox", N_("通知"), "bell", OUTSIDERS),
            NavigationLink("/account", N_("我的账号"), "person", OUTSIDERS),
        ),
    ),
    Section(
        N_("救助"),
        (
            NavigationLink("/rescue/intake", N_("登记求助"), "person-add", RESCUE, called=("新建个案", "查人")),
            NavigationLink("/rescue/cases", N_("个案"), "folder", RESCUE, "/rescue/case", CASES),
            NavigationLink("/rescue/ward-reports", N_("病区来报"), "pulse", RESCUE, called=WARDS),
            NavigationLink("/rescue/due", N_("到期事项"), "clock", RESCUE, called=LIMITS),
        ),
    ),
    Section(
        N_("社会组织"),
        (
            NavigationLink("/orgs", N_("组织名录"), "building", REGISTRY | GRANTS, called=ORGANISATIONS),
            NavigationLink("/orgs/import", N_("批量导入"), "upload", REGISTRY),
            NavigationLink("/figures", N_("报道的增长率"), "pulse", REGISTRY, called=FIGURES),
        ),
    ),
    Section(
        N_("人才"),
        (NavigationLink("/talents", N_("专业人才库"), "person", REGISTRY | RESCUE, called=TALENTS),),
    ),
    Section(
        N_("资助"),
        (
            NavigationLink("/grants/projects", N_("资助项目"), "coins", GRANTS, called=PROJECTS),
            NavigationLink("/grants/organisations", N_("承办组织一览"), "building", GRANTS, called=FUNDED),
        ),
    ),
    Section(
        N_("运行"),
        (
            NavigationLink("/accounts", N_("账号"), "person", MANAGERS, called=ACCOUNTS),
            NavigationLink(
                "/ops/messages", N_("消息与死信"), "flow", OPERATIONS, called=("重放", "出错", "失败", "failed")
            ),
            NavigationLink("/ops/about", N_("版本与健康"), "pulse", OPERATIONS, called=("状态", "监控", "status")),
            NavigationLink("/ops/components", N_("界面组件"), "grid", frozenset({Role.OPERATOR})),
        ),
    ),
)


def sections_for(roles: Iterable[str]) -> list[Section]:
    """The sections with the entries for these roles; empty sections are left out."""
    held = frozenset(roles)
    shown = (Section(s.title, tuple(e for e in s.entries if not e.roles.isdisjoint(held))) for s in SECTIONS)
    return [section for section in shown if section.entries]


def current(path: str, roles: Iterable[str]) -> str | None:
    """The path of the entry that the address belongs to: the longest that it starts with."""
    entries = [entry for section in sections_for(roles) for entry in section.entries]
    fitting = [e.path for e in entries if path == e.path or path.startswith((e.path + "/", f"{e.also or e.path}/"))]
    return max(fitting, key=len, default=None)
