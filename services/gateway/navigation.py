"""The sidebar: which pages are shown to which roles. Whether a person may read them is decided by the services."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.gateway.auth.roles import EVERYONE, GRANTS, GRANTS_OFFICE, OPERATIONS, REGISTRY, RESCUE
from services.gateway.i18n import N_
from shared.kernel.roles import Role


@dataclass(frozen=True)
class NavigationLink:
    """One line of the sidebar; ``title`` is a msgid."""

    path: str
    title: str
    icon: str
    roles: frozenset[str]
    also: str = ""
    """Another beginning of addresses that belong to this entry."""


@dataclass(frozen=True)
class Section:
    """A group of entries under a heading."""

    title: str
    entries: tuple[NavigationLink, ...]


SECTIONS = (
    Section(
        N_("工作"),
        (
            NavigationLink("/today", N_("今日工作"), "today", EVERYONE),
            NavigationLink("/inbox", N_("通知"), "bell", EVERYONE),
        ),
    ),
    Section(
        N_("救助"),
        (
            NavigationLink("/rescue/intake", N_("登记求助"), "person-add", RESCUE),
            NavigationLink("/rescue/cases", N_("个案"), "folder", RESCUE, "/rescue/case"),
            NavigationLink("/rescue/due", N_("到期事项"), "clock", RESCUE),
        ),
    ),
    Section(
        N_("社会组织"),
        (
            NavigationLink("/orgs", N_("组织名录"), "building", REGISTRY | GRANTS_OFFICE),
            NavigationLink("/orgs/import", N_("批量导入"), "upload", REGISTRY),
        ),
    ),
    Section(
        N_("人才"),
        (NavigationLink("/talents", N_("专业人才库"), "person", REGISTRY | RESCUE),),
    ),
    Section(
        N_("资助"),
        (NavigationLink("/grants/projects", N_("资助项目"), "coins", GRANTS),),
    ),
    Section(
        N_("运行"),
        (
            NavigationLink("/ops/messages", N_("消息与死信"), "flow", OPERATIONS),
            NavigationLink("/ops/about", N_("版本与健康"), "pulse", OPERATIONS),
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
