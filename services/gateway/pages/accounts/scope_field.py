"""范围: what a person from outside may reach, as an administrator types it; organisations by name or credit code."""

from collections.abc import Sequence

from services.gateway.auth.account_rules import NOT_WHOLE
from services.gateway.auth.accounts import Staff
from services.gateway.clients.problems import ServiceRefused, or_none
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.own_form import own
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import rows_at, text_at
from services.gateway.i18n import N_
from shared.kernel.scope import KIND_OF, Scope, ScopeKind

MOST = 20
"""So many things at most are one person's scope."""
SCOPE = own(
    "scope",
    N_("范围（只有外单位岗位填写）"),
    2000,
    hint=N_(
        "每行一个：机构填名称或统一社会信用代码，病区填“医院/病区”，村和民政局填区划代码，业务主管单位填登记证书上的名称，评审填批次"
    ),
    required=False,
)
TOO_MANY = N_("范围最多 %(most)s 个。请分给几个账号。")
NO_SUCH = N_("没有找到“%(what)s”这个机构。请填名录里的全称或统一社会信用代码。")
SEVERAL = N_("“%(what)s”有几个同名的机构。请改填统一社会信用代码。")
NO_HOSPITAL = N_("“%(what)s”不完整：病区要连同医院一起写，例如：第一医院/老年科。请改正后再提交。")
NOT_SEEN = N_("您的岗位不能查机构名录。请找中心管理员邀请机构人员。")


async def scope_of(page: Page, form: SchemaForm, roles: Sequence[str]) -> Scope | None:
    """The scope that was typed for these roles, or None: without one, or after saying what is wrong with it."""
    lines = [line.strip() for line in form.typed.get("scope", "").splitlines() if line.strip()]
    kinds = [kind for role, kind in KIND_OF.items() if role in roles]
    if not lines:
        return None
    if not kinds:
        form.wrong("scope", NOT_WHOLE)
        return None
    if len(lines) > MOST:
        form.wrong("scope", TOO_MANY, most=MOST)
        return None
    kind = kinds[0]
    ids = [await _meant(page, form, kind, line) for line in lines]
    return None if form.errors else Scope.of(kind, *ids)


async def scope_lines(page: Page, staff: Staff, field: str = "name") -> Sequence[str]:
    """The scope as people read it: organisations by a field of their record where that can be asked for."""
    if staff.scope is None:
        return ()
    return await lines_of(page, staff.scope, field)


async def lines_of(page: Page, scope: Scope, field: str = "name") -> Sequence[str]:
    """What a scope names, in order, as people read it."""
    ids = sorted(scope.ids)
    if scope.kind is not ScopeKind.ORGANISATION:
        return ids
    records = [await _record(page, one) for one in ids]
    return [text_at(record, field) if record else one for one, record in zip(ids, records, strict=True)]


async def _meant(page: Page, form: SchemaForm, kind: ScopeKind, line: str) -> str:
    """The id that a line means; says what is wrong with it."""
    if kind is ScopeKind.ORGANISATION:
        return await _organisation(page, form, line)
    return _ward(form, line) if kind is ScopeKind.WARD else line


def _ward(form: SchemaForm, line: str) -> str:
    """``institution/ward``: without the institution no bed of it would ever be found."""
    institution, _, ward = (part.strip() for part in line.replace("／", "/").partition("/"))
    if not institution or not ward:
        form.wrong("scope", NO_HOSPITAL, what=line)
    return f"{institution}/{ward}"


async def _organisation(page: Page, form: SchemaForm, text: str) -> str:
    """The id of the one organisation of this name, code or id; empty after saying why it is none."""
    try:
        found = rows_at(await page.services.ask("registry", "/organisations", {"q": text, "limit": 50}), "items")
    except ServiceRefused:
        form.wrong("scope", NOT_SEEN)
        return ""
    meant = [one for one in found if text in (text_at(one, "name"), text_at(one, "uscc"))]
    if len(meant) > 1:
        form.wrong("scope", SEVERAL, what=text)
    elif not meant and await _record(page, text) is None:
        form.wrong("scope", NO_SUCH, what=text)
    return text_at(meant[0], "id") if len(meant) == 1 else text


async def _record(page: Page, organisation_id: str) -> Json | None:
    path, ids = "/organisations/{organisation_id}", {"organisation_id": organisation_id}
    return await or_none(page.services.ask("registry", path, ids=ids), also_refused=True)
